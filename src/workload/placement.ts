import type { Construct } from 'constructs';
import { lookUpPlatform } from '../runtime/platform-binding';
import { emitRuntimeClass } from '../runtime/runtime-classes';
import type { PlatformRuntime } from '../runtime/wasm-platform-spec';
import type { WasmRuntimeSpec } from '../runtime/wasm-runtime-spec';
import { refusal } from '../value/refuse';

/**
 * Where a workload's runtime stands on its platform; its RuntimeClass is emitted
 * where that is ours to do.
 *
 * @throws where the platform lacks the runtime
 */
export function placeOf(workload: Construct, runtime: WasmRuntimeSpec): PlatformRuntime {
  const binding = lookUpPlatform(workload);
  const placed = binding?.platform.runtimes[runtime.name];
  if (binding === undefined || placed === undefined) {
    throw refusal({
      path: workload.node.path,
      field: 'runtime',
      value: runtime.name,
      wrong: `platform ${binding?.platform.name} does not have it`,
      allowed: Object.keys(binding?.platform.runtimes ?? {}).join(', '),
      fix: 'take one of these runtimes, or say by WasmPlatform.custom({…}) which class and handler stand for it',
    });
  }
  emitRuntimeClass(binding, workload, placed);
  return placed;
}
