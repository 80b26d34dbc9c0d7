import { containerTls } from '../../../src/check/rules/container-tls';
import { Known } from '../../../src/runtime/fact';
import type { JsonObject } from '../../../src/value/json';
import { GUEST, knowing, lazy, sideCar, subject, testRule } from '../subject';

const guestWith = (more: JsonObject, known = {}) => subject(({ guest }) => Object.assign(guest, more), known);
const probe = { readinessProbe: { httpGet: { path: '/', port: 8080, scheme: 'HTTPS' } } };
const served = (port: JsonObject) =>
  subject(({ service }) => Object.assign(service, { ports: [{ port: 443, ...port }] }));

testRule(containerTls, {
  good: [
    {
      that: 'a TLS probe where the runtime speaks TLS',
      subject: guestWith(probe, { runtime: knowing('tls', Known.YES) }),
    },
    { that: 'a guest that opens its own port', subject: guestWith(probe, { http: false }) },
    {
      that: 'an unresolved scheme',
      subject: guestWith({ readinessProbe: { httpGet: { port: 8080, scheme: lazy('HTTPS') } } }),
    },
    { that: 'an unresolved argument', subject: guestWith({ args: [lazy('--tls-cert')] }) },
    {
      that: 'a protocol without TLS',
      subject: served({ targetPort: 'http', appProtocol: 'kubernetes.io/h2c' }),
    },
    { that: 'an unresolved protocol', subject: served({ targetPort: 'http', appProtocol: lazy('https') }) },
    {
      that: 'a side-car that ends TLS',
      subject: subject(({ pod, guest, service }) => {
        pod.containers = [guest, sideCar({ ports: [{ name: 'https', containerPort: 8443 }] })];
        service.ports = [{ port: 443, targetPort: 'https', appProtocol: 'https' }];
      }),
    },
  ],
  bad: [
    {
      that: 'a probe by HTTPS',
      subject: guestWith(probe),
      field: `${GUEST}/readinessProbe/httpGet/scheme`,
      says: ['"HTTPS"', 'speaks no TLS', 'ingress: {'],
    },
    {
      that: 'a port that is called https',
      subject: guestWith({ ports: [{ name: 'https-web', containerPort: 8080 }] }),
      field: `${GUEST}/ports/0/name`,
      says: ['"https-web"'],
    },
    {
      that: 'a certificate as argument',
      subject: guestWith({ args: ['--tls-cert=/c.pem'] }),
      field: `${GUEST}/args/0`,
      says: ['--tls-cert=/c.pem'],
    },
    {
      that: 'a key in the command',
      subject: guestWith({ command: ['/', '--tls-key', '/k'] }),
      field: `${GUEST}/command/1`,
      says: ['"--tls-key"'],
    },
    {
      that: 'a certificate as variable',
      subject: guestWith({ env: [{ name: 'SPIN_TLS_CERT', value: '/c.pem' }] }),
      field: `${GUEST}/env/0/name`,
      says: ['SPIN_TLS_CERT'],
    },
    {
      that: 'a Service that says HTTPS of the guest’s port',
      subject: served({ targetPort: 8080, appProtocol: 'HTTPS' }),
      field: 'Service hello /spec/ports/0/appProtocol',
      says: ['"HTTPS"', 'plain HTTP to the guest'],
    },
    {
      that: 'a Service that says secure WebSockets',
      subject: served({ port: 8080, appProtocol: 'kubernetes.io/wss' }),
      field: 'Service hello /spec/ports/0/appProtocol',
      says: ['kubernetes.io/wss'],
    },
  ],
});
