import { listenAddress } from '../../../src/check/rules/listen-address';
import { WASMEDGE, WASMTIME } from '../../../src/runtime/runtimes/runwasi';
import { SPIN } from '../../../src/runtime/runtimes/spin';
import type { JsonObject } from '../../../src/value/json';
import { GUEST, lazy, subject, testRule } from '../subject';

const told = (value: unknown, runtime = SPIN, guest: JsonObject = {}) =>
  subject(
    (draft) => Object.assign(draft.guest, { env: [{ name: runtime.listen?.variable, value }] }, guest),
    { runtime },
  );
const silent = (guest: JsonObject = {}, known = {}) =>
  subject((draft) => Object.assign(draft.guest, { env: [] }, guest), known);
const value = `${GUEST}/env/0/value`;

testRule(listenAddress, {
  good: [
    { that: 'all IPv6 addresses', subject: told('[::]:8080') },
    { that: 'one IPv4 address', subject: told('10.0.0.1:8080', WASMTIME) },
    { that: 'an unresolved address', subject: told(lazy('nonsense')) },
    { that: 'an address that the kubelet puts together', subject: told('$(POD_IP):8080') },
    {
      that: 'a port where the ports are unresolved',
      subject: told('0.0.0.0:9000', SPIN, { ports: [{ containerPort: lazy(9000) }] }),
    },
    { that: 'a port where none is declared', subject: told('0.0.0.0:9000', SPIN, { ports: undefined }) },
    {
      that: 'an address from elsewhere',
      subject: silent({ env: [{ name: 'SPIN_HTTP_LISTEN_ADDR', valueFrom: { configMapKeyRef: {} } }] }),
    },
    {
      that: 'nothing said where the default is the port',
      subject: silent({ ports: [{ containerPort: 80 }] }),
    },
    {
      that: 'nothing seen where variables come from elsewhere',
      subject: silent({ envFrom: [{ configMapRef: { name: 'x' } }] }),
    },
    { that: 'nothing seen where variables are unresolved', subject: silent({ env: lazy([]) }) },
    { that: 'nothing said by a worker', subject: silent({}, { http: false }) },
    { that: 'a runtime without a server', subject: silent({}, { runtime: WASMEDGE }) },
  ],
  bad: [
    ...[
      ':9000',
      'localhost:9000',
      '8080',
      '0.0.0.0',
      '0.0.0.0:0',
      '0.0.0.0:65536',
      '256.0.0.1:80',
      '::1:80',
      '[zz]:80',
      '',
    ].map((address) => ({
      that: `no address for wasmtime: "${address}"`,
      subject: told(address, WASMTIME),
      field: value,
      says: [JSON.stringify(address), 'in silence and listens on 8080', '0.0.0.0:8080'],
    })),
    {
      that: 'a port alone for Spin',
      subject: told('8080'),
      field: value,
      says: ['exit code 137', 'IP:port'],
    },
    {
      that: 'a port that the guest has not',
      subject: told('0.0.0.0:9000'),
      field: value,
      says: ['9000 is no port of the guest', 'one of 8080', 'port: 9000'],
    },
    {
      that: 'nothing said where the port is not the default',
      subject: silent(),
      field: `${GUEST}/env`,
      says: ['listens on 80', 'SPIN_HTTP_LISTEN_ADDR=0.0.0.0:8080'],
    },
  ],
});
