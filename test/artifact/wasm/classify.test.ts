import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from '../../../scripts/lib/root.mjs';
import { WasiTrack, WasmKind, WasmRole } from '../../../src/artifact/wasm/classify';
import { WasmBinary } from '../../../src/artifact/wasm-binary';
import { componentOf, list, module, section, text } from './encode';
import { judge } from './judge';
import { component, moduleFor, wat } from './make';

const {
  HTTP,
  COMMAND,
  REDIS_TRIGGER,
  MQTT_TRIGGER,
  SQS_TRIGGER,
  LIBRARY,
  WIT_PACKAGE,
  REACTOR,
  SPIN_V1_MODULE,
} = WasmRole;
const { NONE, PREVIEW_1, WASI_0_2, WASI_0_3 } = WasiTrack;

type World = readonly [exports: string[], role: WasmRole, wasi: WasiTrack, imports: string[]];

const WORLDS: readonly World[] = [
  [['wasi:http/incoming-handler@0.2.0'], HTTP, WASI_0_2, []],
  [['wasi:http/incoming-handler@0.2.12'], HTTP, WASI_0_2, ['wasi:http/types@0.2.12']],
  [['wasi:http/incoming-handler@0.2.0-rc-2023-10-18'], HTTP, WASI_0_2, []],
  [['wasi:http/incoming-handler@0.2.0-rc-2023-11-10'], HTTP, WASI_0_2, []],
  [['wasi:http/incoming-handler'], HTTP, WASI_0_2, []],
  [['wasi:http/handler@0.3.0'], HTTP, WASI_0_3, []],
  [['wasi:http/handler@0.3.0-rc-2025-09-16'], HTTP, WASI_0_3, []],
  [['wasi:http/handler@0.3.0-rc-2026-01-06'], HTTP, WASI_0_3, ['wasi:cli/environment@0.2.6']],
  [['wasi:http/handler@0.3.0-rc-2026-03-15'], HTTP, WASI_0_3, []],
  [['wasi:http/handler@0.3.0'], HTTP, WASI_0_3, ['wasi:cli/stdout@0.2.3', 'wasi:io/streams@0.2.3']],
  [['fermyon:spin/inbound-http'], HTTP, NONE, []],
  [
    ['fermyon:spin/inbound-http'],
    HTTP,
    NONE,
    ['fermyon:spin/key-value@2.0.0', 'spin:postgres/postgres@4.0.0'],
  ],
  [['wasi:cli/run@0.2.0'], COMMAND, WASI_0_2, []],
  [
    ['wasi:cli/run@0.2.12'],
    COMMAND,
    WASI_0_2,
    ['wasi:cli/environment@0.2.12', 'wasi:http/outgoing-handler@0.2.12'],
  ],
  [['wasi:cli/run@0.3.0'], COMMAND, WASI_0_3, []],
  [['wasi:cli/run@0.3.0-rc-2026-03-15'], COMMAND, WASI_0_3, []],
  [['fermyon:spin/inbound-redis'], REDIS_TRIGGER, NONE, []],
  [['spin:redis/inbound-redis@3.0.0'], REDIS_TRIGGER, NONE, []],
  [['spin:mqtt-trigger-sdk/inbound-mqtt'], MQTT_TRIGGER, NONE, []],
  [['spin:mqtt-trigger-sdk/inbound-mqtt@1.0.0'], MQTT_TRIGGER, NONE, []],
  [['handle-message'], MQTT_TRIGGER, NONE, []],
  [['handle-message'], MQTT_TRIGGER, WASI_0_2, ['wasi:logging/logging']],
  [['handle-queue-message'], SQS_TRIGGER, NONE, []],
  [['acme:shop/cart@1.0.0'], LIBRARY, NONE, []],
  [['acme:shop/cart@1.0.0'], LIBRARY, WASI_0_2, ['wasi:keyvalue/store@0.2.0-draft2']],
  [['acme:shop/cart@1.0.0'], LIBRARY, WASI_0_2, ['wasi:logging/logging@0.1.0-draft']],
  [['add'], LIBRARY, NONE, []],
  [['handle-http-request'], LIBRARY, NONE, []],
  [['wasi:messaging/incoming-handler@0.2.0-draft'], LIBRARY, WASI_0_2, []],
  // Being called by such a handler is not being one.
  [['add'], LIBRARY, WASI_0_2, ['wasi:http/incoming-handler@0.2.3', 'wasi:cli/run@0.2.3']],
  [['acme:http/incoming-handler@0.2.0'], LIBRARY, NONE, []],
  [['wasi:cli/run@0.2.3', 'wasi:http/incoming-handler@0.2.3'], HTTP, WASI_0_2, []],
  [['wasi:http/incoming-handler@0.2.3', 'wasi:http/handler@0.3.0'], HTTP, WASI_0_3, []],
  [['handle-message', 'wasi:cli/run@0.2.3'], COMMAND, WASI_0_2, []],
];

