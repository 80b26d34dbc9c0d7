import { spinImportDenied } from '../../../src/check/rules/spin-import-denied';
import { BASE, HELLO, HTTP_COMPONENT, retaining, spinApp } from '../spin-subject';
import { testRule } from '../subject';

const importing = (...imports: string[]) => ({
  componentBinaries: { hello: { ...HTTP_COMPONENT, imports } },
});
const granting = (fields: string): string => `${HELLO}\n${fields}`;

testRule(spinImportDenied, {
  base: BASE,
  good: [
    {
      that: 'what needs no grant',
      subject: spinApp(HELLO, importing('fermyon:spin/variables@2.0.0', 'wasi:cli/run@0.2.0')),
    },
    {
      that: 'all that is granted',
      subject: spinApp(
        granting(`key_value_stores = ["default"]
sqlite_databases = ["default"]
ai_models = ["llama2-chat"]
allowed_outbound_hosts = ["https://api.example.com"]`),
        importing(
          'fermyon:spin/key-value@2.0.0',
          'fermyon:spin/sqlite@2.0.0',
          'fermyon:spin/llm@2.0.0',
          'wasi:http/outgoing-handler@0.2.0',
        ),
      ),
    },
    { that: 'what it exports for Redis', subject: spinApp(HELLO, importing('spin:redis/inbound-redis')) },
    { that: 'a component whose binary is not known', subject: spinApp(HELLO, { componentBinaries: {} }) },
    {
      that: 'a component that does not run here',
      subject: spinApp(
        `${HELLO}\n[[trigger.http]]\nroute = "/x"\ncomponent = "x"\n[component.x]\nsource = "x.wasm"`,
        importing('fermyon:spin/llm@2.0.0'),
        retaining('x'),
      ),
    },
  ],
  bad: [
    ...[
      'fermyon:spin/key-value@2.0.0',
      'spin:key-value/key-value@3.0.0',
      'wasi:keyvalue/store@0.2.0-draft2',
      'fermyon:spin/key-value.open',
    ].map((name) => ({
      that: `${name} without a store`,
      subject: spinApp(HELLO, importing(name)),
      field: 'spin.toml component.hello.key_value_stores',
      says: [name, 'each call is denied', 'key_value_stores = ["default"]'],
    })),
    ...['fermyon:spin/sqlite@2.0.0', 'spin:sqlite/sqlite@3.0.0'].map((name) => ({
      that: `${name} without a database`,
      subject: spinApp(HELLO, importing(name)),
      field: 'spin.toml component.hello.sqlite_databases',
      says: [name],
    })),
    {
      that: 'a model that is not granted',
      subject: spinApp(HELLO, importing('fermyon:spin/llm@2.0.0')),
      field: 'spin.toml component.hello.ai_models',
      says: ['fermyon:spin/llm@2.0.0'],
    },
    ...[
      'wasi:http/outgoing-handler@0.2.0',
      'wasi:http/client@0.3.0-rc-2026-01-06',
      'fermyon:spin/postgres@2.0.0',
      'spin:postgres/postgres@3.0.0',
      'spin:redis/redis@3.0.0',
    ].map((name) => ({
      that: `${name} without a host`,
      subject: spinApp(HELLO, importing(name)),
      field: 'spin.toml component.hello.allowed_outbound_hosts',
      says: [name, 'acknowledge spin-import-denied'],
    })),
  ],
});
