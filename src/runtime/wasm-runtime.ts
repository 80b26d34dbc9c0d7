import { frozenCopy } from '../value/json';
import { refusal } from '../value/refuse';
import { checkShape } from '../value/shape';
import { releaseOf, releasesOf } from './releases';
import type { ShimReleaseSpec } from './releases/shim-release-spec';
import type { CrunOptions } from './runtimes/crun';
import { crunSpec } from './runtimes/crun-spec';
import { WAMR, WASMEDGE, WASMER, WASMTIME } from './runtimes/runwasi';
import { SPIN } from './runtimes/spin';
import type { WasmRuntimeSpec } from './wasm-runtime-spec';

const FACTORIES = 'WasmRuntime.spin(), .wasmtime(), .wasmedge(), .wasmer(), .wamr(), .crun(), .custom({…})';

/**
 * A family of shims: what runs the WebAssembly of a pod. The platform says which
 * runtime class stands for it.
 */
export class WasmRuntime {
  private static readonly known = new Map<WasmRuntimeSpec, WasmRuntime>();

  /** containerd-shim-spin: Spin applications and wasi:http components. */
  public static spin(): WasmRuntime {
    return WasmRuntime.shared(SPIN);
  }

  /** runwasi's wasmtime shim: modules, `wasi:cli/run` and `wasi:http` components. */
  public static wasmtime(): WasmRuntime {
    return WasmRuntime.shared(WASMTIME);
  }

  /** runwasi's WasmEdge shim: preview 1 modules with WasmEdge's sockets. */
  public static wasmedge(): WasmRuntime {
    return WasmRuntime.shared(WASMEDGE);
  }

  /** runwasi's Wasmer shim: preview 1 and WASIX modules. */
  public static wasmer(): WasmRuntime {
    return WasmRuntime.shared(WASMER);
  }

  /** runwasi's WAMR shim: preview 1 modules. */
  public static wamr(): WasmRuntime {
    return WasmRuntime.shared(WAMR);
  }

  /**
   * crun with an engine built in: preview 1 modules, marked by an annotation on the pod.
   *
   * @param options engine and variant
   */
  public static crun(options: CrunOptions = {}): WasmRuntime {
    checkShape('WasmRuntime', 'CrunOptions', options);
    return new WasmRuntime(crunSpec(options));
  }

  /**
   * Any other shim.
   *
   * @param spec all that is known of it
   * @throws where the spec contradicts itself
   */
  public static custom(spec: WasmRuntimeSpec): WasmRuntime {
    return new WasmRuntime(spec);
  }

  /**
   * The runtime of plain data.
   *
   * @param spec what `toSpec()` gave
   * @throws where the spec contradicts itself
   */
  public static fromSpec(spec: WasmRuntimeSpec): WasmRuntime {
    return new WasmRuntime(spec);
  }

  /** Runtimes cannot be changed, so one of each serves every workload. */
  private static shared(spec: WasmRuntimeSpec): WasmRuntime {
    const runtime = WasmRuntime.known.get(spec) ?? new WasmRuntime(spec);
    WasmRuntime.known.set(spec, runtime);
    return runtime;
  }

  private readonly spec: WasmRuntimeSpec;

  private constructor(spec: WasmRuntimeSpec) {
    checkShape('WasmRuntime', 'WasmRuntimeSpec', spec);
    if (!/^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(spec.name)) {
      throw refusal({
        path: 'WasmRuntime',
        field: 'name',
        value: spec.name,
        wrong: 'no name of a runtime',
        allowed: `lower-case letters, digits and "-"; or one of ${FACTORIES}`,
      });
    }
    const port = spec.listen?.defaultPort;
    if (port !== undefined && !(Number.isInteger(port) && port >= 1 && port <= 65535)) {
      throw refusal({
        path: 'WasmRuntime',
        field: 'listen.defaultPort',
        value: port,
        wrong: 'no port',
        allowed: '1 to 65535',
      });
    }
    this.spec = frozenCopy(spec);
  }

  /** The family’s name: `spin`, `wasmtime`, … */
  public get name(): string {
    return this.spec.name;
  }

  /**
   * The releases of the shim of which it is known what they run, newest first: `['0.24.0', …]`. None of crun, where that
   * follows from the engine that it was built with, and none of a runtime of your own: what depends on the release is not
   * checked then.
   */
  public get releases(): string[] {
    return releasesOf(this.name).map(({ version }) => version);
  }

  /**
   * What a release of the shim runs.
   *
   * @param version the release, without a `v`: `0.24.0`; the newest where it is left out
   * @returns a release of which nobody has looked at anything with all of it unknown; nothing where no release is known
   */
  public release(version?: string): ShimReleaseSpec | undefined {
    return releaseOf(this.name, version);
  }

  /** The runtime as plain data, which cannot be changed: `WasmRuntime.fromSpec(runtime.toSpec())` is the same runtime. */
  public toSpec(): WasmRuntimeSpec {
    return this.spec;
  }
}
