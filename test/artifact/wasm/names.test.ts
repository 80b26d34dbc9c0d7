import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { WasmBinary } from '../../../src/artifact/wasm-binary';
import { filesBelow } from '../../support/imports';
import { componentOf, custom, leb, list, MODULE, module, section, text } from './encode';
import { judge } from './judge';
import { component, wat } from './make';
import { namesByV8 } from './v8';

const IMPORT = 10;
const FUNC = [1, 0];

/** What a module imports, one of each kind of each type that the specification and its proposals know. */
const CORE_IMPORTS: readonly string[] = [
  '(func)',
  '(func (param i32 i64 f32 f64 v128) (result externref))',
  '(func (exact (type $f)))',
  '(memory 1)',
  '(memory 1 65536)',
  '(memory 1 2 shared)',
  '(memory i64 1)',
  '(memory i64 1 0x1000000000000)',
  '(memory i64 1 2 shared)',
  '(memory 0 (pagesize 1))',
  '(memory 1 2 (pagesize 1))',
  '(memory i64 1 2 (pagesize 1))',
  '(table 1 funcref)',
  '(table 1 0xffff_ffff externref)',
  '(table i64 1 0xffff_ffff_ffff_ffff funcref)',
  '(table 1 (ref null $s))',
  '(table 1 anyref)',
  '(table 1 (ref i31))',
  '(table 0 (ref null exn))',
  '(table shared 1 (ref null (shared func)))',
  '(global i32)',
  '(global (mut i64))',
  '(global v128)',
  '(global funcref)',
  '(global (ref extern))',
  '(global (mut (ref null any)))',
  '(global (ref $s))',
  '(global (ref null $a))',
  '(global (ref null none))',
  '(global (ref null nofunc))',
  '(global (ref null (exact $s)))',
  '(global (ref null (shared any)))',
  '(global (shared mut i32))',
  '(global (ref null cont))',
  '(tag)',
  '(tag (param i32))',
];
const TYPES = '(type $f (func)) (type $s (struct (field i32))) (type $a (array (mut i8)))';

describe('a core module', () => {
  test.each(CORE_IMPORTS)('imports %s', async (type) => {
    const bytes = await wat(`(module ${TYPES} (import "a" "b" ${type}) (import "behind" "it" (func)))`);
    expect(WasmBinary.fromBytes(bytes).imports).toEqual(['a.b', 'behind.it']);
    expect((await judge(bytes)).imports).toEqual(['a.b', 'behind.it']);
  });

  test('imports the same as V8 says', async () => {
    const bytes =
      await wat(`(module (import "" "" (func)) (import "a.b" "c" (memory 1)) (import "a" "b.c" (func))
      (import "\\u{feff}bom" "\\u{feff}" (table 1 funcref)) (import "\\u{0}" "\\u{10ffff}é" (global i32)) (import "a" "b.c" (func))
      (func (export "") (export "\\"\\\\") (export "\\u{feff}x")) (export "memory" (memory 0)) (tag (export "t")))`);
    const { imports, exports } = WasmBinary.fromBytes(bytes);
    expect(imports).toEqual(['.', 'a.b.c', 'a.b.c', '\ufeffbom.\ufeff', '\0.\u{10ffff}é', 'a.b.c']);
    expect(exports).toEqual(['', '"\\', '\ufeffx', 'memory', 't']);
    expectAsV8(bytes);
  });

  test('may say the module of several imports once', async () => {
    const bytes = await wat(`(module (type (func))
      (import "a" (item "b" (func)) (item "" (memory i64 1 2)) (item "c" (global (ref null any))))
      (import "d" (item "e") (item "f") (func (type 0)))
      (import "g" (item "h") (table 1 funcref))
      (import "i" "" (func)))`);
    expect(WasmBinary.fromBytes(bytes).imports).toEqual(['a.b', 'a.', 'a.c', 'd.e', 'd.f', 'g.h', 'i.']);
  });

  test('has its sections in this order, with custom ones anywhere', async () => {
    const bytes =
      await wat(`(module (type (func)) (import "a" "b" (func)) (func (type 0)) (table 1 funcref) (memory 1)
      (tag) (global i32 (i32.const 0)) (export "c" (func 0)) (start 0) (elem func 0) (func (data.drop 0)) (data "x"))`);
    const sections = split(bytes);
    expect(sections.map(([id]) => id)).toEqual([1, 2, 3, 4, 5, 13, 6, 7, 8, 9, 12, 10, 11]);
    const note = custom('x', [1, 2, 3]);
    const mixed = module(note, ...sections.flatMap((one) => [one, note, custom('')]));
    expect(WasmBinary.fromBytes(mixed)).toMatchObject({ imports: ['a.b'], exports: ['c'] });
    expect(await judge(mixed)).toMatchObject({ imports: ['a.b'], exports: ['c'] });
  });

  test.each([
    ['imports', section(2, list())],
    ['exports', section(7, list())],
    ['imports, with their number in five bytes', section(2, leb(0, 5))],
  ])('may have a section of no %s', (_, empty) => {
    expect(WasmBinary.fromBytes(module(empty))).toMatchObject({ imports: [], exports: [] });
  });

  test('may write numbers with five bytes', async () => {
    const name = [...leb(1, 5), 0x61];
    const padded = module(
      section(1, list([0x60, 0, 0])),
      section(2, leb(1, 5), name, name, [0], leb(0, 5)),
      section(7, leb(1, 4), name, [0], leb(0, 3)),
    );
    expect(WasmBinary.fromBytes(padded)).toMatchObject({ imports: ['a.a'], exports: ['a'] });
    expectAsV8(padded);
  });

  const found = filesBelow('node_modules/@bytecodealliance/jco-transpile/vendor', /\.wasm$/);
  test.each(found)('that comes with a package is read right: %s', async (file) => {
    const bytes = readFileSync(file);
    const binary = WasmBinary.fromBytes(bytes);
    const { imports, exports } = await judge(bytes);
    expect([binary.imports, binary.exports]).toEqual([imports, exports]);
    expectAsV8(bytes);
  });
});

