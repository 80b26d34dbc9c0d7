import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WasmBinary } from '../../../src/artifact/wasm-binary';
import {
  COMPONENT,
  componentOf,
  custom,
  leb,
  list,
  MODULE,
  module,
  producers,
  section,
  text,
} from './encode';
import { component, componentBy, wat } from './make';
import { refusalOf } from './refusal';

describe('bytes that are cut off', () => {
  const made: readonly (readonly [what: string, make: () => Promise<Uint8Array>])[] = [
    ['a component', () => component(['wasi:http/types@0.2.3'], ['wasi:http/incoming-handler@0.2.3'])],
    ['a component with notes of its tools', () => componentBy(['run'], [['language', [['Rust', '']]]])],
    [
      'a module with each kind of import',
      () =>
        wat(`(module (import "a" "b" (func)) (import "a" "c" (memory 1 2)) (import "a" "d" (table 1 2 funcref))
          (import "a" "e" (global i32)) (import "a" "f" (tag)) (func (export "_start")) (data "x"))`),
    ],
    [
      'components in components',
      () => wat('(component (component (component (core module)) (import "a" (func))))'),
    ],
  ];

  test.each(made)('anywhere in %s are refused, unless a section ends there', async (_, make) => {
    const bytes = await make();
    const ends = sectionEnds(bytes);
    expect(ends.at(-1)).toBe(bytes.length);
    for (let length = 0; length < bytes.length; length++) {
      const part = bytes.subarray(0, length);
      if (ends.includes(length)) {
        expect(WasmBinary.fromBytes(part).size).toBe(length);
      } else {
        expect(refusalOf(part).offset).toBeLessThanOrEqual(length);
      }
    }
  });
});

type Case = readonly [what: string, bytes: Uint8Array, offset: number, wrong: RegExp];

const HUGE = leb(0xffff_ffff);

