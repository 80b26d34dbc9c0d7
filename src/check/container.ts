import { isObject, type JsonObject } from '../value/json';
import { isUnresolved } from '../value/unresolved';
import { isGiven, mayHoldMore, membersAt, numberAt, reach, textAt } from './fields';
import { whileAsked } from './once';
import { type ContainerView, type PodView, podsOf, type Subject } from './subject';

/** A container that runs WebAssembly, and its pod. */
export interface GuestView {
  /** The pod. */
  readonly pod: PodView;
  /** The container. */
  readonly guest: ContainerView;
}

/** The containers that run WebAssembly, each with its pod. */
export const guestPodsOf = whileAsked((subject: Subject): GuestView[] => {
  return podsOf(subject).flatMap((pod) =>
    pod.containers.filter(({ isGuest }) => isGuest).map((guest) => ({ pod, guest })),
  );
});

/** The containers that stay: all but those that end before the others start. */
export function stayingOf(pod: PodView): ContainerView[] {
  return pod.containers.filter(({ isInit, spec }) => !isInit || spec.restartPolicy === 'Always');
}

/** A variable of a container. */
export interface EnvEntry {
  /** Its name. */
  readonly name: string;
  /** Where it stands. */
  readonly field: string;
  /** Its text; `undefined` where that comes from elsewhere or is not known yet. */
  readonly value: string | undefined;
}

/** The variables of a container whose names are known. A later one of a name replaces an earlier one. */
export const envOf = whileAsked((container: ContainerView): EnvEntry[] => {
  return membersAt(container.spec, 'env').flatMap(({ index, spec }) => {
    const name = textAt(spec, 'name');
    return name === undefined
      ? []
      : [{ name, field: `${container.at}/env/${index}`, value: textAt(spec, 'value') }];
  });
});

/** Whether a container may have variables that cannot be seen. */
export function hasHiddenEnv({ spec }: ContainerView): boolean {
  const from = spec.envFrom;
  return mayHoldMore(spec.env, 'name') || (from !== undefined && !(Array.isArray(from) && from.length === 0));
}

/** A port of a container. */
export interface PortEntry {
  /** Where it stands. */
  readonly field: string;
  /** Its number, where it is known. */
  readonly port: number | undefined;
  /** Its name, where it has one. */
  readonly name: string | undefined;
  /** Its protocol, where it is known. */
  readonly protocol: string | undefined;
}

/** The ports that a container says it has. */
export const portsOf = whileAsked((container: ContainerView): PortEntry[] => {
  return membersAt(container.spec, 'ports').map(({ index, spec }) => ({
    field: `${container.at}/ports/${index}`,
    port: numberAt(spec, 'containerPort'),
    name: textAt(spec, 'name'),
    protocol: spec.protocol === undefined ? 'TCP' : textAt(spec, 'protocol'),
  }));
});

/** Whether a container may have ports that cannot be seen. */
export function hasHiddenPorts({ spec }: ContainerView): boolean {
  return mayHoldMore(spec.ports, 'containerPort') || mayHoldMore(spec.ports, 'name');
}

/** What a container runs as: its own field, else its pod's. */
export function securityOf(pod: PodView, container: ContainerView, field: string): unknown {
  const own = reach(container.spec, 'securityContext', field);
  return own ?? reach(pod.spec, 'securityContext', field);
}

/** The probes of a container. */
export interface ProbeView {
  /** Where it stands. */
  readonly field: string;
  /** The probe. */
  readonly spec: unknown;
}

const PROBES = ['startupProbe', 'readinessProbe', 'livenessProbe'];

/** The probes that a container has. */
export const probesOf = whileAsked((container: ContainerView): ProbeView[] => {
  return PROBES.filter((name) => isGiven(container.spec, name)).map((name) => ({
    field: `${container.at}/${name}`,
    spec: container.spec[name],
  }));
});

/** A request that a probe makes: its kind, and what it asks for. */
export interface RequestView {
  /** Where it stands. */
  readonly field: string;
  /** `httpGet`, `tcpSocket` or `grpc`. */
  readonly kind: string;
  /** What it asks for. */
  readonly spec: JsonObject;
}

/** The requests of a container's probes that go to a port. */
export const requestsOf = whileAsked((container: ContainerView): RequestView[] => {
  return probesOf(container).flatMap(({ field, spec }) =>
    ['httpGet', 'tcpSocket', 'grpc'].flatMap((kind) => {
      const request = reach(spec, kind);
      return isObject(request) && !isUnresolved(request)
        ? [{ field: `${field}/${kind}`, kind, spec: request }]
        : [];
    }),
  );
});
