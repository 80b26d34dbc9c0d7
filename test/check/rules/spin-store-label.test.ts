import { spinStoreLabel } from '../../../src/check/rules/spin-store-label';
import { BASE, HELLO, retaining, spinApp } from '../spin-subject';
import { testRule } from '../subject';

const STORES = `${HELLO}
key_value_stores = ["default", "carts"]
sqlite_databases = ["default"]
`;
const BASES = `${HELLO}\nsqlite_databases = ["default", "orders"]`;
const TWO = `${STORES}
[[trigger.http]]
route = "/x"
component = "other"
[component.other]
source = "other.wasm"
`;

testRule(spinStoreLabel, {
  base: BASE,
  good: [
    { that: 'the labels that Spin has by itself', subject: spinApp(STORES.replace(', "carts"', '')) },
    {
      that: 'a store that is configured',
      subject: spinApp(STORES, {
        runtimeConfig: { keyValueStores: { carts: { redis: { url: 'redis://a' } } } },
      }),
    },
    {
      that: 'a database that is configured',
      subject: spinApp(BASES, { runtimeConfig: { sqliteDatabases: { orders: { spin: {} } } } }),
    },
    {
      that: 'a file that a Secret holds',
      subject: spinApp(STORES, { runtimeConfig: { secret: { name: 'spin' } } }),
    },
    { that: 'a store of a component that does not run here', subject: spinApp(TWO, {}, retaining('other')) },
  ],
  bad: [
    {
      that: 'a store where nothing is configured',
      subject: spinApp(STORES),
      field: 'spin.toml component.hello.key_value_stores[1]',
      says: ['"carts"', 'exit code 137', 'allowed: default', "keyValueStores: { 'carts': { redis:"],
    },
    {
      that: 'a store beside another that is configured',
      subject: spinApp(STORES, {
        runtimeConfig: { keyValueStores: { cart: { redis: { url: 'redis://a' } } } },
      }),
      field: 'spin.toml component.hello.key_value_stores[1]',
      says: ['allowed: default, cart'],
    },
    {
      that: 'a database where there is a store of its label',
      subject: spinApp(BASES, { runtimeConfig: { keyValueStores: { orders: { spin: {} } } } }),
      field: 'spin.toml component.hello.sqlite_databases[1]',
      says: ['"orders"', "sqliteDatabases: { 'orders': { libsql:"],
    },
  ],
});
