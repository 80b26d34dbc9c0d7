import fc from 'fast-check';
import { COMPONENT, concat, leb, MODULE } from './encode';

/**
 * Binaries that are almost right: their structure is that of modules and
 * components, and at every place something may be wrong.
 */

type Bytes = readonly number[];

/** Mostly what belongs there, now and then something else. */
function mostly<T>(right: fc.Arbitrary<T>, ...wrong: fc.Arbitrary<T>[]): fc.Arbitrary<T> {
  return fc.oneof({ weight: 30, arbitrary: right }, ...wrong.map((arbitrary) => ({ weight: 1, arbitrary })));
}

function join(...parts: fc.Arbitrary<Bytes>[]): fc.Arbitrary<Bytes> {
  return fc.tuple(...parts).map(concat);
}

const one = (...codes: number[]): fc.Arbitrary<Bytes> =>
  mostly(
    fc.constantFrom(...codes).map((code) => [code]),
    fc.nat(255).map((code) => [code]),
  );

/** Numbers that are too long, too large, or never end. */
const oddNumber = fc.oneof(
  fc.tuple(fc.nat(300), fc.integer({ min: 2, max: 12 })).map(([value, width]) => leb(value, width)),
  fc
    .constantFrom(0x7f, 0x80, 0x3fff, 0x4000, 0x7fff_ffff, 0xffff_ffff, 2 ** 32, 2 ** 35, 2 ** 53 - 1)
    .map((value) => leb(value)),
  fc.nat(20).map((length) => Array<number>(length).fill(0x80)),
  fc.nat(20).map((length) => Array<number>(length).fill(0xff)),
);

/** A number, which may be another, or the same in more bytes. */
function number(right: number): fc.Arbitrary<Bytes> {
  return mostly(
    fc.constant(leb(right)),
    oddNumber,
    fc.integer({ min: -2, max: 2 }).map((off) => leb(Math.max(0, right + off))),
    fc.integer({ min: 2, max: 6 }).map((width) => leb(right, width)),
  );
}

const index = mostly(
  fc.nat(200).map((value) => leb(value)),
  oddNumber,
);

function behindSize(content: fc.Arbitrary<Bytes>): fc.Arbitrary<Bytes> {
  return content.chain((bytes) => number(bytes.length).map((size) => concat([size, bytes])));
}

function list(entry: fc.Arbitrary<Bytes>): fc.Arbitrary<Bytes> {
  return fc
    .array(entry, { maxLength: 5 })
    .chain((entries) => number(entries.length).map((count) => concat([count, ...entries])));
}

const NAMES = [
  'wasi:http/incoming-handler@0.2.3',
  'wasi:cli/run@0.3.0-rc-2026-03-15',
  'wasi:http/types@0.2.3',
  'wasi_snapshot_preview1',
  'handle-message',
  '_start',
  'cm32p2|wasi:cli/run@0.2|run',
  'spin-config',
  '__proto__',
  'constructor',
  '\ufeff',
  '@',
  '',
];
const text = behindSize(
  mostly(
    fc
      .oneof(fc.constantFrom(...NAMES), fc.string({ unit: 'binary', maxLength: 12 }))
      .map((name) => [...Buffer.from(name)]),
    fc.array(fc.nat(255), { maxLength: 12 }),
  ),
);

const limits = join(one(0, 1, 3, 4, 5, 8, 9, 13), index, fc.oneof(fc.constant([]), index));
const valueType = fc.oneof(
  one(0x7f, 0x7e, 0x7b, 0x70, 0x6f),
  join(one(0x63, 0x64), one(0x6e, 0x62, 0x65), index),
);
const coreType = fc.oneof(
  join(one(0, 0x20), index),
  join(one(1), valueType, limits),
  join(one(2), limits),
  join(one(3), valueType, one(0, 1)),
  join(one(4), one(0), index),
);
const coreImport = fc.oneof(
  { weight: 4, arbitrary: join(text, text, coreType) },
  { weight: 1, arbitrary: join(text, fc.constant([0, 0x7f]), list(join(text, coreType))) },
  { weight: 1, arbitrary: join(text, fc.constant([0, 0x7e]), coreType, list(text)) },
);
const coreExport = join(text, one(0, 1, 2, 3, 4), index);

