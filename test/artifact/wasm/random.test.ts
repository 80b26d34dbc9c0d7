import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { WasmRole } from '../../../src/artifact/wasm/classify';
import { WasmBinary } from '../../../src/artifact/wasm-binary';
import { judge, notesIn } from './judge';
import { componentBy, moduleFor, wat } from './make';
import { namesByV8 } from './v8';

const isFull = process.env.WASM_FUZZ === 'full';
const numRuns = isFull ? 3000 : 40;
const TIMEOUT_MS = 15 * 60_000;

const word = fc.stringMatching(/^[a-z][a-z0-9]{0,5}(-[a-z][a-z0-9]{0,3})?$/).map((text) => `x${text}`);
const version = fc.constantFrom(
  '',
  '@0.1.0',
  '@0.2.0',
  '@0.2.3',
  '@0.2.0-draft2',
  '@0.3.0',
  '@0.3.0-rc-2026-03-15',
  '@1.2.3',
);
const interfaceName = fc.oneof(
  fc
    .tuple(fc.oneof(fc.constant('wasi'), word), fc.oneof(fc.constantFrom('http', 'cli'), word), word, version)
    .map(([owner, name, item, at]) => `${owner}:${name}/${item}${at}`),
  fc
    .tuple(
      fc.constantFrom(
        'wasi:http/incoming-handler',
        'wasi:http/handler',
        'wasi:cli/run',
        'fermyon:spin/inbound-redis',
      ),
      version,
    )
    .map(([name, at]) => name + at),
);
const item = fc.oneof(interfaceName, word, fc.constantFrom('handle-message', 'handle-queue-message'));
/** Of two versions that differ in the patch alone, wasm-tools makes one in a module. */
const items = fc.uniqueArray(item, { maxLength: 6, selector: (name) => name.replace(/(@\d+\.\d+).*/, '$1') });

const producerName = fc.constantFrom('Rust', 'Go', 'rustc', 'TinyGo', 'wit-bindgen', 'a b', 'é', '__proto__');
const notes = fc.uniqueArray(
  fc.tuple(
    fc.constantFrom('language', 'processed-by', 'sdk'),
    fc.uniqueArray(fc.tuple(producerName, fc.constantFrom('', '1.80.0', '1 (x y)')), {
      minLength: 1,
      maxLength: 3,
      selector: ([name]) => name,
    }),
  ),
  { selector: ([field]) => field },
);

describe('any world', () => {
  test(
    'is read from a component as wasm-tools reads it',
    async () => {
      await fc.assert(
        fc.asyncProperty(items, items, notes, async (imports, exports, by) => {
          const bytes = await componentBy(exports, by, imports);
          const { kind, producers, ...binary } = WasmBinary.fromBytes(bytes);
          const found = WasmBinary.fromBytes(bytes);
          expect(found.role).toBe(expectedRole(exports));
          expect({
            kind,
            imports: found.imports,
            exports: found.exports,
            producers: notesIn(producers),
          }).toEqual(await judge(bytes));
          expect(binary.size).toBe(bytes.length);
        }),
        { numRuns },
      );
    },
    TIMEOUT_MS,
  );

  test(
    'is read from the module that becomes the component with the same role and track',
    async () => {
      await fc.assert(
        fc.asyncProperty(items, items, async (imports, exports) => {
          const before = WasmBinary.fromBytes(await moduleFor(imports, exports));
          const after = WasmBinary.fromBytes(await componentBy(exports, [], imports));
          expect([before.role, before.wasi]).toEqual([after.role, after.wasi]);
        }),
        { numRuns },
      );
    },
    TIMEOUT_MS,
  );
});

const coreName = fc.string({ unit: 'grapheme', maxLength: 8 });
const coreType = fc.constantFrom(
  '(func)',
  '(func (param i32) (result i64))',
  '(memory 1)',
  '(table 1 funcref)',
  '(table 1 2 externref)',
  '(global i32)',
  '(global (mut f64))',
);

describe('any core module', () => {
  test(
    'is read as wasm-tools and V8 read it',
    async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.tuple(coreName, coreName, coreType), { maxLength: 20 }),
          fc.uniqueArray(coreName, { maxLength: 20 }),
          async (imports, exports) => {
            const memories = imports.filter(([, , type]) => type === '(memory 1)').length;
            fc.pre(memories <= 1);
            const bytes = await wat(
              `(module ${imports.map(([module, name, type]) => `(import ${quoted(module)} ${quoted(name)} ${type})`).join(' ')}
              (func $f) ${exports.map((name) => `(export ${quoted(name)} (func $f))`).join(' ')})`,
            );
            const binary = WasmBinary.fromBytes(bytes);
            const { imports: imported, exports: exported } = binary;
            expect({ imports: imported, exports: exported }).toEqual(namesByV8(bytes));
            expect(await judge(bytes)).toMatchObject({ imports: imported, exports: exported });
          },
        ),
        { numRuns },
      );
    },
    TIMEOUT_MS,
  );
});

function quoted(text: string): string {
  return `"${[...text].map((letter) => `\\u{${letter.codePointAt(0)!.toString(16)}}`).join('')}"`;
}

/** By the rules, told another way. */
function expectedRole(exports: readonly string[]): WasmRole {
  const has = (name: string) => exports.some((one) => one.split('@')[0] === name);
  if (has('wasi:http/incoming-handler') || has('wasi:http/handler')) return WasmRole.HTTP;
  if (has('wasi:cli/run')) return WasmRole.COMMAND;
  if (has('fermyon:spin/inbound-redis')) return WasmRole.REDIS_TRIGGER;
  if (has('handle-message')) return WasmRole.MQTT_TRIGGER;
  return has('handle-queue-message') ? WasmRole.SQS_TRIGGER : WasmRole.LIBRARY;
}