/** An import or export of a component as text, and its name. */
const COMPONENT_FIELDS: readonly (readonly [field: string, name: string])[] = [
  ['(import "a" (func))', 'a'],
  ['(import "a" (func (param "x" u32) (result string)))', 'a'],
  ['(import "a" (instance))', 'a'],
  ['(import "a" (component))', 'a'],
  ['(import "a" (core module))', 'a'],
  ['(import "a" (type (sub resource)))', 'a'],
  ['(type $t u32) (import "a" (type (eq $t)))', 'a'],
  ['(import "a" (value u32))', 'a'],
  ['(import "a" (value string))', 'a'],
  ['(type $t (list u8)) (import "a" (value (type $t)))', 'a'],
  ['(type u8) (type $t (list u8)) (import "a" (value (type $t)))', 'a'],
  ['(import "a:b/c" (instance))', 'a:b/c'],
  ['(import "a:b/c@1.2.3-rc-2026-03-15+build.7" (instance))', 'a:b/c@1.2.3-rc-2026-03-15+build.7'],
  ['(import "a:b/c@1.2" (versionsuffix ".3-rc.1") (instance))', 'a:b/c@1.2.3-rc.1'],
  ['(import "a" (implements "wasi:keyvalue/store@0.2.0") (instance))', 'a'],
  ['(import "a" (external-id "b") (instance))', 'a'],
  ['(import "locked-dep=<a:b/c@1.2.3>" (component))', 'locked-dep=<a:b/c@1.2.3>'],
  ['(import "unlocked-dep=<a:b/c@{>=1.2.3}>" (component))', 'unlocked-dep=<a:b/c@{>=1.2.3}>'],
  ['(import "url=<https://example.com/a.wasm>" (component))', 'url=<https://example.com/a.wasm>'],
  [
    '(import "r" (type (sub resource))) (import "[method]r.m" (func (param "self" (borrow 0))))',
    '[method]r.m',
  ],
];