describe('a component', () => {
  test.each(WORLDS)(
    'that exports %j is of the role %s and the track %s',
    async (exports, role, wasi, imports) => {
      const bytes = await component(imports, exports);
      const binary = WasmBinary.fromBytes(bytes);
      const judged = await judge(bytes);
      expect(binary).toMatchObject({ kind: WasmKind.COMPONENT, role, wasi, size: bytes.length });
      expect([binary.kind, binary.imports, binary.exports]).toEqual([
        judged.kind,
        judged.imports,
        judged.exports,
      ]);
      expect([...binary.imports].sort()).toEqual([...imports].sort());
      expect([...binary.exports].sort()).toEqual([...exports].sort());
    },
  );

  test('without imports and exports is a library', async () => {
    expect(WasmBinary.fromBytes(await wat('(component)'))).toMatchObject({ role: LIBRARY, wasi: NONE });
  });

  test('that exports types alone is a WIT package, also one of the interfaces that a server implements', async () => {
    const bytes = await wat(`(component
      (type (component (type (instance)) (export "wasi:http/incoming-handler@0.2.3" (instance (type 0)))))
      (export "incoming-handler" (type 0))
      (type (component (type (instance)) (export "wasi:http/types@0.2.3" (instance (type 0)))))
      (export "wasi:http/types@0.2.3" (type 1)))`);
    expect(WasmBinary.fromBytes(bytes)).toMatchObject({ role: WIT_PACKAGE, wasi: WASI_0_2 });
    expect(WasmBinary.fromBytes(bytes).exports).toEqual((await judge(bytes)).exports);
  });

  test('that exports components alone is none to run', async () => {
    const bytes = await wat('(component (component) (export "wasi:cli/run@0.2.3" (component 0)))');
    expect(WasmBinary.fromBytes(bytes).role).toBe(WIT_PACKAGE);
  });

  test('takes MQTT messages by a function, and not by something else of that name', () => {
    const named = (sort: number) =>
      WasmBinary.fromBytes(componentOf(section(11, list([0, ...text('handle-message'), sort, 0, 0]))));
    expect([1, 2, 3, 5].map((sort) => named(sort).role)).toEqual([
      MQTT_TRIGGER,
      LIBRARY,
      WIT_PACKAGE,
      LIBRARY,
    ]);
  });

  test('is what its own exports say, and not those of what is inside', async () => {
    const bytes = await wat(`(component
      (component (instance) (export "wasi:cli/run@0.2.3" (instance 0)))
      (core module (import "wasi_snapshot_preview1" "fd_write" (func)) (func (export "_start"))))`);
    expect(WasmBinary.fromBytes(bytes)).toMatchObject({
      role: LIBRARY,
      wasi: NONE,
      imports: [],
      exports: [],
    });
  });
});

const P1 = '(import "wasi_snapshot_preview1" "fd_write" (func (param i32 i32 i32 i32) (result i32)))';
const func = (name: string): string => `(func (export "${name}"))`;

