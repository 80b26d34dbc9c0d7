import { probeWithoutPort } from '../../../src/check/rules/probe-without-port';
import type { JsonObject } from '../../../src/value/json';
import { GUEST, lazy, subject, testRule } from '../subject';

const asks = (probe: JsonObject, ports?: unknown, http = true) =>
  subject(({ guest }) => Object.assign(guest, { readinessProbe: probe, ports: ports ?? guest.ports }), {
    http,
  });

testRule(probeWithoutPort, {
  good: [
    { that: 'a port by its name', subject: asks({ httpGet: { path: '/', port: 'http' } }) },
    { that: 'a TCP probe of the port', subject: asks({ tcpSocket: { port: 8080 } }) },
    { that: 'an unresolved port', subject: asks({ tcpSocket: { port: lazy(9) } }) },
    { that: 'a probe where the ports are unresolved', subject: asks({ tcpSocket: { port: 9 } }, lazy([])) },
    {
      that: 'a probe where a port is unresolved',
      subject: asks({ tcpSocket: { port: 9 } }, [{ containerPort: lazy(9) }]),
    },
    {
      that: 'a probe of another host',
      subject: asks({ httpGet: { path: '/', port: 9, host: 'example.com' } }),
    },
    {
      that: 'a number where the server’s port is not declared',
      subject: asks({ tcpSocket: { port: 80 } }, []),
    },
    {
      that: 'a worker’s own port',
      subject: asks({ tcpSocket: { port: 9000 } }, [{ containerPort: 9000 }], false),
    },
    { that: 'a worker without probes', subject: asks({ exec: { command: ['true'] } }, [], false) },
  ],
  bad: [
    {
      that: 'an HTTP probe of a worker without ports',
      subject: asks({ httpGet: { path: '/', port: 8080 } }, [], false),
      field: `${GUEST}/readinessProbe/httpGet`,
      says: ['8080', 'the guest has no port', 'disabled: true'],
    },
    {
      that: 'a gRPC probe of another number',
      subject: asks({ grpc: { port: 9090 } }),
      field: `${GUEST}/readinessProbe/grpc/port`,
      says: ['9090', 'no such port', 'one of 8080, http'],
    },
    {
      that: 'a name that no port has',
      subject: asks({ tcpSocket: { port: 'web' } }),
      field: `${GUEST}/readinessProbe/tcpSocket/port`,
      says: ['"web"'],
    },
    {
      that: 'a name where no port is declared',
      subject: asks({ tcpSocket: { port: 'http' } }, []),
      field: `${GUEST}/readinessProbe/tcpSocket/port`,
      says: ['"http"', 'allowed: a number'],
    },
  ],
});
