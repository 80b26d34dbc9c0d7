import type { WasmBinarySpec } from '../../../src/artifact/wasm/binary-spec';
import { WasiTrack, WasmKind, WasmRole } from '../../../src/artifact/wasm/classify';
import { spinBinaryTrigger } from '../../../src/check/rules/spin-binary-trigger';
import { BASE, HELLO, HTTP_COMPONENT, spinApp } from '../spin-subject';
import { testRule } from '../subject';

const COMMAND: WasmBinarySpec = {
  ...HTTP_COMPONENT,
  role: WasmRole.COMMAND,
  exports: ['wasi:cli/run@0.2.6'],
};
const START: WasmBinarySpec = {
  ...HTTP_COMPONENT,
  kind: WasmKind.MODULE,
  wasi: WasiTrack.PREVIEW_1,
  role: WasmRole.COMMAND,
  imports: ['wasi_snapshot_preview1.fd_write'],
  exports: ['memory', '_start'],
};
const REDIS: WasmBinarySpec = {
  ...HTTP_COMPONENT,
  role: WasmRole.REDIS_TRIGGER,
  exports: ['fermyon:spin/inbound-redis'],
};
const V1: WasmBinarySpec = { ...START, role: WasmRole.SPIN_V1_MODULE, exports: ['handle-http-request'] };
const is = (hello: WasmBinarySpec) => ({ componentBinaries: { hello } });
const of = (type: string, fields = ''): string =>
  `[[trigger.${type}]]\ncomponent = "hello"\n${fields}\n[component.hello]\nsource = "hello.wasm"`;
const WAGI = of('http', 'route = "/..."\nexecutor = { type = "wagi" }');
const CHANNEL = of('redis', 'address = "redis://redis"\nchannel = "orders"');
const TOPIC = `${of('mqtt', 'topic = "orders"\nqos = "1"')}
[application.trigger.mqtt]
address = "mqtt://mqtt:1883"
username = ""
password = ""
keep_alive_interval = "30"`;
const QUEUE = of('sqs', 'queue_url = "https://sqs.eu-central-1.amazonaws.com/1/orders"');
const role = (one: WasmRole, ...exports: string[]): WasmBinarySpec => ({
  ...HTTP_COMPONENT,
  role: one,
  exports,
});

testRule(spinBinaryTrigger, {
  base: BASE,
  good: [
    { that: 'a module of the Spin of before components', subject: spinApp(HELLO, is(V1)) },
    { that: 'a command as a CGI program', subject: spinApp(WAGI, is(START)) },
    { that: 'a command of preview 1 for a command trigger', subject: spinApp(of('command'), is(START)) },
    { that: 'a command component for a command trigger', subject: spinApp(of('command'), is(COMMAND)) },
    { that: 'a component for Redis', subject: spinApp(CHANNEL, is(REDIS)) },
    { that: 'one for MQTT', subject: spinApp(TOPIC, is(role(WasmRole.MQTT_TRIGGER, 'handle-message'))) },
    { that: 'one for SQS', subject: spinApp(QUEUE, is(role(WasmRole.SQS_TRIGGER, 'handle-queue-message'))) },
    {
      that: 'a component for HTTP and Redis',
      subject: spinApp(
        CHANNEL,
        is({ ...HTTP_COMPONENT, exports: [...HTTP_COMPONENT.exports, ...REDIS.exports] }),
      ),
    },
    {
      that: 'a module that is yet to be a component',
      subject: spinApp(
        CHANNEL,
        is({ ...V1, role: WasmRole.HTTP, exports: ['cm32p2|fermyon:spin/inbound-redis|handle'] }),
      ),
    },
    { that: 'a trigger of a plugin', subject: spinApp(of('cron'), is(COMMAND)) },
    { that: 'a component whose binary is not known', subject: spinApp(HELLO, { componentBinaries: {} }) },
  ],
  bad: [
    {
      that: 'a command for HTTP',
      subject: spinApp(HELLO, is(START)),
      field: 'spin.toml trigger.http hello-http-trigger.component',
      says: [
        'of the role command',
        'wasi:http/incoming-handler',
        'executor = { type = "wagi" }',
        '[[trigger.command]]',
      ],
    },
    {
      that: 'an HTTP component as a CGI program',
      subject: spinApp(WAGI, is(HTTP_COMPONENT)),
      field: 'spin.toml trigger.http hello-http-trigger.component',
      says: ['wasi:cli/run or _start', 'leave executor out'],
    },
    {
      that: 'an HTTP component for a command trigger',
      subject: spinApp(of('command'), is(HTTP_COMPONENT)),
      field: 'spin.toml trigger.command hello-command-trigger.component',
      says: ['of the role http'],
    },
    {
      that: 'an HTTP component for Redis',
      subject: spinApp(CHANNEL, is(HTTP_COMPONENT)),
      field: 'spin.toml trigger.redis hello-redis-trigger.component',
      says: ['fermyon:spin/inbound-redis'],
    },
    {
      that: 'one for Redis on MQTT',
      subject: spinApp(TOPIC, is(REDIS)),
      field: 'spin.toml trigger.mqtt hello-mqtt-trigger.component',
      says: ['handle-message'],
    },
    {
      that: 'one for Redis on SQS',
      subject: spinApp(QUEUE, is(REDIS)),
      field: 'spin.toml trigger.sqs hello-sqs-trigger.component',
      says: ['handle-queue-message'],
    },
    {
      that: 'a library',
      subject: spinApp(HELLO, is(role(WasmRole.LIBRARY, 'acme:prices/list'))),
      field: 'spin.toml trigger.http hello-http-trigger.component',
      says: ['of the role library'],
    },
  ],
});
