import { ImageFormat } from '../artifact/image-format';

/** What a container needs, for default resources and a startup probe that waits long enough. */
export interface MemoryNeed {
  /** Memory to ask for, in bytes. */
  readonly request: number;
  /** Memory limit, in bytes. */
  readonly limit: number;
  /** How long a start was seen to take on a busy node, in whole seconds, at least 1. */
  readonly startupSeconds: number;
  /** What was measured. */
  readonly source: string;
}

/** A component that was measured. Sizes and amounts are in bytes. */
interface Measured {
  /** Size of the `.wasm`. */
  readonly size: number;
  /** What the container held once it served. */
  readonly steady: number;
  /** The most that it held, or the limit that was seen to be enough. */
  readonly peak: number;
  /** The largest limit that killed it; where none did, what it held. */
  readonly tooSmall: number;
  /** The longest start, in seconds. */
  readonly start: number;
}

/** The measurements of one way to run a component: a small one and a JavaScript one, which holds its whole engine. */
interface Series {
  readonly small: Measured;
  readonly large: Measured;
  readonly source: string;
}

const KB = 1e3;
const MB = 1e6;
const MIB = 2 ** 20;

/** On top of what was measured: one machine and two components are not all there is. */
const MARGIN = 1.25;

/** No less than this: below it the node's own part in starting a container does not fit. */
const SMALLEST = 16 * MIB;

/** The engine compiles in the container, at every start. */
const WASMTIME_PLAIN: Series = {
  small: { size: 7 * KB, steady: 28 * MB, peak: 28 * MB, tooSmall: 28 * MB, start: 0.2 },
  large: { size: 14 * MB, steady: 312 * MB, peak: 362 * MB, tooSmall: 320 * MIB, start: 50 },
  source:
    'ran: a shim on containerd-shim-wasm 1.0.1 and wasmtime, ordinary image: 7 KB component 28 MB; 14 MB JavaScript component ' +
    'steady 312 MB, peak 362 MB, dies at 320Mi, runs at 384Mi; Cranelift took 16 to 50 s for it on a busy machine',
};

/** The shim compiles before there is a container, once a node. */
const WASMTIME_LAYER: Series = {
  small: { size: 7 * KB, steady: 22 * MB, peak: 22 * MB, tooSmall: 22 * MB, start: 0.2 },
  large: { size: 14 * MB, steady: 116 * MB, peak: 116 * MB, tooSmall: 116 * MB, start: 18.7 },
  source:
    'ran: runwasi’s wasmtime shim, main of 2026-04-21, wasm layer: 7 KB component 22 MB; 14 MB JavaScript component 116 MB; ' +
    'start times are those of the Spin shim, which compiles alike',
};

/** The shim compiles before there is a container, once a node. */
const SPIN_LAYER: Series = {
  small: { size: 7 * KB, steady: 4 * MB, peak: 24 * MIB, tooSmall: 4 * MB, start: 0.23 },
  large: { size: 13 * MB, steady: 62 * MB, peak: 64 * MIB, tooSmall: 62 * MB, start: 18.7 },
  source:
    'ran: containerd-shim-spin 0.24.0, artifact: small component 2.5 to 4 MB of its cgroup, 24Mi is enough; 13 MB JavaScript ' +
    'component steady 62 MB, runs at 64Mi, first start 18.7 s on a busy node, then 1.3 s. Spin application images are compiled ' +
    'and cached alike (src/engine.rs); they ran with small components',
};

/** The engine compiles in the container, at every start. */
const SPIN_PLAIN: Series = {
  small: { size: 7 * KB, steady: 4 * MB, peak: 24 * MIB, tooSmall: 4 * MB, start: 0.23 },
  large: { size: 13 * MB, steady: 463 * MB, peak: 463 * MB, tooSmall: 256 * MIB, start: 36 },
  source:
    'ran: containerd-shim-spin 0.24.0, ordinary image with /spin.toml: small component 2.5 to 4 MB of its cgroup, 24Mi is enough; ' +
    '13 MB JavaScript component peak 463 MB, dies at 256Mi, runs at 768Mi, 36 s to start on a busy node',
};

const SERIES: { readonly [runtime: string]: { readonly [format in ImageFormat]?: Series } } = {
  wasmtime: {
    [ImageFormat.PLAIN]: WASMTIME_PLAIN,
    [ImageFormat.ARTIFACT]: WASMTIME_LAYER,
    [ImageFormat.RUNWASI]: WASMTIME_LAYER,
  },
  spin: {
    [ImageFormat.PLAIN]: SPIN_PLAIN,
    [ImageFormat.ARTIFACT]: SPIN_LAYER,
    [ImageFormat.SPIN]: SPIN_LAYER,
  },
};

/**
 * What a container needs for a component of that size: a straight line between
 * the two that were measured, continued beyond the larger one, plus a quarter,
 * rounded up to 16, 24, 32, 48, 64, 96, … MiB. A larger component can need less
 * than a smaller one; this is where to start, not what will be.
 *
 * @param runtime the name of the runtime
 * @param format how the image carries the component
 * @param binarySize size of the `.wasm` in bytes
 * @returns `undefined` where nothing was measured
 */
export function memoryNeed(runtime: string, format: ImageFormat, binarySize: number): MemoryNeed | undefined {
  const series = SERIES[runtime]?.[format];
  if (series === undefined) {
    return undefined;
  }
  const amount = (of: (measured: Measured) => number): number =>
    roundUp(onLine(series, binarySize, of) * MARGIN);
  return {
    request: amount(({ steady }) => steady),
    limit: Math.max(
      amount(({ peak }) => peak),
      amount(({ steady }) => steady),
    ),
    startupSeconds: Math.max(1, Math.ceil(onLine(series, binarySize, ({ start }) => start) * MARGIN)),
    source: series.source,
  };
}

/**
 * The largest memory limit that is too small for a component of that size: one
 * at which it was seen to die, or what it was seen to hold. Between the two
 * components that were measured it lies on a straight line; beyond the larger
 * one it stays, as nothing larger was seen to die.
 *
 * @param runtime the name of the runtime
 * @param format how the image carries the component
 * @param binarySize size of the `.wasm` in bytes
 * @returns bytes; `undefined` where nothing was measured
 */
export function minimumMemory(runtime: string, format: ImageFormat, binarySize: number): number | undefined {
  const series = SERIES[runtime]?.[format];
  if (series === undefined) {
    return undefined;
  }
  const size = Math.min(binarySize, series.large.size);
  return Math.floor(onLine(series, size, ({ tooSmall }) => tooSmall));
}

/** What holds for `size` on the line through both measured components; never less than for the small one. */
function onLine({ small, large }: Series, size: number, of: (measured: Measured) => number): number {
  const share = Math.max(0, (size - small.size) / (large.size - small.size));
  return of(small) + share * (of(large) - of(small));
}

/** The next of 16, 24, 32, 48, 64, 96, … MiB. */
function roundUp(bytes: number): number {
  let step = SMALLEST;
  while (step < bytes) {
    // A power of two is followed by one and a half of it, that by the next power of two.
    step = Number.isInteger(Math.log2(step)) ? (step / 2) * 3 : (step / 3) * 4;
  }
  return step;
}
