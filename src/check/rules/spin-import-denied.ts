import type { SpinComponent } from '../../artifact/spin/component-spec';
import { CheckSeverity } from '../finding';
import type { Rule } from '../rule';
import { applicationsOf, inManifest, mayRunOnSpin } from '../spin/application';

/** What the manifest must grant a component, and the imports that ask for it. */
interface Grant {
  readonly field: string;
  readonly imports: RegExp;
  readonly granted: (component: SpinComponent) => boolean;
  readonly example: string;
}

/** Sources: spinframework/spin `wit/`, from version 2 on. */
const GRANTS: readonly Grant[] = [
  {
    field: 'key_value_stores',
    imports: /^(?:(?:fermyon:spin|spin:key-value)\/key-value|wasi:keyvalue\/)/,
    granted: ({ keyValueStores }) => keyValueStores.length > 0,
    example: 'key_value_stores = ["default"]',
  },
  {
    field: 'sqlite_databases',
    imports: /^(?:fermyon:spin|spin:sqlite)\/sqlite/,
    granted: ({ sqliteDatabases }) => sqliteDatabases.length > 0,
    example: 'sqlite_databases = ["default"]',
  },
  {
    field: 'ai_models',
    imports: /^fermyon:spin\/llm/,
    granted: ({ aiModels }) => aiModels.length > 0,
    example: 'ai_models = ["…"]',
  },
  {
    field: 'allowed_outbound_hosts',
    imports:
      /^(?:wasi:http\/(?:outgoing-handler|client)|fermyon:spin\/(?:http|redis|mqtt|mysql|postgres)|spin:(?:redis|mqtt|mysql|postgres)\/(?!inbound))/,
    granted: ({ allowedOutboundHosts }) => allowedOutboundHosts.length > 0,
    example: 'allowed_outbound_hosts = ["https://api.example.com"]',
  },
];

export const spinImportDenied: Rule = {
  id: 'spin-import-denied',
  severity: CheckSeverity.WARNING,
  title: 'what the WebAssembly of a component imports, its manifest grants it',
  why:
    'Seen with containerd-shim-spin 0.24.0: access to a store that the manifest does not grant is denied; with hosts, databases and ' +
    'models it is the same. Source: spinframework/spin crates/factor-*. A guest may import more than it uses: those of JavaScript always import wasi:http/outgoing-handler.',
  needs: ['runtime', 'manifest', 'componentBinaries'],
  concerns: mayRunOnSpin,
  check: (subject) =>
    applicationsOf(subject).flatMap(({ components }) =>
      components.flatMap(([id, component]) =>
        GRANTS.filter(({ granted }) => !granted(component)).flatMap(({ field, imports, example }) => {
          const asks = subject.componentBinaries?.[id]?.imports.find((name) => imports.test(name));
          return asks === undefined
            ? []
            : [
                {
                  field: inManifest(`component.${id}.${field}`),
                  wrong: `its .wasm imports ${asks}, and the manifest grants it nothing of the kind: each call is denied`,
                  allowed: 'a grant, or code that does not call it',
                  fix: `${example} in spin.toml, or acknowledge spin-import-denied where it never calls`,
                },
              ];
        }),
      ),
    ),
};
