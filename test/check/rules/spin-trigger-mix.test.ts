import { spinTriggerMix } from '../../../src/check/rules/spin-trigger-mix';
import { BASE, HELLO, retaining, spinApp } from '../spin-subject';
import { testRule } from '../subject';

const COMMAND = '[[trigger.command]]\ncomponent = "nightly"\n[component.nightly]\nsource = "nightly.wasm"';
const REDIS = '[[trigger.redis]]\naddress = "redis://redis"\nchannel = "orders"\ncomponent = "hello"\n';

testRule(spinTriggerMix, {
  base: BASE,
  good: [
    { that: 'HTTP beside messages', subject: spinApp(REDIS + HELLO) },
    { that: 'a command alone', subject: spinApp(COMMAND) },
    { that: 'a command that does not run here', subject: spinApp(HELLO + COMMAND, {}, retaining('hello')) },
    {
      that: 'a command beside what the shim does not run, which another check tells',
      subject: spinApp(`[[trigger.cron]]\ncomponent = "nightly"\n${COMMAND}`),
    },
  ],
  bad: [
    {
      that: 'a command beside HTTP',
      subject: spinApp(HELLO + COMMAND),
      field: 'spin.toml trigger',
      says: ['when the command ends, all of it ends', "components: ['hello']", "components: ['nightly']"],
    },
    {
      that: 'a command beside messages',
      subject: spinApp(`${REDIS}${COMMAND}\n[component.hello]\nsource = "hello.wasm"`),
      field: 'spin.toml trigger',
      says: ["components: ['hello']"],
    },
  ],
});
