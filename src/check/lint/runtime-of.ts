import { PLATFORMS } from '../../runtime/platforms/all';
import { CrunEngine, CrunVariant } from '../../runtime/runtimes/crun';
import { CRUN_HANDLER_ANNOTATION, CRUN_VARIANT_ANNOTATION, crunSpec } from '../../runtime/runtimes/crun-spec';
import { WAMR, WASMEDGE, WASMER, WASMTIME } from '../../runtime/runtimes/runwasi';
import { SPIN } from '../../runtime/runtimes/spin';
import type { WasmPlatformSpec } from '../../runtime/wasm-platform-spec';
import type { WasmRuntimeSpec } from '../../runtime/wasm-runtime-spec';
import { dig } from '../../value/json';
import { textAt } from '../fields';
import { type Entry, groupOf, nameOf, textsOf } from './entries';

/** What runtime classes stand for. */
export interface Classes {
  /** Handler by the name of the class, of the manifests' own RuntimeClass and Shim objects. */
  readonly handlers: ReadonlyMap<string, string>;
  /** The cluster, where it is known. */
  readonly platform: WasmPlatformSpec | undefined;
}

/** Whether a pod runs WebAssembly, and by what. */
export type Verdict =
  | { readonly runs: 'linux' }
  | { readonly runs: 'webassembly'; readonly runtime: WasmRuntimeSpec | undefined }
  | { readonly runs: 'unknown'; readonly missing: string };

const LINUX: Verdict = { runs: 'linux' };
const CRUN = 'crun';
const RUNTIMES: readonly WasmRuntimeSpec[] = [SPIN, WASMTIME, WASMEDGE, WASMER, WAMR];

/** What crun's documentation tells to write where nodes have one engine. */
const ANY_CRUN_ENGINE = 'wasm';

/** The runtime classes that the manifests bring. A `Shim` makes runtime-class-manager bring one. */
export function classesOf(entries: readonly Entry[], platform: WasmPlatformSpec | undefined): Classes {
  const handlers = new Map<string, string>();
  for (const { object } of entries) {
    const group = groupOf(object);
    const isClass = object.kind === 'RuntimeClass' && group === 'node.k8s.io';
    const isShim = object.kind === 'Shim' && group === 'runtime.spinkube.dev';
    const name = isClass ? nameOf(object) : textAt(object, 'spec', 'runtimeClass', 'name');
    const handler = isClass ? textAt(object, 'handler') : textAt(object, 'spec', 'runtimeClass', 'handler');
    if ((isClass || isShim) && name !== undefined && handler !== undefined) {
      handlers.set(name, handler);
    }
  }
  return { handlers, platform };
}

/** Whether the pod of an entry runs WebAssembly. */
export function runtimeOf(entry: Entry, classes: Classes): Verdict {
  const className = textAt(entry.pod?.spec, 'runtimeClassName');
  const annotations = textsOf(dig(entry.podMetadata, 'annotations'));
  const crun = markedForCrun(annotations);
  if (className === undefined) {
    return crun === undefined ? LINUX : { runs: 'webassembly', runtime: crun };
  }
  const handler = classes.handlers.get(className);
  const family = familyOf(className, handler, classes.platform);
  if (family === CRUN || (family === undefined && crun !== undefined)) {
    return crun === undefined
      ? { runs: 'unknown', missing: `whether its image is WebAssembly, without ${CRUN_VARIANT_ANNOTATION}` }
      : { runs: 'webassembly', runtime: crun };
  }
  if (family === undefined) {
    return {
      runs: 'unknown',
      missing:
        handler === undefined
          ? `the handler of runtime class ${className}, which neither a RuntimeClass beside it nor the platform tells`
          : `whether the handler ${handler} of runtime class ${className} runs WebAssembly`,
    };
  }
  return { runs: 'webassembly', runtime: RUNTIMES.find(({ name }) => name === family) };
}

/**
 * The family of shims behind a class. What the manifests say of the class goes before what the platform says: it is
 * what will be applied.
 */
function familyOf(
  className: string,
  handler: string | undefined,
  platform: WasmPlatformSpec | undefined,
): string | undefined {
  const own = Object.entries(platform?.runtimes ?? {}).find(([, runtime]) =>
    handler === undefined ? runtime.className === className : runtime.handler === handler,
  );
  return own?.[0] ?? (handler === undefined ? undefined : FAMILIES.get(handler));
}

/** Families by the handlers that the platforms of this package have for them. */
export const FAMILIES: ReadonlyMap<string, string> = new Map(
  PLATFORMS.flatMap(({ runtimes }) =>
    Object.entries(runtimes).map(([family, { handler }]): [string, string] => [handler, family]),
  ),
);

/** crun as the annotations of a pod ask for it; `undefined` where they do not ask for WebAssembly. */
function markedForCrun(annotations: { [key: string]: string }): WasmRuntimeSpec | undefined {
  const asked = annotations[CRUN_HANDLER_ANNOTATION];
  const engine = Object.values(CrunEngine).find((one) => one === asked);
  if (engine !== undefined) {
    return crunSpec({ engine });
  }
  const variant =
    asked === ANY_CRUN_ENGINE
      ? CrunVariant.COMPAT
      : Object.values(CrunVariant).find((one) => one === annotations[CRUN_VARIANT_ANNOTATION]);
  return variant === undefined ? undefined : crunSpec({ variant });
}
