import type { WasmRuntimeSpec } from '../runtime/wasm-runtime-spec';
import { joined, mapped } from '../value/deferred';
import { demandText } from '../value/demand';
import { parseQuantity } from '../value/quantity';
import { refusal } from '../value/refuse';
import type { EnvValueSpec } from './props/env-value';
import type { WasmWorkloadProps } from './props/workload-props';

const PREFIX = 'SPIN_VARIABLE_';

/** A variable of the container, and the prop that it comes from. */
interface SpinEnvName {
  readonly field: string;
  readonly variable: string;
}

/** What a Spin application's own props become: variables of its container. */
export function spinEnv(
  path: string,
  runtime: WasmRuntimeSpec,
  props: WasmWorkloadProps,
): [SpinEnvName, EnvValueSpec][] {
  for (const field of ['variables', 'components', 'invocationMemory', 'spinLockImage'] as const) {
    if (props[field] !== undefined) {
      demandSpin(path, runtime, field, props[field]);
    }
  }
  const env: [SpinEnvName, EnvValueSpec][] = Object.entries(props.variables ?? {}).map(([name, value]) => [
    { field: 'variables', variable: spinVariable(path, runtime, name) },
    value,
  ]);
  if (props.invocationMemory !== undefined) {
    const holds = (text: string): boolean => (parseQuantity(text) ?? 0) >= 1;
    demandText(path, 'invocationMemory', props.invocationMemory, holds, 'a quantity of bytes, as 64Mi');
    const value = mapped(props.invocationMemory, (text) => String(parseQuantity(text)));
    env.push([{ field: 'invocationMemory', variable: 'SPIN_MAX_INSTANCE_MEMORY' }, { value }]);
  }
  if (props.components !== undefined) {
    env.push([
      { field: 'components', variable: 'SPIN_COMPONENTS_TO_RETAIN' },
      { value: componentList(path, props.components) },
    ]);
  }
  return env;
}

/**
 * The container's variable that Spin reads for one of the application's.
 *
 * @throws where the name is none, or the runtime is not Spin
 */
export function spinVariable(path: string, runtime: WasmRuntimeSpec, name: string): string {
  demandSpin(path, runtime, 'variables', name);
  const isName = (text: string): boolean => /^[a-z][a-z0-9]*(_[a-z0-9]+)*$/.test(text);
  demandText(path, 'variables name', name, isName, 'lower-case letters, digits and "_", from a letter on');
  return `${PREFIX}${name.toUpperCase()}`;
}

function componentList(path: string, components: readonly string[]): string {
  if (components.length === 0) {
    throw refusal({
      path,
      field: 'components',
      value: components,
      wrong: 'no component would run',
      fix: 'name one, or leave it out for all',
    });
  }
  components.forEach((component, index) => {
    const isId = (text: string): boolean => /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/i.test(text);
    demandText(
      path,
      `components[${index}]`,
      component,
      isId,
      'letters, digits and single "-" between them, as in spin.toml',
    );
  });
  return joined(...components.flatMap((component, index) => (index === 0 ? [component] : [',', component])));
}

/**
 * A prop that only Spin reads.
 *
 * @throws where the runtime is another
 */
export function demandSpin(path: string, runtime: WasmRuntimeSpec, field: string, value: unknown): void {
  if (runtime.name !== 'spin') {
    throw refusal({
      path,
      field,
      value,
      wrong: `only Spin reads it, and this workload runs on ${runtime.name}`,
      fix:
        field === 'variables'
          ? 'env, or runtime: WasmRuntime.spin()'
          : 'leave it out, or runtime: WasmRuntime.spin()',
    });
  }
}