const WRONG: readonly Case[] = [
  ['nothing', Uint8Array.of(), 0, /nothing in it/],
  ['three bytes of a module', Uint8Array.from(MODULE.slice(0, 3)), 3, /more was to come/],
  ['half of the version', Uint8Array.from(MODULE.slice(0, 6)), 6, /more was to come/],
  [
    'a module of version 2',
    Uint8Array.of(0, 0x61, 0x73, 0x6d, 2, 0, 0, 0),
    4,
    /version 2 of layer 0 is not known/,
  ],
  [
    'a component of 2022',
    Uint8Array.of(0, 0x61, 0x73, 0x6d, 10, 0, 1, 0),
    4,
    /version 10 of layer 1 is not known/,
  ],
  [
    'a layer of the future',
    Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 2, 0),
    4,
    /version 1 of layer 2 is not known/,
  ],

  [
    'a section that ends behind the file',
    module([1, 2, 0]),
    8,
    /section 1 says that it has 2 bytes, and 1 are left/,
  ],
  ['a section of four gigabytes', module([1, ...HUGE]), 8, /section 1 says that it has 4294967295 bytes/],
  ['a size in six bytes', module([1, 0x80, 0x80, 0x80, 0x80, 0x80, 0]), 9, /more than 32 bits/],
  ['a size of 33 bits', module([1, 0xff, 0xff, 0xff, 0xff, 0x1f]), 9, /more than 32 bits/],
  ['a section without a size', module([1]), 9, /more was to come/],
  ['a section that modules lack', module([14, 0]), 8, /section 14 is none of a module/],
  ['a section that components lack', componentOf([13, 0]), 8, /section 13 is none of a component/],
  [
    'imports behind exports',
    module(section(7, [0]), section(2, [0])),
    11,
    /section 2 stands twice, or behind/,
  ],
  ['two sections of imports', module(section(2, [0]), section(2, [0])), 11, /section 2 stands twice/],
  [
    'data before their number',
    module(section(11, [0]), section(12, [0])),
    11,
    /section 12 stands twice, or behind/,
  ],
  [
    'tags behind globals',
    module(section(6, [0]), section(13, [0])),
    11,
    /section 13 stands twice, or behind/,
  ],
  ['a custom section without a name', module([0, 0]), 10, /more was to come/],
  ['a custom section with a name of no UTF-8', module([0, 2, 1, 0xff]), 11, /not UTF-8/],

  ['four billion imports', module(section(2, HUGE)), 15, /more was to come/],
  ['four billion exports', componentOf(section(11, HUGE, [0])), 16, /more was to come/],
  ['fewer imports than there are', module(section(2, [0], [1])), 11, /bytes are left behind the last entry/],
  [
    'a name of four gigabytes',
    module(section(7, [1], HUGE)),
    11,
    /a text says that it has 4294967295 bytes, and 0/,
  ],
  [
    'a name that ends behind its section',
    module(section(7, [1], [5, 0x61])),
    11,
    /a text says that it has 5 bytes/,
  ],
  ['a name of no UTF-8', module(section(7, [1], [2, 0xc3, 0x28], [0, 0])), 12, /not UTF-8/],
  ['a name of half a pair', module(section(7, [1], [3, 0xed, 0xa0, 0x80], [0, 0])), 12, /not UTF-8/],
  [
    'a name of 100,001 bytes',
    module(section(7, [1], text('x'.repeat(100_001)), [0, 0])),
    13,
    /a text of 100001 bytes is longer than engines take/,
  ],
  [
    'an import of no kind',
    module(section(2, list([...text('a'), ...text('b'), 5, 0]))),
    15,
    /0x05 is no kind of import/,
  ],
  ['an export of no kind', module(section(7, list([...text('a'), 9, 0]))), 13, /0x09 is no kind of export/],
  ['a memory with odd flags', module(section(2, list([0, 0, 2, 0x10, 0]))), 14, /0x10 are no flags/],
  ['a memory of 71 bits', module(section(2, list([0, 0, 2, 0, ...leb(0, 11)]))), 15, /more than 64 bits/],
  [
    'a heap type of 36 bits',
    module(section(2, list([0, 0, 3, 0x63, ...leb(0, 6), 0]))),
    15,
    /more than 33 bits/,
  ],

  [
    'a form of a name',
    componentOf(section(10, list([3, ...text('a'), 1, 0]))),
    11,
    /0x03 is no form of a name/,
  ],
  ['an option of a name', componentOf(section(10, list([2, 0, 1, 9, 0]))), 14, /0x09 is no option of a name/],
  ['a sort', componentOf(section(10, list([0, 0, 6, 0]))), 13, /0x06 is no sort/],
  ['a core function', componentOf(section(11, list([0, 0, 0, 0, 0, 0]))), 14, /0x00 is no core sort/],
  ['a bound of a type', componentOf(section(10, list([0, 0, 3, 2]))), 14, /0x02 is no bound of a type/],
  [
    'a type behind an export',
    componentOf(section(11, list([0, 0, 1, 0, 2]))),
    15,
    /0x02 is no sign of a type/,
  ],

  ['an inner module that is cut off', componentOf(section(1, [0, 0x61])), 12, /more was to come/],
  ['an inner module that is none', componentOf(section(1, text('module'))), 10, /no WebAssembly/],
  ['an empty inner component', componentOf(section(4)), 10, /nothing in it/],
  [
    'a component in the place of a module',
    componentOf(section(1, COMPONENT)),
    10,
    /holds a binary of another kind/,
  ],
  [
    'a module in the place of a component',
    componentOf(section(4, MODULE)),
    10,
    /holds a binary of another kind/,
  ],
  [
    'an inner section that ends behind it',
    componentOf(section(4, COMPONENT, [1, 5]), custom('x')),
    18,
    /says that it has 5/,
  ],
];

describe('bytes with something wrong', () => {
  test.each(WRONG)('are refused, with the place: %s', (_, bytes, offset, wrong) => {
    const refused = refusalOf(bytes);
    expect(refused.wrong).toMatch(wrong);
    expect(refused.offset).toBe(offset);
  });

  test('are refused where there are more names than engines take', () => {
    const count = 1_000_001;
    const imports = Buffer.concat([Buffer.from(leb(count)), Buffer.alloc(4 * count)]);
    const bytes = Buffer.concat([Buffer.from([...MODULE, 2, ...leb(imports.length)]), imports]);
    expect(refusalOf(bytes).wrong).toMatch(/more imports or exports than engines take \(1000000\)/);
  });

  test('are read where only the notes of tools are broken, as engines do not look at those', () => {
    const whole = producers(['language', 'Rust', ''], ['sdk', 'Spin', '3']).slice(2);
    const size = whole.length;
    for (let length = 10; length < size; length++) {
      const binary = WasmBinary.fromBytes(
        module(section(0, whole.slice(0, length)), section(7, list([...text('a'), 0, 0]))),
      );
      expect(binary.exports).toEqual(['a']);
      expect(Object.keys(binary.producers).length).toBeLessThan(2);
    }
    expect(WasmBinary.fromBytes(module(section(0, whole))).producers).toEqual({
      language: ['Rust'],
      sdk: ['Spin 3'],
    });
  });
});

