import { spinTriggerType } from '../../../src/check/rules/spin-trigger-type';
import { BASE, HELLO, retaining, spinApp } from '../spin-subject';
import { testRule } from '../subject';

const more = (trigger: string): string =>
  `${HELLO}\n[[trigger.${trigger}]]\ncomponent = "nightly"\n[component.nightly]\nsource = "nightly.wasm"`;

testRule(spinTriggerType, {
  base: BASE,
  good: [
    {
      that: 'all that the shim runs',
      subject: spinApp(`${HELLO}
[[trigger.redis]]
address = "redis://redis:6379"
channel = "orders"
component = "hello"
[[trigger.sqs]]
queue_url = "https://sqs.eu-central-1.amazonaws.com/1/orders"
component = "hello"
[[trigger.mqtt]]
topic = "orders"
qos = "1"
component = "hello"
[application.trigger.mqtt]
address = "mqtt://mqtt:1883"
username = ""
password = ""
keep_alive_interval = "30"
[[trigger.command]]
component = "hello"`),
    },
    {
      that: 'one of a component that does not run here',
      subject: spinApp(more('cron'), {}, retaining('hello')),
    },
  ],
  bad: [
    {
      that: 'cron, for which there is a CronJob',
      subject: spinApp(more('cron')),
      field: 'spin.toml trigger.cron',
      says: [
        'the shim has no such trigger',
        '[[trigger.command]]',
        'WasmCronJob',
        'http, redis, mqtt, sqs, command',
      ],
    },
    {
      that: 'timer, for which there is a CronJob',
      subject: spinApp(more('timer')),
      field: 'spin.toml trigger.timer',
      says: ['WasmCronJob'],
    },
    {
      that: 'that of a plugin',
      subject: spinApp(more('kinesis')),
      field: 'spin.toml trigger.kinesis',
      says: ['the shim has no such trigger', 'components: those that other triggers start'],
    },
  ],
});