const MODULES: readonly (readonly [text: string, role: WasmRole, wasi: WasiTrack])[] = [
  ['', LIBRARY, NONE],
  [func('add'), LIBRARY, NONE],
  [func('_start'), COMMAND, NONE],
  [P1 + func('_start'), COMMAND, PREVIEW_1],
  [`(import "wasi_unstable" "fd_write" (func))${func('_start')}`, COMMAND, PREVIEW_1],
  [P1 + func('_initialize'), REACTOR, PREVIEW_1],
  [func('_start') + func('_initialize'), COMMAND, NONE],
  ['(global (export "_start") i32 (i32.const 0))', LIBRARY, NONE],
  ['(import "env" "wasi_snapshot_preview1.fd_write" (func))', LIBRARY, NONE],
  [P1 + func('_start') + func('handle-http-request'), SPIN_V1_MODULE, PREVIEW_1],
  [P1 + func('_start') + func('spin_http_handle_http_request'), SPIN_V1_MODULE, PREVIEW_1],
  [P1 + func('_initialize') + func('handle-redis-message'), SPIN_V1_MODULE, PREVIEW_1],
  [P1 + func('_start') + func('canonical_abi_realloc'), SPIN_V1_MODULE, PREVIEW_1],
  [`(import "spin-config" "get-config" (func))${func('_start')}`, SPIN_V1_MODULE, NONE],
  [`(import "wasi-outbound-http" "request" (func))${func('_start')}`, SPIN_V1_MODULE, NONE],
  [`(import "outbound-redis" "get" (func))${func('_start')}`, SPIN_V1_MODULE, NONE],
  [`(import "spin-configuration" "get" (func))${func('_start')}`, COMMAND, NONE],
  // What wit-bindgen makes for wasm32-wasip1, of which Spin makes a component.
  [P1 + func('_start') + func('wasi:http/incoming-handler@0.2.0#handle'), HTTP, WASI_0_2],
  [P1 + func('fermyon:spin/inbound-http#handle-request'), HTTP, PREVIEW_1],
  [func('wasi:cli/run@0.3.0#[async-lift]run'), COMMAND, WASI_0_3],
  [P1 + func('handle-message'), MQTT_TRIGGER, PREVIEW_1],
  [func('acme:shop/cart@1.0.0#wasi:cli/run@0.2.0#run'), LIBRARY, NONE],
];

describe('a core module', () => {
  test.each(MODULES)('with %s is of the role %s and the track %s', async (fields, role, wasi) => {
    const bytes = await wat(`(module ${fields})`);
    const binary = WasmBinary.fromBytes(bytes);
    const judged = await judge(bytes);
    expect(binary).toMatchObject({ kind: WasmKind.MODULE, role, wasi });
    expect([binary.kind, binary.imports, binary.exports]).toEqual([
      judged.kind,
      judged.imports,
      judged.exports,
    ]);
  });

  test.each(WORLDS)(
    'made for a world that exports %j has that role before it is a component',
    async (exports, role, wasi, imports) => {
      const binary = WasmBinary.fromBytes(await moduleFor(imports, exports));
      expect(binary.kind).toBe(WasmKind.MODULE);
      expect(binary.role).toBe(exports.includes('handle-http-request') ? SPIN_V1_MODULE : role);
      expect(binary.wasi).toBe(wasi);
    },
  );
});

describe('the page about binaries', () => {
  /** Rows of its table from exports to a role, but for the last two, which name none. */
  const rows = [
    ...readFileSync(join(root, 'docs/binaries.md'), 'utf8').matchAll(/^\| (.*) \| `([A-Z_0-9]+)` \|$/gm),
  ]
    .map(([, exports, role]) => [exports, role] as const)
    .filter(([exports]) => /`[^`]+`/.test(exports));

  test.each(rows)('is right to say of %s: %s', (exports, role) => {
    const [named] = exports.split('; or an import');
    for (const [, name] of named.matchAll(/`([^`]+)`/g)) {
      const kind = name.includes(':') ? 5 : 1;
      const bytes = exports.startsWith('of a core module')
        ? module(section(7, list([...text(name), 0, 0])))
        : componentOf(section(11, list([0, ...text(name), kind, 0, 0])));
      expect(WasmBinary.fromBytes(bytes).role).toBe(Reflect.get(WasmRole, role));
    }
  });

  test('knows each role', () => {
    const page = readFileSync(join(root, 'docs/binaries.md'), 'utf8');
    expect(Object.keys(WasmRole).filter((role) => !page.includes(`| \`${role}\` |`))).toEqual([]);
    expect(Object.keys(WasiTrack).filter((track) => !page.includes(`| \`${track}\` |`))).toEqual([]);
    expect(rows).toHaveLength(8);
  });
});
