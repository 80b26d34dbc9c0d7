import { spinStoreLocal } from '../../../src/check/rules/spin-store-local';
import { BASE, HELLO, spinApp } from '../spin-subject';
import { autoscaler, type Draft, lazy, testRule } from '../subject';

const KEPT = `${HELLO}\nkey_value_stores = ["default"]`;
const TABLES = `${HELLO}\nsqlite_databases = ["default", "orders"]`;
const replicas =
  (count: unknown) =>
  ({ deployment }: Draft): void => {
    deployment.replicas = count;
  };
const scaled =
  (max: unknown) =>
  ({ deployment, objects }: Draft): void => {
    delete deployment.replicas;
    objects.push(autoscaler({ maxReplicas: max }));
  };
const onClaim = ({ pod }: Draft): void => {
  pod.volumes = [
    { name: 'cache', emptyDir: {} },
    { name: 'state', persistentVolumeClaim: { claimName: 'shared' } },
  ];
};

testRule(spinStoreLocal, {
  base: BASE,
  good: [
    { that: 'one pod', subject: spinApp(KEPT, {}, replicas(1)) },
    { that: 'a number of pods that is not known', subject: spinApp(KEPT, {}, replicas(lazy(3))) },
    { that: 'one pod at most', subject: spinApp(KEPT, {}, scaled(1)) },
    {
      that: 'a number of pods that somebody else says',
      subject: spinApp(KEPT, {}, ({ deployment }) => delete deployment.replicas),
    },
    {
      that: 'a store on a server',
      subject: spinApp(KEPT, {
        runtimeConfig: { keyValueStores: { default: { redis: { url: 'redis://a' } } } },
      }),
    },
    {
      that: 'a file of its own, for which there must be a volume',
      subject: spinApp(KEPT, {
        runtimeConfig: { keyValueStores: { default: { spin: { path: '/data/kv.db' } } } },
      }),
    },
    { that: 'Spin’s folder on a claim', subject: spinApp(KEPT, {}, onClaim) },
    {
      that: 'a file that a Secret holds',
      subject: spinApp(KEPT, { runtimeConfig: { secret: { name: 'spin' } } }),
    },
  ],
  bad: [
    {
      that: 'the usual store',
      subject: spinApp(KEPT),
      field: 'spin.toml component.hello.key_value_stores',
      says: ['"default"', 'each of 2 pods has its own', 'keyValueStores: {', 'replicas: 1'],
    },
    {
      that: 'the usual database beside one on a server',
      subject: spinApp(TABLES, {
        runtimeConfig: { sqliteDatabases: { orders: { libsql: { url: 'https://db', token: 'x' } } } },
      }),
      field: 'spin.toml component.hello.sqlite_databases',
      says: ['"default"', 'sqliteDatabases: {'],
    },
    {
      that: 'a store in memory',
      subject: spinApp(KEPT, { runtimeConfig: { keyValueStores: { default: { spin: {} } } } }, onClaim),
      field: 'spin.toml component.hello.key_value_stores',
      says: ['gone with the pod'],
    },
    {
      that: 'Spin’s folder in memory',
      subject: spinApp(KEPT, { runtimeConfig: { stateDir: '' } }, onClaim),
      field: 'spin.toml component.hello.key_value_stores',
      says: ['gone with the pod'],
    },
    {
      that: 'Spin’s folder beside the claim',
      subject: spinApp(KEPT, { runtimeConfig: { stateDir: '/.cache/state' } }, onClaim),
      field: 'spin.toml component.hello.key_value_stores',
      says: ['gone with the pod'],
    },
    {
      that: 'several pods by an autoscaler',
      subject: spinApp(KEPT, {}, scaled(10)),
      field: 'spin.toml component.hello.key_value_stores',
      says: ['each of 10 pods'],
    },
  ],
});
