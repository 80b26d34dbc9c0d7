import { spinComponentIdle } from '../../../src/check/rules/spin-component-idle';
import { BASE, HELLO, retaining, spinApp } from '../spin-subject';
import { testRule } from '../subject';

testRule(spinComponentIdle, {
  base: BASE,
  good: [
    {
      that: 'one that is a dependency of another',
      subject: spinApp(`${HELLO}
[component.hello.dependencies]
"acme:prices/list" = { component = "prices" }
[component.prices]
source = "prices.wasm"`),
    },
    {
      that: 'one that stands before another',
      subject: spinApp(`
[[trigger.http]]
route = "/..."
component = "hello"
[[trigger.http.dependencies.middleware]]
component = "auth"
[component]
hello = { source = "hello.wasm" }
auth = { source = "auth.wasm" }`),
    },
    {
      that: 'one that has a role in a trigger of a plugin',
      subject: spinApp(`${HELLO}
[[trigger.acme]]
components = { first = "one", rest = ["two"] }
[component.one]
source = "one.wasm"
[component.two]
source = "two.wasm"`),
    },
    {
      that: 'one that is not to run here',
      subject: spinApp(`${HELLO}\n[component.idle]\nsource = "idle.wasm"`, {}, retaining('hello')),
    },
  ],
  bad: [
    {
      that: 'one that no trigger names',
      subject: spinApp(`${HELLO}\n[component.idle]\nsource = "idle.wasm"`),
      field: 'spin.toml component.idle',
      says: ['it never runs', 'route = { private = true }'],
    },
    {
      that: 'one that is to run here and that no trigger names',
      subject: spinApp(`${HELLO}\n[component.idle]\nsource = "idle.wasm"`, {}, retaining('hello', 'idle')),
      field: 'spin.toml component.idle',
      says: ['it never runs'],
    },
  ],
});
