import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { WasiTrack, WasmBinary, WasmKind, WasmRole } from '../../src';
import { componentOf, custom, list, module, producers, section, text } from './wasm/encode';
import { judge, notesIn } from './wasm/judge';
import { component, componentBy } from './wasm/make';
import { refusalOf } from './wasm/refusal';

describe('a binary', () => {
  test('is read from a file as it is from bytes', async () => {
    const bytes = await component(['wasi:http/types@0.2.3'], ['wasi:http/incoming-handler@0.2.3']);
    inFile(bytes, (path) => {
      expect(WasmBinary.fromFile(path)).toEqual(WasmBinary.fromBytes(bytes));
      expect(WasmBinary.fromFile(path)).toMatchObject({
        kind: WasmKind.COMPONENT,
        wasi: WasiTrack.WASI_0_2,
        role: WasmRole.HTTP,
        imports: ['wasi:http/types@0.2.3'],
        exports: ['wasi:http/incoming-handler@0.2.3'],
        size: bytes.length,
      });
    });
  });

  test('is read from a file of any size as it is from bytes, wherever names and sections begin and end', () => {
    const names = Array.from({ length: 2000 }, (_, n) => `a:b/${'x'.repeat(n % 97)}é${n}@0.2.0`);
    const imports = section(10, list(...names.map((name) => [1, ...text(name), 1, 0])));
    const fill = (length: number) => custom('x', Array(length).fill(0));
    const inner = [...module(fill(40_000), producers(['language', 'Rust', '']))];
    const exports = section(11, list([0, ...text('y'.repeat(40_000)), 1, 0, 0]));
    const bytes = componentOf(fill(16_370), imports, section(1, inner), fill(1), exports, fill(100_000));
    inFile(bytes, (path) => {
      const { imports, exports, producers } = WasmBinary.fromFile(path);
      expect([imports, exports]).toEqual([names, ['y'.repeat(40_000)]]);
      expect(producers).toEqual({ language: ['Rust'] });
    });
    for (const length of [5, 16_384, 20_000, 200_000, bytes.length - 1]) {
      const part = bytes.subarray(0, length);
      inFile(part, (path) => {
        const { offset, wrong } = refusalOf(part);
        const place = `byte ${offset} (0x${offset.toString(16)})`;
        expect(() => WasmBinary.fromFile(path)).toThrow(new Error(`[${path}] ${place}: ${wrong}`));
      });
    }
  });

  test('does not change when its bytes or its lists do', () => {
    const bytes = Buffer.from(module(section(7, list([...text('_start'), 0, 0]))));
    const binary = WasmBinary.fromBytes(bytes);
    bytes.fill(0xff);
    binary.exports.push('more');
    expect(binary.exports).toEqual(['_start']);
  });
});

describe('the producers of a binary', () => {
  test('are none where the tools left no note', () => {
    expect(WasmBinary.fromBytes(module(custom('name', [0, 0]))).producers).toEqual({});
  });

  test('are the languages and tools of a component and of the modules inside it, each once', async () => {
    const bytes = await componentBy(
      ['run'],
      [
        ['language', [['Rust', '']]],
        ['processed-by', [['rustc', '1.80.0 (051478957 2024-07-21)']]],
        ['sdk', [['spin-sdk', '5.0.0']]],
      ],
    );
    const binary = WasmBinary.fromBytes(bytes);
    expect(binary.producers).toMatchObject({
      language: ['Rust'],
      'processed-by': [expect.stringMatching(/^wit-component \d/), 'rustc 1.80.0 (051478957 2024-07-21)'],
      sdk: ['spin-sdk 5.0.0'],
    });
    expect(notesIn(binary.producers)).toEqual((await judge(bytes)).producers);
  });

  test('of a component stand before those of what is inside, wherever they stand in the file', () => {
    const inner = [...module(producers(['language', 'C', '17']))];
    const deeper = [...componentOf(section(1, inner), producers(['language', 'Go', '1.25']))];
    const bytes = componentOf(
      section(4, deeper),
      producers(['language', 'JavaScript', ''], ['sdk', 'x', '1']),
    );
    expect(WasmBinary.fromBytes(bytes).producers).toEqual({
      language: ['JavaScript', 'C 17', 'Go 1.25'],
      sdk: ['x 1'],
    });
  });

  test('are read whatever they are called', () => {
    const bytes = module(
      producers(['__proto__', 'a', '1'], ['constructor', 'b', ''], ['toString', 'c', '2']),
    );
    const { producers: found } = WasmBinary.fromBytes(bytes);
    expect(Object.entries(found)).toEqual([
      ['__proto__', ['a 1']],
      ['constructor', ['b']],
      ['toString', ['c 2']],
    ]);
  });

  test('are a thousand at most', () => {
    const many = Array.from({ length: 1500 }, (_, n): [string, string, string] => ['language', `L${n}`, '']);
    const { language } = WasmBinary.fromBytes(module(producers(...many))).producers;
    expect([language.length, language.at(-1)]).toEqual([1000, 'L999']);
  });
});

function inFile(bytes: Uint8Array, act: (path: string) => void): void {
  const folder = mkdtempSync(join(tmpdir(), 'cdk8s-wasm-binary-'));
  try {
    const path = join(folder, 'hello wörld.wasm');
    writeFileSync(path, bytes);
    act(path);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