describe('a file', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'cdk8s-wasm-bad-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test.each([
    ['text', '\n  (module (func))', 'WebAssembly text; fix: make it binary with `wasm-tools parse`'],
    ['text with a comment', ';; hello\n(module)', 'WebAssembly text; fix'],
    ['a gzip archive', gzipSync(Buffer.from(MODULE)), 'a gzip archive; fix: unpack it'],
    ['a zip archive', 'PK\u0003\u0004', 'a zip archive'],
    [
      'a program',
      Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0]),
      'a program for Linux (ELF); fix: compile it for wasm32',
    ],
    ['a program for Windows', 'MZ\u0090', 'a program for Windows'],
    ['a static library', '!<arch>\n', 'a static library'],
    [
      'a pointer',
      'version https://git-lfs.github.com/spec/v1\n',
      'a pointer of Git LFS; fix: fetch the file',
    ],
    ['WIT', 'package acme:shop;\n', 'WIT'],
  ])('that is %s is refused, with what it seems to be', (_, content, words) => {
    const path = join(folder, 'it.wasm');
    writeFileSync(path, content);
    const place = /^\s/.test(String(content)) ? String.raw`byte 0 \(0x0\)` : String.raw`byte \d \(0x\d\)`;
    expect(() => WasmBinary.fromFile(path)).toThrow(
      new RegExp(`^\\[${escaped(path)}\\] ${place}: no WebAssembly: `),
    );
    expect(() => WasmBinary.fromFile(path)).toThrow(`; it seems to be ${words}`);
  });

  test('that is something else is refused, with what it begins with', () => {
    const path = join(folder, 'else.wasm');
    writeFileSync(path, Buffer.from([0, 0x61, 0x62, 0x63]));
    expect(() => WasmBinary.fromFile(path)).toThrow(
      new Error(`[${path}] byte 2 (0x2): no WebAssembly: it begins with 00 61 62, and that with 00 61 73 6d`),
    );
  });

  test('that is empty is refused', () => {
    const path = join(folder, 'empty.wasm');
    writeFileSync(path, '');
    expect(() => WasmBinary.fromFile(path)).toThrow(
      new Error(`[${path}] byte 0 (0x0): no WebAssembly: there is nothing in it`),
    );
  });

  test('that breaks off is refused with its name and the place', () => {
    const path = join(folder, 'half.wasm');
    writeFileSync(path, module([7, 20, 1]));
    expect(() => WasmBinary.fromFile(path)).toThrow(
      new Error(`[${path}] byte 8 (0x8): section 7 says that it has 20 bytes, and 1 are left`),
    );
  });

  test('that is missing is refused with its name and what to do', () => {
    const path = join(folder, 'missing.wasm');
    expect(() => WasmBinary.fromFile(path)).toThrow(
      /^\[WasmBinary\] path ".*missing\.wasm": ENOENT: no such file or directory.*; fix: build the \.wasm first/,
    );
  });

  test('that is a folder is refused', () => {
    const path = join(folder, 'folder.wasm');
    mkdirSync(path);
    expect(() => WasmBinary.fromFile(path)).toThrow(
      /folder\.wasm": it is a folder or a device, and no file; fix: /,
    );
  });

  test.runIf(process.platform !== 'win32')('that never ends is refused', () => {
    expect(() => WasmBinary.fromFile('/dev/zero')).toThrow(
      'path "/dev/zero": it is a folder or a device, and no file',
    );
  });

  test('without a name is refused', () => {
    expect(() => WasmBinary.fromFile('')).toThrow(/^\[WasmBinary\] path "": ENOENT/);
  });
});

test('what a program without types gives in the place of bytes is refused', () => {
  const given: unknown[] = [undefined, null, 'hello.wasm', 7, [0, 0x61, 0x73, 0x6d], {}];
  for (const bytes of given) {
    expect(() => Reflect.apply(WasmBinary.fromBytes, WasmBinary, [bytes])).toThrow(
      /^\[WasmBinary\] bytes .*: these are no bytes; allowed: a Uint8Array or Buffer; fix: for a path there is WasmBinary\.fromFile$/,
    );
  }
});

/** Where the sections of a binary end, the preamble first. */
function sectionEnds(bytes: Uint8Array): number[] {
  const ends = [8];
  for (let at = 8; at < bytes.length; ends.push(at)) {
    let size = 0;
    let shift = 0;
    let byte = 0x80;
    for (at++; byte >= 0x80; shift += 7) {
      byte = bytes[at++];
      size += (byte & 0x7f) << shift;
    }
    at += size;
  }
  return ends;
}

function escaped(words: string): string {
  return words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
