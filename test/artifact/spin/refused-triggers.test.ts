import { describe, test } from 'vitest';
import { cart, shop } from './marked';
import { expectRefused, type Refused } from './refused';

describe('a trigger is refused', () => {
  const http = (text: string) => shop(`[component.cart]\nsource = "a"\n[[trigger.‸http]]\n${text}`);
  const at = (text: string) => http(text).replace('trigger.‸http', 'trigger.http');
  const of = (type: string, text: string) =>
    shop(`[component.cart]\nsource = "a"\n[[trigger.${type}]]\n${text}`);
  const cases: readonly Refused[] = [
    [
      'missing-field',
      http('component = "cart"'),
      'trigger.http[0].route',
      'it is required; allowed: a path as /cart',
    ],
    [
      'http-trigger',
      http('route = "/"'),
      'trigger.http[0].component',
      'nothing answers; allowed: either component or static_response',
    ],
    [
      'http-trigger',
      at('route = "/"\ncomponent = "cart"\n‸static_response = { body = "hi" }'),
      'trigger.http[0].static_response',
      'exclude each other',
    ],
    ['route', at('‸route = "/a/*/b"\ncomponent = "cart"'), 'trigger.http[0].route', 'a * stands at the end'],
    [
      'route',
      at('route = { ‸private = false }\ncomponent = "cart"'),
      'trigger.http[0].route.private',
      'a route that is not private is a path',
    ],
    [
      'missing-field',
      at('‸route = {}\ncomponent = "cart"'),
      'trigger.http[0].route.private',
      'it is required',
    ],
    [
      'unknown-field',
      at('route = { private = true, ‸public = true }\ncomponent = "cart"'),
      'trigger.http[0].route.public',
      'no such field',
    ],
    [
      'unknown-field',
      at('route = "/"\ncomponent = "cart"\n‸method = "GET"'),
      'trigger.http[0].method',
      'no such field; allowed: id, component',
    ],
    [
      'http-trigger',
      at('route = "/"\ncomponent = "cart"\nexecutor = { ‸type = "cgi" }'),
      'trigger.http[0].executor.type',
      'allowed: http, spin, wagi, wasip3-unstable',
    ],
    [
      'http-trigger',
      at('route = "/"\ncomponent = "cart"\nexecutor = { type = "wagi", ‸entrypoint = "main" }'),
      'trigger.http[0].executor.entrypoint',
      'Spin has given it up',
    ],
    [
      'unknown-field',
      at('route = "/"\ncomponent = "cart"\nexecutor = { type = "http", ‸argv = "a" }'),
      'trigger.http[0].executor.argv',
      'no such field',
    ],
    [
      'type',
      at('route = "/"\nstatic_response = { ‸status_code = 99 }'),
      'trigger.http[0].static_response.status_code',
      'a whole number from 100 to 999',
    ],
    [
      'type',
      at('route = "/"\nstatic_response = { headers = { ‸a = 1 } }'),
      'trigger.http[0].static_response.headers.a',
      'allowed: a string',
    ],
    [
      'unknown-component',
      at('route = "/"\n‸component = "carts"'),
      'trigger.http[0].component',
      'there is no such component; allowed: cart; fix: cart?',
    ],
    [
      'unknown-component',
      at('route = "/"\ncomponent = "cart"\ncomponents.a = ["cart", ‸"b"]'),
      'trigger.http[0].components.a[1]',
      'there is no such component',
    ],
    [
      'unknown-component',
      at('route = "/"\ncomponent = "cart"\ndependencies.middleware = [{ ‸component = "b" }]'),
      'trigger.http[0].dependencies.middleware[0].component',
      'there is no such component',
    ],
    [
      'missing-field',
      at('route = "/"\ncomponent = "cart"\ndependencies.middleware = [‸{ version = "1" }]'),
      'trigger.http[0].dependencies.middleware[0].package',
      'it is required',
    ],
    ['missing-field', of('‸redis', 'component = "cart"'), 'trigger.redis[0].channel', 'it is required'],
    ['missing-field', of('‸redis', 'channel = "a"'), 'trigger.redis[0].component', 'it is required'],
    [
      'trigger-address',
      of('‸redis', 'channel = "a"\ncomponent = "cart"'),
      'trigger.redis[0].address',
      'the trigger does not know its server',
    ],
    [
      'missing-field',
      cart('[application.trigger.‸redis]'),
      'application.trigger.redis.address',
      'it is required',
    ],
    [
      'unknown-field',
      cart('[application.trigger.redis]\naddress = "a"\n‸adress = "b"'),
      'application.trigger.redis.adress',
      'fix: address?',
    ],
    [
      'trigger-value',
      of('mqtt', 'topic = "a"\n‸qos = "3"\ncomponent = "cart"'),
      'trigger.mqtt[0].qos',
      'no quality of service of MQTT',
    ],
    [
      'type',
      of('mqtt', 'topic = "a"\n‸qos = 1\ncomponent = "cart"'),
      'trigger.mqtt[0].qos',
      'it is a whole number; allowed: a string',
    ],
    [
      'trigger-address',
      'spin_manifest_version = 2\n[‸application]\nname = "shop"\n[component.cart]\nsource = "a"\n[[trigger.mqtt]]\ntopic = "a"\nqos = "0"\ncomponent = "cart"',
      'application.trigger.mqtt.address',
      'the trigger does not know its server',
    ],
    [
      'trigger-value',
      cart(
        '[application.trigger.mqtt]\naddress = "a"\nusername = ""\npassword = ""\n‸keep_alive_interval = "often"',
      ),
      'application.trigger.mqtt.keep_alive_interval',
      'no number of seconds',
    ],
    ['missing-field', of('‸sqs', 'component = "cart"'), 'trigger.sqs[0].queue_url', 'it is required'],
    [
      'type',
      of('sqs', 'component = "cart"\nqueue_url = "a"\n‸max_messages = -1'),
      'trigger.sqs[0].max_messages',
      'a whole number from 0 to 65535',
    ],
    ['missing-field', of('‸command', ''), 'trigger.command[0].component', 'it is required'],
    [
      'unknown-field',
      of('command', 'component = "cart"\n‸args = []'),
      'trigger.command[0].args',
      'no such field',
    ],
  ];

  test.each(cases)('%s: %s', expectRefused);
});
