import type { ListenSpec } from '../../runtime/wasm-runtime-spec';
import { envOf, hasHiddenEnv, hasHiddenPorts, portsOf } from '../container';
import { CheckSeverity } from '../finding';
import type { Problem, Rule } from '../rule';
import { type ContainerView, guestsOf } from '../subject';

export const listenAddress: Rule = {
  id: 'listen-address',
  severity: CheckSeverity.ERROR,
  title: 'the shim’s HTTP server is told an address that it understands, with a port that the guest has',
  why:
    'Seen on a real cluster: runwasi’s wasmtime shim passes over `:9000` and `localhost:9000` in silence and listens on 8080; the ' +
    'Spin shim (0.24.0) ends on `8080` with exit code 137 and an empty log. A port that differs from the container’s leaves the pod ' +
    'Running 0/1 with `connect: connection refused`.',
  needs: ['runtime'],
  check: (subject) => {
    const listen = subject.runtime?.listen;
    return listen === undefined
      ? []
      : guestsOf(subject).flatMap((guest) => problemsOf(guest, listen, subject.http));
  },
};

function problemsOf(guest: ContainerView, listen: ListenSpec, http: boolean): Problem[] {
  const ports = hasHiddenPorts(guest) ? [] : portsOf(guest).flatMap(({ port }) => port ?? []);
  const entry = envOf(guest).findLast(({ name }) => name === listen.variable);
  if (entry === undefined) {
    return http && !hasHiddenEnv(guest) && ports.length > 0 && !ports.includes(listen.defaultPort)
      ? [
          {
            field: `${guest.at}/env`,
            wrong: `without ${listen.variable} the server listens on ${listen.defaultPort}, which is no port of the guest (${ports.join(', ')})`,
            allowed: `${listen.variable}=0.0.0.0:${ports[0]}`,
            fix: `port: ${ports[0]}, which sets the address too`,
          },
        ]
      : [];
  }
  const { value } = entry;
  // A value that names another variable is put together by the kubelet.
  if (value === undefined || value.includes('$(')) {
    return [];
  }
  const field = `${entry.field}/value`;
  const port = portIn(value);
  if (port === undefined) {
    return [
      {
        field,
        value,
        wrong: listen.silentOnBadAddress
          ? `no IP address and port: the server passes over it in silence and listens on ${listen.defaultPort}`
          : 'no IP address and port: the process ends with exit code 137 and an empty log, or listens where no Service reaches it',
        allowed: 'IP:port, as in 0.0.0.0:8080 or [::]:8080',
        fix: 'port: 8080, which sets the address too',
      },
    ];
  }
  return ports.length === 0 || ports.includes(port)
    ? []
    : [
        {
          field,
          value,
          wrong: `${port} is no port of the guest, so Service and probes ask where nothing listens`,
          allowed: `one of ${ports.join(', ')}`,
          fix: `port: ${port}, which sets the container port too`,
        },
      ];
}

const OCTET = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)';
const ADDRESS = new RegExp(`^(?:${OCTET}(?:\\.${OCTET}){3}|\\[([0-9a-fA-F:.]+)\\]):(\\d{1,5})$`);

/** The port of `IP:port`, where it is one. */
function portIn(address: string): number | undefined {
  const match = ADDRESS.exec(address);
  const port = Number(match?.[2]);
  const isAddress = match !== null && (match[1] === undefined || URL.canParse(`http://[${match[1]}]`));
  return isAddress && port >= 1 && port <= 65535 ? port : undefined;
}