describe('a component', () => {
  test.each(COMPONENT_FIELDS)('imports %s', async (field, name) => {
    const bytes = await wat(`(component ${field} (import "behind" (func)))`);
    const { imports } = WasmBinary.fromBytes(bytes);
    expect(imports.slice(-2)).toEqual([name, 'behind']);
    expect((await judge(bytes)).imports).toEqual(imports);
  });

  test('exports each sort of item, with its type and without', async () => {
    const bytes = await wat(`(component
      (import "f" (func $f)) (import "i" (instance $i)) (import "c" (component $c)) (import "m" (core module $m))
      (import "t" (type $t (sub resource))) (import "v" (value $v u32))
      (export "ef" (func $f)) (export "eg" (func $f) (func)) (export "a:b/c@0.2.0" (instance $i))
      (export "ei" (instance $i) (instance)) (export "ec" (component $c)) (export "em" (core module $m))
      (export "en" (core module $m) (core module)) (export "et" (type $t)) (export "eu" (type $t) (type (sub resource)))
      (export "ev" (value $v)) (export "a:b/d@1.2" (versionsuffix ".3") (instance $i))
      (export "ew" (implements "wasi:http/handler@0.3.0") (instance $i)))`);
    const { imports, exports } = WasmBinary.fromBytes(bytes);
    expect(imports).toEqual(['f', 'i', 'c', 'm', 't', 'v']);
    const names = ['ef', 'eg', 'a:b/c@0.2.0', 'ei', 'ec', 'em', 'en', 'et', 'eu', 'ev', 'a:b/d@1.2.3', 'ew'];
    expect(exports).toEqual(names);
    expect(await judge(bytes)).toMatchObject({ imports, exports });
  });

  test('names items in three forms', () => {
    const options = list([0, ...text('x:y/z@0.2.0')], [1, ...text('.3')], [2, ...text('id')]);
    const bytes = componentOf(
      section(
        IMPORT,
        list(
          [0, ...text('a'), ...FUNC],
          [1, ...text('a:b/c'), ...FUNC],
          [2, ...text('a:b/c@1.2'), ...options, ...FUNC],
          [2, ...text('d'), ...list(), ...FUNC],
        ),
      ),
    );
    expect(WasmBinary.fromBytes(bytes).imports).toEqual(['a', 'a:b/c', 'a:b/c@1.2.3', 'd']);
  });

  test.each([
    ['the type itself, as wasm-tools writes it', [0x79]],
    ['the index of a type, as wasm-tools writes it', [0x00]],
    ['a bound by a type, as in the grammar', [0x01, 0x79]],
    ['a bound by a value, as in the grammar', [0x00, 0x07]],
  ])('imports values with %s', (_, type) => {
    const value = (name: string) => [0, ...text(name), 2, ...type];
    const bytes = componentOf(section(IMPORT, list(value('a'), value('b'), [0, ...text('c'), ...FUNC])));
    expect(WasmBinary.fromBytes(bytes).imports).toEqual(['a', 'b', 'c']);
  });

  test('imports values at the end of a section, whatever comes next', () => {
    const func = (name: string) => [0, ...text(name), ...FUNC];
    const bytes = componentOf(
      section(IMPORT, list([0, ...text('a'), 2, 0x01])),
      section(IMPORT, list(func('b'), func('c'), func('d'), func('e'))),
    );
    expect(WasmBinary.fromBytes(bytes).imports).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  test('has its sections in any order, several of each', async () => {
    const bytes =
      await wat(`(component (import "a" (func $a)) (export "b" (func $a)) (component) (import "c" (func $c))
      (core module) (type u8) (export "d" (func $c)))`);
    expect(WasmBinary.fromBytes(bytes)).toMatchObject({ imports: ['a', 'c'], exports: ['b', 'd'] });
    expect(await judge(bytes)).toMatchObject({ imports: ['a', 'c'], exports: ['b', 'd'] });
  });

  test('holds others to any depth', async () => {
    let text = '(component (import "deep" (func $f)) (export "deep" (func $f)))';
    for (let depth = 0; depth < 40; depth++) {
      text = `(component ${text} (core module (import "x" "y" (func))) (import "i${depth}" (func)))`;
    }
    const bytes = await wat(text);
    expect(WasmBinary.fromBytes(bytes)).toMatchObject({ imports: ['i39'], exports: [] });
    expect(await judge(bytes)).toMatchObject({ imports: ['i39'], exports: [] });
  });

  test('is read from a part of a larger buffer', async () => {
    const bytes = await component(['a:b/c@1.0.0'], ['d']);
    const larger = Buffer.concat([Buffer.from(MODULE), bytes, Buffer.from([1, 2, 3])]);
    const { imports, exports } = WasmBinary.fromBytes(larger.subarray(8, 8 + bytes.length));
    expect([imports, exports]).toEqual([['a:b/c@1.0.0'], ['d']]);
  });
});

function expectAsV8(bytes: Uint8Array): void {
  const { imports, exports } = WasmBinary.fromBytes(bytes);
  expect({ imports, exports }).toEqual(namesByV8(bytes));
}

/** The sections of a module without those for names: each shorter than 128 bytes. */
function split(bytes: Uint8Array): number[][] {
  const sections: number[][] = [];
  for (let at = 8; at < bytes.length; at += 2 + bytes[at + 1]) {
    sections.push([...bytes.subarray(at, at + 2 + bytes[at + 1])]);
  }
  return sections.filter(([id]) => id !== 0);
}
