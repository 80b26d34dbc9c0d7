import { stayingOf } from '../container';
import { CheckSeverity } from '../finding';
import type { Rule } from '../rule';
import { applicationsOf, inManifest, mayRunOnSpin, type SpinApplication } from '../spin/application';

/** The host of an address or of an entry of allowed hosts, where it is the pod itself. */
const LOOPBACK = /^[^/]*:\/\/(?:[^@/]*@)?(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?=[:/]|$)/i;

export const spinLocalhost: Rule = {
  id: 'spin-localhost',
  severity: CheckSeverity.WARNING,
  title: 'a Spin application looks for no server in its own pod where none is',
  why:
    'In a pod localhost is the pod itself, and not the machine on which the application was written: no connection ever comes about. ' +
    'Nobody says so, neither Spin nor Kubernetes. Source: Kubernetes documentation, Pods, “Pod networking”.',
  needs: ['runtime', 'manifest'],
  concerns: mayRunOnSpin,
  check: (subject) =>
    applicationsOf(subject)
      // A side-car may well be the server.
      .filter(({ pod }) => stayingOf(pod).length === 1)
      .flatMap(addresses)
      .filter(([, address]) => LOOPBACK.test(address))
      .map(([field, value]) => ({
        field: inManifest(field),
        value,
        wrong: 'in a pod this is the pod itself, where no such server runs',
        allowed:
          'the name of a Service, http://self for the application’s own routes, or a side-car’s address where the pod has one',
        fix: 'a variable: "redis://{{ redis_host }}:6379", with variables: { redis_host: EnvValue.of(\'redis.shop\') }',
      })),
};

function addresses({ manifest, triggers, components }: SpinApplication): [field: string, address: string][] {
  const hosts = components.flatMap(([id, { allowedOutboundHosts }]) =>
    allowedOutboundHosts.map((host, index): [string, string] => [
      `component.${id}.allowed_outbound_hosts[${index}]`,
      host.trim(),
    ]),
  );
  const own = triggers.flatMap(({ id, type, address }): [string, string][] =>
    address === undefined ? [] : [[`trigger.${type} ${id}.address`, address]],
  );
  const shared = [...new Set(triggers.map(({ type }) => type))].flatMap((type): [string, string][] => {
    const address = manifest.triggerSettings[type]?.address;
    return typeof address === 'string' ? [[`application.trigger.${type}.address`, address]] : [];
  });
  return [...hosts, ...own, ...shared];
}
