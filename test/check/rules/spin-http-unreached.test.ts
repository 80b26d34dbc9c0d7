import { spinHttpUnreached } from '../../../src/check/rules/spin-http-unreached';
import { BASE, HELLO, retaining, spinApp } from '../spin-subject';
import { testRule } from '../subject';

const REDIS = `
[[trigger.redis]]
address = "redis://redis:6379"
channel = "orders"
component = "orders"
[component.orders]
source = "orders.wasm"
`;

testRule(spinHttpUnreached, {
  base: BASE,
  good: [
    { that: 'both behind a Service', subject: spinApp(HELLO + REDIS) },
    { that: 'messages alone', subject: spinApp(HELLO + REDIS, { http: false }, retaining('orders')) },
    {
      that: 'a private route in a worker',
      subject: spinApp(HELLO.replace('"/..."', '{ private = true }') + REDIS, { http: false }),
    },
    { that: 'routes alone, which another check tells', subject: spinApp(HELLO, { http: false }) },
  ],
  bad: [
    {
      that: 'a route in a worker',
      subject: spinApp(HELLO + REDIS, { http: false }),
      field: 'spin.toml trigger.http.route',
      says: ['"/..."', 'the workload has no Service', 'SpinApp'],
    },
  ],
});
