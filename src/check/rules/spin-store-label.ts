import type { SpinComponent } from '../../artifact/spin/component-spec';
import { CheckSeverity } from '../finding';
import type { Problem, Rule } from '../rule';
import { applicationsOf, inManifest, mayRunOnSpin } from '../spin/application';
import { DEFAULT_STORE } from '../spin/names';
import { runtimeConfigOf } from '../spin/runtime-config';

export const spinStoreLabel: Rule = {
  id: 'spin-store-label',
  severity: CheckSeverity.ERROR,
  title: 'each key-value store and database of a Spin application is one that its runtime configuration has',
  why:
    'Seen on a real cluster (containerd-shim-spin 0.24.0): with another label than `default` the process ends with exit code 137 and ' +
    'an empty log; containerd’s log has `unknown key_value_stores label "extra"`. Databases are looked up in the same way (read in ' +
    'spinframework/spin crates/factor-sqlite).',
  needs: ['runtime', 'manifest'],
  concerns: mayRunOnSpin,
  check: (subject) =>
    applicationsOf(subject).flatMap(({ guest, components }) => {
      const { known, hidden } = runtimeConfigOf(subject, guest);
      const { keyValueStores = {}, sqliteDatabases = {} } = known;
      return hidden !== undefined
        ? []
        : components.flatMap(([id, component]) => [
            ...unknownLabels(id, component.keyValueStores, KEY_VALUE, Object.keys(keyValueStores)),
            ...unknownLabels(id, component.sqliteDatabases, SQLITE, Object.keys(sqliteDatabases)),
          ]);
    }),
};

interface Kind {
  readonly field: string;
  readonly prop: string;
  readonly example: string;
}

const KEY_VALUE: Kind = {
  field: 'key_value_stores',
  prop: 'keyValueStores',
  example: "{ redis: { url: 'redis://…' } }",
};
const SQLITE: Kind = {
  field: 'sqlite_databases',
  prop: 'sqliteDatabases',
  example: "{ libsql: { url: 'https://…', token: … } }",
};

function unknownLabels(
  id: string,
  labels: SpinComponent['keyValueStores'],
  { field, prop, example }: Kind,
  configured: readonly string[],
): Problem[] {
  const known = [...new Set([DEFAULT_STORE, ...configured])];
  return labels.flatMap((label, index) =>
    known.includes(label)
      ? []
      : [
          {
            field: inManifest(`component.${id}.${field}[${index}]`),
            value: label,
            wrong:
              'the runtime configuration has none of that label, and the process ends with exit code 137 and an empty log',
            allowed: known.join(', '),
            fix: `runtimeConfig: RuntimeConfig.of({ ${prop}: { '${label}': ${example} } })`,
          },
        ],
  );
}
