import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { SpinManifest } from '../../../src/artifact/spin-manifest';
import { describeWithShared } from '../../support/shared';

/** What is known of a public manifest: all of them are ones that Spin takes. */
interface Verdict {
  readonly file: string;
  /** What decides that Spin takes it, where that is not plain. */
  readonly because: string;
  readonly triggers: readonly string[];
  readonly routes?: readonly string[];
  /** What its components may reach, with the defaults of the variables. */
  readonly hosts?: readonly string[];
}

const V1 = 'version 1 without allowed_outbound_hosts: the databases are added';
const DATABASES = ['any redis', 'any mysql', 'any postgres'];
const PLACEHOLDER = 'a source is any text until it is loaded: %{…} is for the tests of Spin to fill in';

const verdicts: readonly Verdict[] = [
  {
    file: 'fermyon__enterprise-architectures-and-patterns__distributed-todo-app~src~http-api~spin.toml',
    because: 'an empty description is none; a template may stand in a host',
    triggers: ['http-api-http-trigger'],
    routes: ['wildcard /'],
    hosts: ['name localhost:5432'],
  },
  {
    file: 'fermyon__enterprise-architectures-and-patterns__distributed-todo-app~src~migrations~spin.toml',
    because: 'the port of postgres is known',
    triggers: ['migrations-command-trigger'],
    hosts: ['name localhost:5432'],
  },
  {
    file: 'fermyon__enterprise-architectures-and-patterns__distributed-todo-app~src~stats-generator~spin.toml',
    because: 'a command trigger takes a component and nothing else',
    triggers: ['stats-generator-command-trigger'],
    hosts: ['name localhost:5432'],
  },
  {
    file: 'spinframework__containerd-shim-spin__images~spin-keyvalue~spin.toml',
    because: 'allowed_http_hosts may still be there',
    triggers: ['keyvalue-http-trigger'],
    routes: ['exact /keyvalue'],
  },
  {
    file: 'spinframework__containerd-shim-spin__images~spin-mqtt-message-logger~spin.toml',
    because: 'the settings and the topic of MQTT take templates',
    triggers: ['mqtt-message-logger-mqtt-trigger'],
  },
  {
    file: 'spinframework__spin-operator__apps~salutations~spin.toml',
    because: 'tables and arrays of tables may alternate',
    triggers: ['hello-http-trigger', 'goodbye-http-trigger'],
    routes: ['exact /hi', 'exact /bye'],
  },
  {
    file: 'spinframework__spin__tests~testcases~assets-test~spin.toml',
    because: V1,
    triggers: ['trigger-fs'],
    routes: ['wildcard /static'],
    hosts: DATABASES,
  },
  {
    file: 'spinframework__spin__tests~testcases~http-routing~spin.toml',
    because: PLACEHOLDER,
    triggers: ['http-routing-http-trigger'],
    routes: ['wildcard /users/:userid'],
  },
  {
    file: 'spinframework__spin__tests~testcases~multi-trigger~spin.toml',
    because: 'triggers of two types; private routes; the address of redis is any text until it starts',
    triggers: ['hello-redis-trigger', 'front-http-trigger', 'middle-http-trigger', 'back-http-trigger'],
    routes: ['wildcard /', 'private', 'private'],
    hosts: ['chained middle', 'chained'],
  },
  {
    file: 'spinframework__spin__tests~testcases~redis-smoke-test~spin.toml',
    because: V1,
    triggers: ['trigger-hello'],
    hosts: DATABASES,
  },
  {
    file: 'spinframework__spin__tests~testcases~static-response~spin.toml',
    because: 'a static response stands for a component, and its status and its body may be left out',
    triggers: ['http-routing-http-trigger', 'http-trigger1', 'http-trigger2', 'http-trigger3'],
    routes: ['wildcard /users/:userid', 'wildcard /', 'exact /default-code', 'exact /bob'],
  },
  {
    file: 'spinframework__spin__tests~testcases~vault-variables-test~spin.toml',
    because: 'required without a default is a variable',
    triggers: ['trigger-config-test'],
    routes: ['wildcard /'],
    hosts: DATABASES,
  },
  {
    file: 'spinframework__spin__tests~testcases~wagi-http~spin.toml',
    because: 'a component may stand in its trigger; wagi is still an executor',
    triggers: ['http-trigger1'],
    routes: ['wildcard /'],
  },
];

for (const { file, because, triggers, routes = [], hosts = [] } of verdicts) {
  describeWithShared(`the public manifest ${file}`, ['samples', 'spin', file], (path) => {
    it(`is one that Spin takes: ${because}`, () => {
      const manifest = SpinManifest.fromFile(path);
      expect(manifest.warnings).toEqual([]);
      expect(manifest.triggers.map(({ id }) => id)).toEqual(triggers);
      expect(manifest.routes.map(({ kind, path: at }) => [kind, at].filter(Boolean).join(' '))).toEqual(
        routes,
      );
      const reached = Object.keys(manifest.components).flatMap((id) => manifest.outboundHosts(id));
      expect(
        reached.map(({ kind, host, scheme, component, firstPort }) => {
          if (kind === 'chained') return [kind, component].filter(Boolean).join(' ');
          return kind === 'any' ? `${kind} ${scheme}` : `${kind} ${host}:${firstPort}`;
        }),
      ).toEqual(hosts);
    });

    it('is the same from its plain data', () => {
      const spec = SpinManifest.fromFile(path).toSpec();
      expect(SpinManifest.fromSpec(JSON.parse(JSON.stringify(spec))).toSpec()).toEqual(spec);
    });
  });
}

describeWithShared('the public manifests', ['samples', 'spin'], (folder) => {
  it('have a verdict each', () => {
    const manifests = readdirSync(folder).filter((file) => file.endsWith('~spin.toml'));
    expect(verdicts.map(({ file }) => file).sort()).toEqual(manifests.sort());
  });
});
