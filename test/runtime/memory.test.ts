import { describe, expect, test } from 'vitest';
import { ImageFormat } from '../../src/artifact/image-format';
import { memoryNeed, minimumMemory } from '../../src/runtime/memory';

const KB = 1e3;
const MB = 1e6;
const MIB = 2 ** 20;
const { PLAIN, ARTIFACT, RUNWASI, SPIN } = ImageFormat;

const MEASURED = [
  { runtime: 'wasmtime', format: PLAIN },
  { runtime: 'wasmtime', format: ARTIFACT },
  { runtime: 'wasmtime', format: RUNWASI },
  { runtime: 'spin', format: PLAIN },
  { runtime: 'spin', format: ARTIFACT },
  { runtime: 'spin', format: SPIN },
];

describe('the memory that a container needs', () => {
  test.each([
    { runtime: 'wasmtime', format: PLAIN, size: 7 * KB, request: 48, limit: 48, startupSeconds: 1 },
    { runtime: 'wasmtime', format: PLAIN, size: 14 * MB, request: 384, limit: 512, startupSeconds: 63 },
    { runtime: 'wasmtime', format: RUNWASI, size: 7 * KB, request: 32, limit: 32, startupSeconds: 1 },
    { runtime: 'wasmtime', format: ARTIFACT, size: 14 * MB, request: 192, limit: 192, startupSeconds: 24 },
    { runtime: 'spin', format: ARTIFACT, size: 7 * KB, request: 16, limit: 32, startupSeconds: 1 },
    { runtime: 'spin', format: SPIN, size: 7 * KB, request: 16, limit: 32, startupSeconds: 1 },
    { runtime: 'spin', format: ARTIFACT, size: 13 * MB, request: 96, limit: 96, startupSeconds: 24 },
    { runtime: 'spin', format: PLAIN, size: 13 * MB, request: 768, limit: 768, startupSeconds: 45 },
  ])(
    'is $request Mi to $limit Mi for $size bytes as $format under $runtime',
    ({ runtime, format, size, ...expected }) => {
      const need = memoryNeed(runtime, format, size)!;
      expect({ ...need, request: need.request / MIB, limit: need.limit / MIB }).toEqual({
        ...expected,
        source: expect.stringMatching(/^ran: /),
      });
    },
  );

  test.each([
    { runtime: 'wasmtime', format: PLAIN, size: 14 * MB, ran: 384 },
    { runtime: 'spin', format: ARTIFACT, size: 7 * KB, ran: 24 },
    { runtime: 'spin', format: ARTIFACT, size: 13 * MB, ran: 64 },
    { runtime: 'spin', format: PLAIN, size: 13 * MB, ran: 768 },
  ])(
    'is no less than the $ran Mi at which $size bytes as $format ran under $runtime',
    ({ runtime, format, size, ran }) => {
      expect(memoryNeed(runtime, format, size)!.limit).toBeGreaterThanOrEqual(ran * MIB);
    },
  );

  test.each(MEASURED)('never falls as a component of $runtime as $format grows', ({ runtime, format }) => {
    const needs = [1, 7 * KB, 100 * KB, MB, 5 * MB, 13 * MB, 14 * MB, 30 * MB, 100 * MB].map(
      (size) => memoryNeed(runtime, format, size)!,
    );
    for (const of of ['request', 'limit', 'startupSeconds'] as const) {
      const amounts = needs.map((need) => need[of]);
      expect(amounts).toEqual(amounts.toSorted((a, b) => a - b));
    }
    expect(needs.every(({ request, limit }) => request <= limit)).toBe(true);
  });

  test.each(MEASURED)(
    'comes in steps of whole Mi for $runtime as $format, none below 16',
    ({ runtime, format }) => {
      const steps = new Set([
        16, 24, 32, 48, 64, 96, 128, 192, 256, 384, 512, 768, 1024, 1536, 2048, 3072, 4096,
      ]);
      for (let size = 1; size < 60 * MB; size += MB) {
        const { request, limit } = memoryNeed(runtime, format, size)!;
        expect(steps).toContain(request / MIB);
        expect(steps).toContain(limit / MIB);
      }
    },
  );

  test('is the same for everything smaller than the smallest that was measured', () => {
    expect(memoryNeed('wasmtime', PLAIN, 1)).toEqual(memoryNeed('wasmtime', PLAIN, 7 * KB));
  });

  test.each([
    ...['wasmedge', 'wasmer', 'wamr', 'crun', 'slight'].flatMap((runtime) =>
      Object.values(ImageFormat).map((format) => ({ runtime, format })),
    ),
    { runtime: 'wasmtime', format: SPIN },
    { runtime: 'spin', format: RUNWASI },
  ])('is not known for $format under $runtime, which nobody measured', ({ runtime, format }) => {
    expect(memoryNeed(runtime, format, MB)).toBeUndefined();
    expect(minimumMemory(runtime, format, MB)).toBeUndefined();
  });
});

describe('a memory limit that is too small', () => {
  test.each([
    { runtime: 'wasmtime', format: PLAIN, size: 14 * MB, dies: 320 },
    { runtime: 'spin', format: PLAIN, size: 13 * MB, dies: 256 },
  ])(
    'is $dies Mi for $size bytes as $format under $runtime: there it died',
    ({ runtime, format, size, dies }) => {
      expect(minimumMemory(runtime, format, size)).toBe(dies * MIB);
    },
  );

  test.each([
    { runtime: 'wasmtime', format: PLAIN, size: 7 * KB, held: 28 },
    { runtime: 'wasmtime', format: ARTIFACT, size: 7 * KB, held: 22 },
    { runtime: 'wasmtime', format: RUNWASI, size: 14 * MB, held: 116 },
    { runtime: 'spin', format: ARTIFACT, size: 7 * KB, held: 4 },
    { runtime: 'spin', format: SPIN, size: 13 * MB, held: 62 },
  ])('is the $held MB that $size bytes as $format held under $runtime', ({ runtime, format, size, held }) => {
    expect(minimumMemory(runtime, format, size)).toBe(held * MB);
  });

  test('does not grow beyond the largest component that was measured', () => {
    expect(minimumMemory('wasmtime', PLAIN, 100 * MB)).toBe(320 * MIB);
  });

  test.each(MEASURED)('is always below the default limit of $runtime as $format', ({ runtime, format }) => {
    for (let size = 1; size < 60 * MB; size += MB) {
      expect(minimumMemory(runtime, format, size)).toBeLessThan(memoryNeed(runtime, format, size)!.limit);
    }
  });
});
