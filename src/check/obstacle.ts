import type { SpinExecutor } from '../artifact/spin/trigger-spec';
import { WasmRole } from '../artifact/wasm/classify';
import { Known, type RuntimeFact } from '../runtime/fact';
import type { ShimReleaseSpec } from '../runtime/releases/shim-release-spec';

/** What of a binary stands against its running. */
export type Aspect =
  /** It is nothing that runs. */
  | 'nothing'
  /** Core module or component. */
  | 'kind'
  /** Its generation of WASI. */
  | 'wasi'
  /** What it is for, against what the shim calls. */
  | 'role'
  /** What it is for, against the workload or the trigger that it is to run in. */
  | 'use'
  /** What it imports. */
  | 'import';

/** Why a binary does not run, or may not. */
export interface Obstacle {
  readonly aspect: Aspect;
  /** Whether it cannot run; else nobody has shown that it does. */
  readonly certain: boolean;
  /** What the binary is or has, and what the release makes of it. */
  readonly wrong: string;
  /** What would run instead. */
  readonly allowed?: string;
  /** What to do, where that is not to take another release. */
  readonly fix?: string;
}

/** How a binary is to run. Whatever is `undefined` is not known, and nothing is said of it. */
export interface BinaryUse {
  /** The workload: one that is asked, one that works by itself, one that ends. */
  readonly workload?: 'service' | 'worker' | 'job';
  /** The trigger of the Spin application. */
  readonly trigger?: string;
  /** The executor that the trigger names. */
  readonly executor?: SpinExecutor;
  /** The function that the command names: `run` of `app.wasm#run`. */
  readonly calls?: string;
  /** Imports that other components fill, as the manifest names them. */
  readonly filled?: readonly string[];
}

/** What a binary is, as it follows “it”. */
export const ROLE_TEXT: { readonly [role in WasmRole]: string } = {
  [WasmRole.HTTP]: 'answers HTTP requests',
  [WasmRole.COMMAND]: 'is a command, which runs and ends',
  [WasmRole.REACTOR]: 'is a reactor, which somebody else’s program calls',
  [WasmRole.REDIS_TRIGGER]: 'takes messages of Redis',
  [WasmRole.MQTT_TRIGGER]: 'takes messages of MQTT',
  [WasmRole.SQS_TRIGGER]: 'takes messages of Amazon SQS',
  [WasmRole.SPIN_V1_MODULE]: 'is a module for the Spin of before components',
  [WasmRole.WIT_PACKAGE]: 'is a WIT package, which has no code',
  [WasmRole.LIBRARY]: 'is a library: it exports nothing by which a shim starts it',
};

/** What a fact of a release has against a binary: nothing where it is yes. */
export function against(
  aspect: Aspect,
  release: ShimReleaseSpec,
  fact: RuntimeFact,
  texts: { readonly it: string; readonly does: string; readonly allowed?: string; readonly fix?: string },
): Obstacle[] {
  if (fact.value === Known.YES) {
    return [];
  }
  const { it, does, ...more } = texts;
  const certain = fact.value === Known.NO;
  const wrong = certain
    ? `it ${it}, and ${shimOf(release)} does not ${does} (${fact.source})`
    : `it ${it}, and nobody has shown that ${shimOf(release)} does ${does} (${fact.source})`;
  return [{ aspect, certain, wrong, ...more }];
}

/** `containerd-shim-spin 0.24.0`. */
export function shimOf({ runtime, version }: Pick<ShimReleaseSpec, 'runtime' | 'version'>): string {
  return `containerd-shim-${runtime} ${version}`;
}

/** What of several things a release runs: `module, component`. */
export function yesOf(facts: { readonly [key: string]: RuntimeFact }): string {
  return Object.entries(facts)
    .filter(([, { value }]) => value === Known.YES)
    .map(([key]) => key)
    .join(', ');
}
