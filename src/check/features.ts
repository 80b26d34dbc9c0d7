import { Known } from '../runtime/fact';
import type { RuntimeFacts } from '../runtime/wasm-runtime-spec';
import { autoscalersOf, resourceMetricsOf } from './autoscaler';
import { guestPodsOf, probesOf } from './container';
import { isGiven, membersAt, reach } from './fields';
import { type ContainerView, podsOf, type Subject } from './subject';

/** Finds where a subject asks its runtime for something that not every runtime can do. */
export type Uses = (subject: Subject) => string[];

/** The places that ask for what the runtime's fact says; none where the runtime is not known. */
export function usesWhere(subject: Subject, fact: keyof RuntimeFacts, value: Known, uses: Uses): string[] {
  return subject.runtime?.facts[fact].value === value ? uses(subject) : [];
}

/** The places that ask for what the runtime cannot do. */
export function usesWithout(subject: Subject, fact: keyof RuntimeFacts, uses: Uses): string[] {
  return usesWhere(subject, fact, Known.NO, uses);
}

/** Guests whose root file system can only be read. */
export const readOnlyRoots: Uses = (subject) =>
  guestPodsOf(subject)
    .filter(({ guest }) => reach(guest.spec, 'securityContext', 'readOnlyRootFilesystem') === true)
    .map(({ guest }) => `${guest.at}/securityContext/readOnlyRootFilesystem`);

/** Probes that run a command. */
export const execProbes: Uses = (subject) =>
  inContainers(subject, (container) =>
    probesOf(container)
      .filter(({ spec }) => isGiven(spec, 'exec'))
      .map(({ field }) => `${field}/exec`),
  );

/** Hooks at the start and the end of a container that run a command. */
export const execHooks: Uses = (subject) =>
  inContainers(subject, (container) =>
    ['postStart', 'preStop']
      .filter((hook) => isGiven(container.spec, 'lifecycle', hook, 'exec'))
      .map((hook) => `${container.at}/lifecycle/${hook}/exec`),
  );

/** Containers with a terminal. */
export const ttys: Uses = (subject) =>
  inContainers(subject, ({ at, spec }) => (spec.tty === true ? [`${at}/tty`] : []));

/** Pods with a user namespace of their own. */
export const userNamespaces: Uses = (subject) =>
  podsOf(subject)
    .filter(({ spec }) => spec.hostUsers === false)
    .map(({ owner, at }) => `${owner} ${at}/hostUsers`);

/** Pods whose containers share one process namespace. */
export const sharedProcessNamespaces: Uses = (subject) =>
  podsOf(subject)
    .filter(({ spec }) => spec.shareProcessNamespace === true)
    .map(({ owner, at }) => `${owner} ${at}/shareProcessNamespace`);

/** Linux containers in the pod of a guest. */
export const linuxContainers: Uses = (subject) =>
  guestPodsOf(subject).flatMap(({ pod }) =>
    pod.containers.filter(({ isGuest }) => !isGuest).map(({ at }) => at),
  );

/** Linux containers in the pod of a guest that are given variables. */
export const linuxEnvironments: Uses = (subject) =>
  guestPodsOf(subject).flatMap(({ pod }) =>
    pod.containers
      .filter(({ isGuest }) => !isGuest)
      .flatMap(({ at, spec }) =>
        ['env', 'envFrom'].filter((list) => isFilled(spec[list])).map((list) => `${at}/${list}`),
      ),
  );

/** Containers whose resources are to change while they run. */
export const inPlaceResizes: Uses = (subject) =>
  inContainers(subject, ({ at, spec }) =>
    membersAt(spec, 'resizePolicy')
      .filter((policy) => policy.spec.restartPolicy === 'NotRequired')
      .map(({ index }) => `${at}/resizePolicy/${index}/restartPolicy`),
  );

/** Guests that drop all capabilities and add none. */
export const dropsOfAllAlone: Uses = (subject) =>
  guestPodsOf(subject)
    .filter(({ guest }) => {
      const capabilities = reach(guest.spec, 'securityContext', 'capabilities');
      const drop = reach(capabilities, 'drop');
      const add = reach(capabilities, 'add');
      const addsNothing = add === undefined || add === null || (Array.isArray(add) && add.length === 0);
      return Array.isArray(drop) && drop.includes('ALL') && addsNothing;
    })
    .map(({ guest }) => `${guest.at}/securityContext/capabilities/drop`);

/** Autoscalers of guests that go by CPU. */
export const cpuAutoscalers: Uses = (subject) =>
  autoscalersOf(subject)
    .filter(({ pods }) => pods.some(({ containers }) => containers.some(({ isGuest }) => isGuest)))
    .flatMap(resourceMetricsOf)
    .filter(({ resource }) => resource === 'cpu')
    .map(({ field }) => `${field}/name`);

function inContainers(subject: Subject, find: (container: ContainerView) => string[]): string[] {
  return podsOf(subject).flatMap((pod) => pod.containers.flatMap(find));
}

function isFilled(list: unknown): boolean {
  return Array.isArray(list) && list.length > 0;
}
