import fc from 'fast-check';
import { ImageFormat } from '../../src/artifact/image-format';
import type { WasmBinarySpec } from '../../src/artifact/wasm/binary-spec';
import { WasiTrack, WasmKind, WasmRole } from '../../src/artifact/wasm/classify';
import type { BinaryUse } from '../../src/check/obstacle';
import { whyNot } from '../../src/check/runs';
import { Known } from '../../src/runtime/fact';
import { releaseOf } from '../../src/runtime/releases';
import type { ShimReleaseSpec } from '../../src/runtime/releases/shim-release-spec';
import { none } from './leaves';
import type { Generators, Kind, Setting } from './world';

const COMPONENT = { kind: WasmKind.COMPONENT, wasi: WasiTrack.WASI_0_2 };
const MODULE = { kind: WasmKind.MODULE, wasi: WasiTrack.PREVIEW_1 };

type Made = Pick<WasmBinarySpec, 'kind' | 'wasi' | 'role' | 'imports' | 'exports'>;

/** Binaries of every sort that runs somewhere. */
const BINARIES: readonly Made[] = [
  {
    ...COMPONENT,
    role: WasmRole.HTTP,
    imports: ['wasi:http/types@0.2.12'],
    exports: ['wasi:http/incoming-handler@0.2.12'],
  },
  { ...COMPONENT, role: WasmRole.COMMAND, imports: [], exports: ['wasi:cli/run@0.2.0'] },
  {
    ...COMPONENT,
    wasi: WasiTrack.NONE,
    role: WasmRole.REDIS_TRIGGER,
    imports: [],
    exports: ['fermyon:spin/inbound-redis'],
  },
  { ...MODULE, role: WasmRole.COMMAND, imports: ['wasi_snapshot_preview1.fd_write'], exports: ['_start'] },
  { ...MODULE, role: WasmRole.SPIN_V1_MODULE, imports: [], exports: ['handle-http-request'] },
];

const ENDING: readonly Kind[] = ['WasmJob', 'WasmCronJob'];
const SERVING: readonly Kind[] = ['WasmService', 'SpinApp'];

/** The release of a shim that a setting’s nodes have. */
export function releaseIn({
  platform,
  runtime,
}: Pick<Setting, 'platform' | 'runtime'>): ShimReleaseSpec | undefined {
  return releaseOf(runtime.name, platform.runtimes[runtime.name]?.shimVersion);
}

/** Whether a release, or else the family, is known not to take a format. */
export function refuses(place: Pick<Setting, 'platform' | 'runtime'>, format: ImageFormat): boolean {
  const formats = releaseIn(place)?.formats ?? place.runtime.formats;
  return formats?.[format].value === Known.NO;
}

/** What a binary says of itself, that nobody knows not to run in this setting. */
export const BINARY: Generators = {
  WasmBinarySpec: (world) => {
    const fitting = fittingIn(world);
    const made = fitting.length > 0 ? fitting : BINARIES;
    const [{ kind, wasi, role, imports, exports }] = made;
    return {
      kind: fc.constant(kind),
      wasi: fc.constant(wasi),
      role: fc.constant(role),
      imports: fc.constant(imports),
      exports: fc.constant(exports),
      producers: fc.constantFrom({}, { language: ['Rust'], 'processed-by': ['wit-component 0.227.1'] }),
      size: fc.integer({ min: 8, max: 50_000_000 }),
    };
  },
};

/** The field of an image that says it. */
export function binaryIn(world: Setting, valid: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fittingIn(world).length > 0 ? valid : none;
}

function fittingIn({ kind, runtime, format, ...place }: Setting): Made[] {
  const release = releaseIn({ runtime, ...place });
  const use: BinaryUse = {
    workload: ENDING.includes(kind) ? 'job' : SERVING.includes(kind) ? 'service' : 'worker',
    ...(runtime.name === 'spin' && format === ImageFormat.ARTIFACT && { trigger: 'http' }),
  };
  return BINARIES.filter(
    (made) =>
      release === undefined ||
      !whyNot({ ...made, producers: {}, size: 1 }, release, use).some(({ certain }) => certain),
  );
}
