import { spinChaining } from '../../../src/check/rules/spin-chaining';
import { BASE, retaining, spinApp } from '../spin-subject';
import { testRule } from '../subject';

const calling = (...hosts: readonly string[]): string => `
[[trigger.http]]
route = "/..."
component = "shop"
[[trigger.http]]
route = { private = true }
component = "prices"
[component]
shop = { source = "shop.wasm", allowed_outbound_hosts = ${JSON.stringify(hosts)} }
prices = { source = "prices.wasm" }
idle = { source = "idle.wasm" }
[variables]
target = { default = "idle" }
`;
const HOST = 'spin.toml component.shop.allowed_outbound_hosts[0]';

testRule(spinChaining, {
  base: BASE,
  good: [
    { that: 'a component with a private route', subject: spinApp(calling('http://prices.spin.internal')) },
    { that: 'any component', subject: spinApp(calling('http://*.spin.internal')) },
    {
      that: 'two that run together',
      subject: spinApp(calling('http://prices.spin.internal'), {}, retaining('shop', 'prices')),
    },
    {
      that: 'the one that calls does not run here',
      subject: spinApp(calling('http://prices.spin.internal'), {}, retaining('prices')),
    },
    {
      that: 'a target that a variable names',
      subject: spinApp(calling('http://{{ target }}.spin.internal'), {}, retaining('shop')),
    },
    {
      that: 'other hosts, and the application’s own routes',
      subject: spinApp(calling('https://prices.example.com', 'http://self'), {}, retaining('shop')),
    },
  ],
  bad: [
    {
      that: 'a target that does not run here',
      subject: spinApp(calling('http://prices.spin.internal'), {}, retaining('shop')),
      field: HOST,
      says: ['prices does not run here', "components: ['shop', 'prices']"],
    },
    {
      that: 'any target where some components alone run',
      subject: spinApp(calling('http://*.spin.internal'), {}, retaining('shop', 'prices')),
      field: HOST,
      says: ['SPIN_COMPONENTS_TO_RETAIN', 'leave components out'],
    },
    {
      that: 'a target that is not in the manifest',
      subject: spinApp(calling('http://price.spin.internal')),
      field: HOST,
      says: ['the manifest has no component "price"', 'http://prices.spin.internal'],
    },
    {
      that: 'a target without an HTTP trigger',
      subject: spinApp(calling('http://idle.spin.internal')),
      field: HOST,
      says: ['idle has no HTTP trigger', '[[trigger.http]] with route = { private = true }'],
    },
  ],
});
