import { spinTriggerKind } from '../../../src/check/rules/spin-trigger-kind';
import { asJob, BASE, HELLO, retaining, spinApp } from '../spin-subject';
import { testRule } from '../subject';

const REDIS = `
[[trigger.redis]]
address = "redis://redis:6379"
channel = "orders"
component = "orders"
[component.orders]
source = "orders.wasm"
`;
const COMMAND = `
[[trigger.command]]
component = "nightly"
[component.nightly]
source = "nightly.wasm"
`;
const CRON = '[[trigger.cron]]\ncomponent = "nightly"\n[component.nightly]\nsource = "nightly.wasm"';
const worker = { http: false };

testRule(spinTriggerKind, {
  base: BASE,
  good: [
    { that: 'HTTP beside Redis behind a Service', subject: spinApp(HELLO + REDIS) },
    {
      that: 'a private route behind a Service',
      subject: spinApp(HELLO.replace('"/..."', '{ private = true }')),
    },
    { that: 'Redis in a worker', subject: spinApp(REDIS, worker) },
    { that: 'a command in a Job', subject: spinApp(COMMAND, worker, asJob) },
    {
      that: 'the command of several in a Job',
      subject: spinApp(HELLO + COMMAND, worker, (draft) => {
        retaining('nightly')(draft);
        asJob(draft);
      }),
    },
    { that: 'a command beside others, which another check tells', subject: spinApp(HELLO + COMMAND) },
    { that: 'what the shim does not run at all, which another check tells', subject: spinApp(CRON) },
    {
      that: 'no trigger at all, which another check tells',
      subject: spinApp('[trigger]\nhttp = []\n[component.a]\nsource = "a.wasm"'),
    },
  ],
  bad: [
    {
      that: 'Redis behind a Service',
      subject: spinApp(REDIS),
      field: 'spin.toml trigger',
      says: ['["redis"]', 'would need an http trigger', 'new WasmWorker with runtime: WasmRuntime.spin()'],
    },
    {
      that: 'a command behind a Service',
      subject: spinApp(COMMAND),
      field: 'spin.toml trigger',
      says: ['would need an http trigger', 'WasmJob, or WasmCronJob'],
    },
    {
      that: 'only the command of several behind a Service',
      subject: spinApp(HELLO + COMMAND, {}, retaining('nightly')),
      field: 'spin.toml trigger',
      says: ['["command"]'],
    },
    {
      that: 'HTTP in a worker',
      subject: spinApp(HELLO, worker),
      field: 'spin.toml trigger',
      says: ['would need a trigger for redis, mqtt or sqs', 'new SpinApp'],
    },
    {
      that: 'a command in a worker',
      subject: spinApp(COMMAND, worker),
      field: 'spin.toml trigger',
      says: ['nothing would wait for messages', 'WasmJob'],
    },
    {
      that: 'HTTP in a Job',
      subject: spinApp(HELLO, worker, asJob),
      field: 'spin.toml trigger',
      says: ['Job hello would need a command trigger', 'never complete', 'new SpinApp'],
    },
    {
      that: 'Redis in a Job',
      subject: spinApp(REDIS, worker, asJob),
      field: 'spin.toml trigger',
      says: ['new WasmWorker'],
    },
  ],
});
