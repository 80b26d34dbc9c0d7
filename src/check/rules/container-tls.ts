import { Known } from '../../runtime/fact';
import { literal } from '../../value/unresolved';
import { envOf, portsOf, requestsOf } from '../container';
import { isMissing, membersAt, objectsOf, textAt } from '../fields';
import { CheckSeverity } from '../finding';
import type { Rule } from '../rule';
import { type ContainerView, guestsOf, type Subject, titleOf } from '../subject';

const OPTIONS = ['--tls-cert', '--tls-key'];
const VARIABLES = ['SPIN_TLS_CERT', 'SPIN_TLS_KEY'];
const PROTOCOLS = ['https', 'tls', 'wss', 'kubernetes.io/wss'];

export const containerTls: Rule = {
  id: 'container-tls',
  severity: CheckSeverity.ERROR,
  title: 'nobody speaks TLS to a guest whose server speaks none',
  why:
    'The Spin shim sets no certificate whatever it is told, and runwasi’s HTTP server speaks plain HTTP/1: who speaks TLS to them gets ' +
    'a broken handshake, a probe never succeeds. Source: spinframework/containerd-shim-spin src/engine.rs (`tls_cert: None`), ' +
    'containerd/runwasi containerd-shim-wasmtime src/http_proxy.rs.',
  needs: ['runtime'],
  check: (subject) =>
    !subject.http || subject.runtime?.facts.tls.value !== Known.NO
      ? []
      : guestsOf(subject).flatMap((guest) =>
          [...probes(guest), ...ports(guest), ...options(guest), ...services(subject, guest)].map(
            ({ field, value }) => ({
              field,
              value,
              wrong: `the HTTP server of the ${subject.runtime?.name} runtime speaks no TLS`,
              allowed: 'plain HTTP to the guest',
              fix: "ingress: { hosts: ['…'], tls: { secretName: '…' } }, so that TLS ends there",
            }),
          ),
        ),
};

interface Found {
  readonly field: string;
  readonly value: unknown;
}

function probes(guest: ContainerView): Found[] {
  return requestsOf(guest)
    .filter(({ spec }) => textAt(spec, 'scheme') === 'HTTPS')
    .map(({ field }) => ({ field: `${field}/scheme`, value: 'HTTPS' }));
}

function ports(guest: ContainerView): Found[] {
  return portsOf(guest)
    .filter(({ name }) => name?.startsWith('https') === true)
    .map(({ field, name }) => ({ field: `${field}/name`, value: name }));
}

function options(guest: ContainerView): Found[] {
  const words = ['command', 'args'].flatMap((list) => {
    const all = guest.spec[list];
    return (Array.isArray(all) ? all : []).map((word, index) => ({
      field: `${guest.at}/${list}/${index}`,
      value: literal(word),
    }));
  });
  return [
    ...words.filter(({ value }) =>
      OPTIONS.some((option) => value === option || String(value).startsWith(`${option}=`)),
    ),
    ...envOf(guest)
      .filter(({ name }) => VARIABLES.includes(name))
      .map(({ field, name }) => ({ field: `${field}/name`, value: name })),
  ];
}

/** Ports of a Service that lead to the guest; a side-car may well speak TLS. */
function services(subject: Subject, guest: ContainerView): Found[] {
  const own = portsOf(guest).flatMap(({ port, name }) => [port, name]);
  return objectsOf(subject, 'Service').flatMap((service) =>
    membersAt(service, 'spec', 'ports').flatMap(({ index, spec }) => {
      const protocol = textAt(spec, 'appProtocol');
      const target = literal(isMissing(spec, 'targetPort') ? spec.port : spec.targetPort);
      return protocol !== undefined &&
        PROTOCOLS.includes(protocol.toLowerCase()) &&
        target !== undefined &&
        own.some((one) => one === target)
        ? [{ field: `${titleOf(service)} /spec/ports/${index}/appProtocol`, value: protocol }]
        : [];
    }),
  );
}
