import { refusal } from '../../value/refuse';
import { Known, type RuntimeFact, read } from '../fact';
import type { WasmRuntimeSpec } from '../wasm-runtime-spec';
import { CrunEngine, type CrunOptions, CrunVariant } from './crun';
import { NOT_SHOWN } from './not-shown';

/**
 * The pod annotation by which crun knows WebAssembly: `compat` or `compat-smart`.
 * CRI-O passes it by itself, containerd where its configuration says so.
 *
 * Source: containers/crun docs/wasm-wasi-on-kubernetes.md.
 */
export const CRUN_VARIANT_ANNOTATION = 'module.wasm.image/variant';

/**
 * The pod annotation by which crun is asked for one handler.
 *
 * Source: containers/crun src/libcrun/custom-handler.c.
 */
export const CRUN_HANDLER_ANNOTATION = 'run.oci.handler';

const HANDLERS = 'containers/crun src/libcrun/handlers';
const NO_SERVER = 'containers/crun: it has no HTTP server of its own';

/**
 * crun with an engine built in.
 *
 * The variant alone is what crun's documentation recommends and what its list
 * of annotations for containerd lets through. An engine is asked for by the
 * name of its handler, which crun uses for each container whatever its
 * entrypoint (custom-handler.c looks the name up before any handler may look at
 * the entrypoint), so it cannot go together with `compat-smart`. The variant
 * stays beside it for nodes whose containerd passes only that.
 *
 * @param options engine and variant
 * @throws where an engine meets `compat-smart`
 */
export function crunSpec(options: CrunOptions): WasmRuntimeSpec {
  const { engine } = options;
  const variant = options.variant ?? (engine === undefined ? CrunVariant.COMPAT_SMART : CrunVariant.COMPAT);
  const smart = variant === CrunVariant.COMPAT_SMART;
  if (engine !== undefined && smart) {
    throw refusal({
      path: 'WasmRuntime.crun',
      field: 'variant',
      value: variant,
      wrong: `crun looks at no entrypoint once it is asked for an engine by name (${engine})`,
      allowed: `${CrunVariant.COMPAT} with an engine`,
      fix: 'leave engine out: a node’s crun uses the engine that it was built with',
    });
  }
  const seen = engine === undefined ? ANY_ENGINE : ENGINES[engine];
  return {
    name: 'crun',
    entrypoint: {
      source:
        'containers/crun docs/wasm-wasi-on-kubernetes.md: the entrypoint of an ordinary image, which must end in .wasm or .wat',
    },
    formats: {
      artifact: NOT_SHOWN,
      spin: NOT_SHOWN,
      runwasi: NOT_SHOWN,
      plain: read(Known.YES, 'containers/crun docs/wasm-wasi-on-kubernetes.md'),
    },
    podAnnotations: {
      [CRUN_VARIANT_ANNOTATION]: variant,
      ...(engine !== undefined && { [CRUN_HANDLER_ANNOTATION]: engine }),
    },
    smart,
    facts: {
      httpServer: read(Known.NO, `${NO_SERVER}; the guest opens its own port`),
      readOnlyRoot: NOT_SHOWN,
      dropAllAlone: NOT_SHOWN,
      exec: NOT_SHOWN,
      tty: NOT_SHOWN,
      stdin: seen.stdin,
      linuxContainers: smart
        ? read(Known.YES, `${HANDLERS}/handler-utils.c: other entrypoints run as usual`)
        : read(Known.NO, 'containers/crun issue 829: every container of the pod is taken for WebAssembly'),
      linuxEnvironment: smart
        ? read(Known.YES, `${HANDLERS}/handler-utils.c: other entrypoints run as usual`)
        : read(Known.NO, 'containers/crun issue 829: no Linux container runs in the pod'),
      guestEnvironment: seen.environment,
      httpVolumes: read(Known.NO, NO_SERVER),
      commandVolumes: seen.volumes,
      tls: read(Known.NO, NO_SERVER),
      drainsOnTerm: NOT_SHOWN,
      containerCpuMetrics: NOT_SHOWN,
      inPlaceResize: NOT_SHOWN,
      userNamespaces: NOT_SHOWN,
      sharedProcessNamespace: NOT_SHOWN,
      survivesContainerdRestart: NOT_SHOWN,
    },
  };
}

/** What depends on the engine. */
interface EngineFacts {
  readonly environment: RuntimeFact;
  readonly volumes: RuntimeFact;
  readonly stdin: RuntimeFact;
}

const DEPENDS = read(Known.UNKNOWN, `${HANDLERS}: depends on the engine`);

const ANY_ENGINE: EngineFacts = { environment: DEPENDS, volumes: DEPENDS, stdin: DEPENDS };

const ENGINES: { readonly [engine in CrunEngine]: EngineFacts } = {
  [CrunEngine.WASMEDGE]: {
    environment: read(Known.YES, `${HANDLERS}/wasmedge.c: the process’ environment`),
    volumes: read(Known.YES, `${HANDLERS}/wasmedge.c: / is preopened`),
    stdin: NOT_SHOWN,
  },
  [CrunEngine.WASMTIME]: {
    environment: read(Known.YES, `${HANDLERS}/wasmtime.c: wasi_config_inherit_env`),
    volumes: read(Known.YES, `${HANDLERS}/wasmtime.c: the working directory is preopened`),
    stdin: read(Known.YES, `${HANDLERS}/wasmtime.c: wasi_config_inherit_stdin`),
  },
  [CrunEngine.WASMER]: {
    environment: read(Known.NO, `${HANDLERS}/wasmer.c: sets arguments only`),
    volumes: read(Known.NO, `${HANDLERS}/wasmer.c: preopens nothing`),
    stdin: NOT_SHOWN,
  },
  [CrunEngine.WAMR]: {
    environment: read(Known.YES, `${HANDLERS}/wamr.c: hands the container’s environment to the module`),
    volumes: read(Known.YES, `${HANDLERS}/wamr.c: / is preopened`),
    stdin: NOT_SHOWN,
  },
};
