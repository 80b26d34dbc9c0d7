import type { IConstruct } from 'constructs';
import { stableJson } from '../value/json';
import { carried, carry, pathOf } from '../value/tree-state';
import type { WasmPlatformSpec } from './wasm-platform-spec';

/** A platform that somebody said for a scope and all below it. */
export interface PlatformBinding {
  /** The platform. */
  readonly platform: WasmPlatformSpec;
  /** The scope it holds for. */
  readonly scope: IConstruct;
  /** Path of the construct that said so. */
  readonly by: string;
}

/** That somebody below a scope has looked for a platform, and what was the answer. */
interface Look {
  readonly by: string;
  readonly found: WasmPlatformSpec;
  readonly at: string;
}

const BINDING = 'platform';
const LOOK = 'platform.look';

/**
 * Makes `platform` the answer for `scope` and all below it.
 *
 * @throws where the scope is bound to another, or something below has worked with another already
 */
export function bindPlatform(scope: IConstruct, platform: WasmPlatformSpec, by: IConstruct): void {
  const bound = carried<PlatformBinding>(scope, BINDING);
  const look = carried<Look>(scope, LOOK);
  if (bound !== undefined) {
    if (same(bound.platform, platform)) {
      return;
    }
    throw new Error(
      `[${pathOf(by)}] binds ${pathOf(scope)} to platform ${platform.name}, but ${bound.by} has bound it to ` +
        `${bound.platform.name}${bound.platform.name === platform.name ? ' with other options' : ''}; ` +
        'fix: one platform a scope: bind it once, on the scope that both share, or put one of them into a chart of its own',
    );
  }
  if (look !== undefined && !same(look.found, platform)) {
    throw new Error(
      `[${pathOf(by)}] binds ${pathOf(scope)} to platform ${platform.name}, but ${look.by} below it already works with ` +
        `${look.found.name}, bound at ${look.at}; fix: bind the platform before the workloads below are made`,
    );
  }
  carry<PlatformBinding>(scope, BINDING, { platform, scope, by: pathOf(by) });
}

/** The nearest binding at or above `scope`, which from then on holds: a later bind in between is refused. */
export function lookUpPlatform(scope: IConstruct): PlatformBinding | undefined {
  const passed: IConstruct[] = [];
  for (let at: IConstruct | undefined = scope; at !== undefined; at = at.node.scope) {
    const found = carried<PlatformBinding>(at, BINDING);
    if (found !== undefined) {
      for (const between of passed) {
        if (carried<Look>(between, LOOK) === undefined) {
          carry<Look>(between, LOOK, { by: pathOf(scope), found: found.platform, at: pathOf(at) });
        }
      }
      return found;
    }
    passed.push(at);
  }
  return undefined;
}

function same(a: WasmPlatformSpec, b: WasmPlatformSpec): boolean {
  return a === b || stableJson(a) === stableJson(b);
}
