import type { RuntimeFact } from '../fact';
import type { FormatFacts } from '../wasm-runtime-spec';

/** Interfaces that a release knows, in one version. */
export interface InterfaceFact extends RuntimeFact {
  /** Their names without the version: `wasi:io/streams`; for core modules the name of the imported module. */
  readonly names: string[];

  /**
   * Their version. What differs in the last number of a `0.2.x` matches; a pre-release (`0.2.0-draft2`) matches itself
   * alone.
   *
   * @default - they have none
   */
  readonly version?: string;

  /**
   * Whether nothing but this very version matches.
   *
   * @default false
   */
  readonly exact?: boolean;

  /**
   * What binaries must be for (`WasmRole`) to be given them.
   *
   * @default - any
   */
  readonly roles?: string[];

  /**
   * The executor that the trigger must name (`SpinExecutor`).
   *
   * @default - any
   */
  readonly executor?: string;
}

/** What guests of a release have and lack. */
export interface GuestFacts {
  /** What a guest of the shim’s HTTP server prints is in the pod’s log. */
  readonly httpLogs: RuntimeFact;
  /** Such a guest sees the container’s arguments. */
  readonly httpArguments: RuntimeFact;
  /** Such a guest may open sockets of `wasi:sockets`. */
  readonly httpSockets: RuntimeFact;
  /** The HTTP server itself reads files of the container: a configuration, certificates. */
  readonly serverFiles: RuntimeFact;
  /** The exit code of a core module is the container’s. */
  readonly moduleExitCodes: RuntimeFact;
  /** The exit code of a component is the container’s. */
  readonly componentExitCodes: RuntimeFact;
  /** An image with several wasm layers runs. */
  readonly severalLayers: RuntimeFact;
}

/**
 * What one release of a shim runs, as plain data; it survives JSON.
 *
 * Structural: takes no token.
 */
export interface ShimReleaseSpec {
  /** The family: the name of a `WasmRuntime`. */
  readonly runtime: string;

  /** The release, without a `v`: `0.24.0`. */
  readonly version: string;

  /** When it was released: `2026-04-11`. */
  readonly date: string;

  /** What runs the WebAssembly: `Spin 3.6.3, wasmtime 42`. */
  readonly engine: string;

  /** Where date and engine stand. */
  readonly source: string;

  /** Which formats of image it takes. */
  readonly formats: FormatFacts;

  /** Which kinds of binary it runs, by `WasmKind`. */
  readonly kinds: { [kind: string]: RuntimeFact };

  /** Core modules that were made for a component’s world, before `wasm-tools component new`. */
  readonly worldModules: RuntimeFact;

  /** Which generations of WASI it runs, by `WasiTrack`; what it knows of single versions is in `exports` and `imports`. */
  readonly wasi: { [track: string]: RuntimeFact };

  /** Which binaries it runs, by what they are for: by `WasmRole`. */
  readonly roles: { [role: string]: RuntimeFact };

  /** Which triggers it has, by their type; empty where it knows no triggers. */
  readonly triggers: { [type: string]: RuntimeFact };

  /** Interfaces that it calls a guest by. */
  readonly exports: InterfaceFact[];

  /** Interfaces that it provides to guests. */
  readonly imports: InterfaceFact[];

  /** Whether it provides any other. */
  readonly otherImports: RuntimeFact;

  /** Variables of the container that the shim itself reads. */
  readonly environment: { [name: string]: RuntimeFact };

  /** Parts of Spin’s runtime configuration that not every release knows, by their field in `RuntimeConfigSpec`. */
  readonly configParts: { [field: string]: RuntimeFact };

  /** What guests have and lack. */
  readonly guests: GuestFacts;
}
