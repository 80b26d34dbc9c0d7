import { spinLocalhost } from '../../../src/check/rules/spin-localhost';
import { BASE, HELLO, retaining, spinApp } from '../spin-subject';
import { sideCar, testRule } from '../subject';

const calling = (host: string): string => `${HELLO}\nallowed_outbound_hosts = ["${host}"]`;
const redis = (address: string): string => `${HELLO}
[[trigger.redis]]
address = "${address}"
channel = "orders"
component = "hello"`;

testRule(spinLocalhost, {
  base: BASE,
  good: [
    ...[
      'https://localhost.example.com',
      'http://my-localhost:80',
      'http://self',
      'redis://redis.shop:6379',
      'http://127.example.com',
    ].map((host) => ({ that: host, subject: spinApp(calling(host)) })),
    { that: 'a server of Redis', subject: spinApp(redis('redis://redis.shop:6379')) },
    {
      that: 'a side-car, which may be the server',
      subject: spinApp(calling('http://localhost:3500'), {}, ({ pod }) => {
        pod.initContainers = [sideCar({ restartPolicy: 'Always' })];
      }),
    },
    {
      that: 'a component that does not run here',
      subject: spinApp(
        `${calling('http://localhost:3500')}\n[[trigger.http]]\nroute = "/x"\ncomponent = "x"\n[component.x]\nsource = "x.wasm"`,
        {},
        retaining('x'),
      ),
    },
  ],
  bad: [
    ...[
      'http://localhost:3500',
      'redis://127.0.0.1:6379',
      'http://[::1]:8080',
      'https://LOCALHOST',
      'http://localhost/',
    ].map((host) => ({
      that: host,
      subject: spinApp(calling(host)),
      field: 'spin.toml component.hello.allowed_outbound_hosts[0]',
      says: ['this is the pod itself', 'the name of a Service'],
    })),
    {
      that: 'a trigger’s server',
      subject: spinApp(redis('redis://user:pass@localhost:6379')),
      field: 'spin.toml trigger.redis hello-redis-trigger.address',
      says: ['no such server runs'],
    },
    {
      that: 'the server of all triggers',
      subject: spinApp(
        `[application.trigger.redis]\naddress = "redis://localhost:6379"\n${redis('x').replace('address = "x"\n', '')}`,
      ),
      field: 'spin.toml application.trigger.redis.address',
      says: ['redis://localhost:6379'],
    },
  ],
});
