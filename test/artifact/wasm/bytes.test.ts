import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FileBytes, MemoryBytes } from '../../../src/artifact/wasm/bytes';

describe('the bytes of a file', () => {
  const content = Uint8Array.from({ length: 300_000 }, (_, index) => (index * 7 + (index >> 8)) % 256);
  let folder: string;
  let descriptor: number;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'cdk8s-wasm-bytes-'));
    writeFileSync(join(folder, 'file'), content);
    descriptor = openSync(join(folder, 'file'), 'r');
  });
  afterAll(() => {
    closeSync(descriptor);
    rmSync(folder, { recursive: true });
  });

  test('are what they are in memory, in whatever order one asks for them', () => {
    const place = fc.nat(content.length - 1);
    const length = fc.oneof(fc.nat(20), fc.nat(2000), fc.nat(200_000));
    fc.assert(
      fc.property(fc.array(fc.tuple(place, length, fc.boolean()), { maxLength: 20 }), (asked) => {
        const file = new FileBytes(descriptor, content.length);
        const memory = new MemoryBytes(content);
        for (const [from, count, isRun] of asked) {
          const to = Math.min(from + count, content.length);
          expect(Buffer.compare(file.part(from, to), memory.part(from, to))).toBe(0);
          for (let at = from; isRun && at < to; at += 97) {
            if (file.at(at) !== memory.at(at)) expect.fail(`byte ${at} differs`);
          }
        }
      }),
      { numRuns: 50 },
    );
  });

  test('are refused where the file has become shorter', () => {
    const file = new FileBytes(descriptor, content.length + 10);
    expect(() => file.at(content.length)).toThrow('byte 300000 (0x493e0): more was to come');
    expect(() => file.part(content.length - 4, content.length + 10)).toThrow(
      'byte 300000 (0x493e0): more was to come',
    );
  });

  test('are refused with the place where the disk does not give them', () => {
    const closed = openSync(join(folder, 'file'), 'r');
    closeSync(closed);
    expect(() => new FileBytes(closed, content.length).at(9)).toThrow(/^byte 9 \(0x9\): EBADF/);
  });
});
