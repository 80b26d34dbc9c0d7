import { spinComponentRetained } from '../../../src/check/rules/spin-component-retained';
import { WASMTIME } from '../../../src/runtime/runtimes/runwasi';
import { BASE, retaining, spinApp, withEnv } from '../spin-subject';
import { GUEST, lazy, testRule } from '../subject';

const TWO = `
[[trigger.http]]
route = "/cart"
component = "cart"
[component]
cart = { source = "cart.wasm" }
idle = { source = "idle.wasm" }
`;

testRule(spinComponentRetained, {
  base: BASE,
  good: [
    { that: 'all components', subject: spinApp(TWO) },
    { that: 'one that a trigger starts', subject: spinApp(TWO, {}, retaining('cart')) },
    { that: 'one with another that nothing starts', subject: spinApp(TWO, {}, retaining('cart', 'idle')) },
    {
      that: 'a list that is not known',
      subject: spinApp(TWO, {}, withEnv({ name: 'SPIN_COMPONENTS_TO_RETAIN', value: lazy('nope') })),
    },
    {
      that: 'a list from elsewhere',
      subject: spinApp(
        TWO,
        {},
        withEnv({
          name: 'SPIN_COMPONENTS_TO_RETAIN',
          valueFrom: { configMapKeyRef: { name: 'a', key: 'b' } },
        }),
      ),
    },
    { that: 'a list that the kubelet puts together', subject: spinApp(TWO, {}, retaining('$(COMPONENTS)')) },
    { that: 'another runtime', subject: spinApp(TWO, { runtime: WASMTIME }, retaining('nope')) },
  ],
  bad: [
    {
      that: 'a component that the manifest does not have',
      subject: spinApp(TWO, {}, retaining('cart', 'chart')),
      field: `${GUEST}/env/1/value`,
      says: ['the manifest has no component "chart"', 'allowed: cart, idle'],
    },
    {
      that: 'components that nothing starts',
      subject: spinApp(TWO, {}, retaining('idle')),
      field: `${GUEST}/env/1/value`,
      says: ['no trigger starts any of them', 'allowed: cart'],
    },
    {
      that: 'an empty list',
      subject: spinApp(TWO, {}, retaining(',')),
      field: `${GUEST}/env/1/value`,
      says: ['no trigger starts any of them'],
    },
    {
      that: 'a manifest without triggers',
      subject: spinApp('[trigger]\nhttp = []\n[component.idle]\nsource = "idle.wasm"'),
      field: 'spin.toml trigger',
      says: ['no trigger starts anything'],
    },
  ],
});
