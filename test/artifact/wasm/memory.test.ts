import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { root } from '../../../scripts/lib/root.mjs';
import { COMPONENT, leb, MODULE, text } from './encode';

const COUNT = 600_000;
const MOST_TIMES_ITS_SIZE = 6;

/** Reads the file that it is given, and prints by how many bytes the memory of the process grew at its peak. */
const PROGRAM = `
const { readFileSync } = require('node:fs');
const { WasmBinary } = require('./wasm-binary.cjs');
const before = process.memoryUsage.rss();
WasmBinary.fromFile(process.argv[2]);
// Linux counts what the parent had before it became this process into maxRSS, but not into VmHWM.
const status = process.platform === 'linux' ? /VmHWM:\\s+(\\d+)/.exec(readFileSync('/proc/self/status', 'utf8')) : null;
const peak = 1024 * (status === null ? process.resourceUsage().maxRSS : Number(status[1]));
console.log(peak - before);
`;

describe('the memory that reading takes', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'cdk8s-wasm-memory-'));
    buildSync({
      entryPoints: [join(root, 'src/artifact/wasm-binary.ts')],
      outfile: join(folder, 'wasm-binary.cjs'),
      bundle: true,
      platform: 'node',
      logLevel: 'silent',
    });
    writeFileSync(join(folder, 'program.cjs'), PROGRAM);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const hostile: readonly (readonly [what: string, make: () => Buffer])[] = [
    [
      'imports of a module',
      () =>
        made(MODULE, [
          section(
            2,
            entries((n) => [0, ...short(n), 0, 0]),
          ),
        ]),
    ],
    [
      'exports of a module',
      () =>
        made(MODULE, [
          section(
            7,
            entries((n) => [...short(n), 0, 0]),
          ),
        ]),
    ],
    [
      'imports of a component',
      () =>
        made(COMPONENT, [
          section(
            10,
            entries((n) => [0, ...short(n), 1, 0]),
          ),
        ]),
    ],
    [
      'exports of a component',
      () =>
        made(COMPONENT, [
          section(
            11,
            entries((n) => [0, ...text(`wasi:a/b${n}@0.2.0`), 5, 0, 0]),
          ),
        ]),
    ],
    [
      'notes of tools',
      () =>
        made(MODULE, [
          section(
            0,
            Buffer.from(text('producers')),
            entries((n) => [...short(n), 1, ...short(n), 0]),
          ),
        ]),
    ],
    [
      'sections of one import each',
      () =>
        made(
          COMPONENT,
          all((n) => section(10, Buffer.from([1, 0, ...short(n), 1, 0]))),
        ),
    ],
    ['custom sections', () => made(MODULE, Array(2_000_000).fill(Buffer.from([0, 1, 0])))],
    ['components in components', () => nested(400_000)],
  ];

  test.each(hostile)('is a few times the size of the file for several megabytes of %s', (_, make) => {
    const file = join(folder, 'hostile.wasm');
    const bytes = make();
    writeFileSync(file, bytes);
    expect(bytes.length).toBeGreaterThan(3_000_000);
    // The engine's own room for what is young grows by tens of megabytes unless told otherwise.
    const args = ['--max-semi-space-size=1', join(folder, 'program.cjs'), file];
    const grown = Number(execFileSync(process.execPath, args, { encoding: 'utf8' }));
    expect(grown).toBeGreaterThan(0);
    expect(grown / bytes.length).toBeLessThan(MOST_TIMES_ITS_SIZE);
  });
});

function short(n: number): number[] {
  return text(n.toString(36));
}

function all<T>(make: (n: number) => T): T[] {
  return Array.from({ length: COUNT }, (_, n) => make(n));
}

function entries(entry: (n: number) => number[]): Buffer {
  return Buffer.concat([Buffer.from(leb(COUNT)), ...all((n) => Buffer.from(entry(n)))]);
}

function section(id: number, ...content: Buffer[]): Buffer {
  const bytes = Buffer.concat(content);
  return Buffer.concat([Buffer.from([id, ...leb(bytes.length)]), bytes]);
}

function made(preamble: readonly number[], sections: Buffer[]): Buffer {
  return Buffer.concat([Buffer.from(preamble), ...sections]);
}

function nested(depth: number): Buffer {
  const heads: Buffer[] = [];
  for (let level = 0, size = COMPONENT.length; level < depth; level++) {
    const head = Buffer.from([...COMPONENT, 4, ...leb(size)]);
    heads.push(head);
    size += head.length;
  }
  return Buffer.concat([...heads.reverse(), Buffer.from(COMPONENT)]);
}