const name = fc.oneof(join(one(0, 1), text), join(one(2), text, list(join(one(0, 1, 2), text))));
const sort = fc.oneof(one(1, 2, 3, 4, 5), join(one(0), one(0x11)));
const type = fc.oneof(
  join(one(0), one(0x11), index),
  join(one(1, 4, 5), index),
  join(one(2), one(0x79, 0, 1), fc.oneof(fc.constant([]), index)),
  join(one(3), one(0), index),
  join(one(3), one(1)),
);
const componentExport = join(name, sort, index, fc.oneof(one(0), join(one(1), type)));

const notes = join(
  behindSize(fc.constant([...Buffer.from('producers')])),
  list(join(text, list(join(text, text)))),
);
const noise = fc.array(fc.nat(255), { maxLength: 20 });

function section(id: fc.Arbitrary<Bytes>, content: fc.Arbitrary<Bytes>): fc.Arbitrary<Bytes> {
  return join(id, behindSize(content));
}

const anySection = fc.oneof(
  section(one(0), fc.oneof(notes, join(text, noise))),
  section(
    fc.nat(15).map((id) => [id]),
    noise,
  ),
);

const preamble = (right: Bytes) =>
  mostly(
    fc.constant(right),
    fc.array(fc.nat(255), { maxLength: 9 }),
    fc.tuple(fc.nat(7), fc.nat(255)).map(([at, byte]) => right.map((old, i) => (i === at ? byte : old))),
  );

/** Sections are drawn one by one, so their order is right and wrong. */
const moduleBytes = join(
  preamble(MODULE),
  fc
    .array(
      fc.oneof(
        section(one(2), list(coreImport)),
        section(one(7), list(coreExport)),
        section(one(1, 3, 5, 6, 10, 11, 12, 13), noise),
        anySection,
      ),
      { maxLength: 6 },
    )
    .map(concat),
);

/** With others inside, a few levels deep. */
function componentBytes(depth: number): fc.Arbitrary<Bytes> {
  const inner =
    depth === 0
      ? section(one(1), moduleBytes)
      : fc.oneof(section(one(1), moduleBytes), section(one(4), componentBytes(depth - 1)));
  return join(
    preamble(COMPONENT),
    fc
      .array(
        fc.oneof(
          section(one(10), list(join(name, type))),
          section(one(11), list(componentExport)),
          inner,
          anySection,
        ),
        { maxLength: depth === 0 ? 5 : 4 },
      )
      .map(concat),
  );
}

/** Components in components; where each level begins, so that one of any depth is the rest from there. */
function nest(depth: number): { readonly bytes: Uint8Array; readonly starts: readonly number[] } {
  const ends: number[] = [];
  const outwards: number[] = [];
  const put = (bytes: Bytes): void => {
    outwards.push(...[...bytes].reverse());
    ends.push(outwards.length);
  };
  put(COMPONENT);
  while (ends.length <= depth) put([...COMPONENT, 4, ...leb(outwards.length)]);
  return { bytes: Uint8Array.from(outwards.reverse()), starts: ends.map((end) => outwards.length - end) };
}

/** Components in components, up to some thousands, which may break off. */
const DEEPEST = 4000;
const nested = nest(DEEPEST);
const deep = fc.tuple(fc.nat(DEEPEST), fc.nat(40)).map(([depth, less]) => {
  const bytes = nested.bytes.subarray(nested.starts[depth]);
  return bytes.subarray(0, bytes.length - Math.max(0, less - 30));
});

const inBytes = (bytes: Bytes): Uint8Array => new Uint8Array(bytes);
const whole = fc.oneof(
  { weight: 20, arbitrary: moduleBytes.map(inBytes) },
  { weight: 25, arbitrary: componentBytes(2).map(inBytes) },
  { weight: 1, arbitrary: deep },
);

/** Hostile binaries. */
export const hostile: fc.Arbitrary<Uint8Array> = fc
  .tuple(
    whole,
    mostly(
      fc.constant(1),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
    ),
    mostly(fc.constant<[number, number][]>([]), fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 6 })),
  )
  .map(([bytes, share, flips]) => {
    const cut = bytes.slice(0, Math.ceil(share * bytes.length));
    for (const [at, byte] of flips) {
      if (cut.length > 0) {
        cut[at % cut.length] = byte;
      }
    }
    return cut;
  });
