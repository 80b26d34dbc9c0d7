import type { RuntimeFact } from './fact';

/**
 * How a shim's own HTTP server is told where to listen.
 */
export interface ListenSpec {
  /** The environment variable that it reads: `SPIN_HTTP_LISTEN_ADDR`. */
  readonly variable: string;

  /** Where it listens when told nothing: a port, 1 to 65535. */
  readonly defaultPort: number;

  /**
   * Whether an address that does not parse is passed over in silence (the server
   * then listens on its default port) instead of ending the process.
   */
  readonly silentOnBadAddress: boolean;

  /** Where this was seen. */
  readonly source: string;
}

/** The command that a container of this runtime needs, by the format of its image. */
export interface EntrypointSpec {
  /**
   * For the CNCF Wasm OCI artifact.
   *
   * @default - none is needed
   */
  readonly artifact?: string[];

  /**
   * For the Spin application image.
   *
   * @default - none is needed
   */
  readonly spin?: string[];

  /**
   * For runwasi's image with wasm layers.
   *
   * @default - none is needed: the image has its own
   */
  readonly runwasi?: string[];

  /**
   * For an ordinary image.
   *
   * @default - none is needed: the image has its own
   */
  readonly plain?: string[];

  /** Where this was seen. */
  readonly source: string;
}

/** Paths that a runtime writes for one format of image. */
export interface WritablePaths {
  /** Folders. */
  readonly folders: string[];

  /**
   * Single files, which must be there before it starts.
   *
   * @default - none
   */
  readonly files?: string[];
}

/** Paths that a runtime writes in the container's root, by the format of the image. Nothing is said of formats that need none. */
export interface WritableSpec {
  /**
   * For the CNCF Wasm OCI artifact.
   *
   * @default - none
   */
  readonly artifact?: WritablePaths;

  /**
   * For the Spin application image.
   *
   * @default - none
   */
  readonly spin?: WritablePaths;

  /**
   * For runwasi's image with wasm layers.
   *
   * @default - none
   */
  readonly runwasi?: WritablePaths;

  /**
   * For an ordinary image.
   *
   * @default - none
   */
  readonly plain?: WritablePaths;

  /** Where this was seen. */
  readonly source: string;
}

/** Which formats of image a runtime runs, each with its source. */
export interface FormatFacts {
  /** The CNCF Wasm OCI artifact. */
  readonly artifact: RuntimeFact;
  /** The Spin application image. */
  readonly spin: RuntimeFact;
  /** runwasi's image with wasm layers. */
  readonly runwasi: RuntimeFact;
  /** An ordinary image. */
  readonly plain: RuntimeFact;
}

/** What a runtime can and cannot do, each with its source. */
export interface RuntimeFacts {
  /** The shim runs an HTTP server of its own and calls the guest for each request. */
  readonly httpServer: RuntimeFact;
  /** A container runs with a read-only root file system, given the writable paths that its image format needs. */
  readonly readOnlyRoot: RuntimeFact;
  /** `capabilities.drop: [ALL]` alone empties the process' capabilities. */
  readonly dropAllAlone: RuntimeFact;
  /** `exec` probes and lifecycle hooks run. */
  readonly exec: RuntimeFact;
  /** `tty: true` runs. */
  readonly tty: RuntimeFact;
  /** The guest can read what is written to its standard input. */
  readonly stdin: RuntimeFact;
  /** An ordinary Linux container runs in the same pod. */
  readonly linuxContainers: RuntimeFact;
  /** Such a Linux container gets the environment that its pod gives it. */
  readonly linuxEnvironment: RuntimeFact;
  /** The guest sees the container's environment. */
  readonly guestEnvironment: RuntimeFact;
  /** The guest of the shim's HTTP server sees mounted volumes. */
  readonly httpVolumes: RuntimeFact;
  /** A guest that runs as a command sees mounted volumes. */
  readonly commandVolumes: RuntimeFact;
  /** The shim's HTTP server ends TLS. */
  readonly tls: RuntimeFact;
  /** Requests in flight end before the process does when it gets SIGTERM. */
  readonly drainsOnTerm: RuntimeFact;
  /** Container CPU usage is reported, so that a CPU autoscaler has something to go by. */
  readonly containerCpuMetrics: RuntimeFact;
  /** A resize of a running container takes effect. */
  readonly inPlaceResize: RuntimeFact;
  /** Pods with their own user namespace (`hostUsers: false`) start. */
  readonly userNamespaces: RuntimeFact;
  /** The containers of a pod can share one process namespace. */
  readonly sharedProcessNamespace: RuntimeFact;
  /** Pods survive a restart of containerd on their node. */
  readonly survivesContainerdRestart: RuntimeFact;
}

/** A family of shims as plain data; it survives JSON. Structural: takes no token. */
export interface WasmRuntimeSpec {
  /** The family: `spin`, `wasmtime`, … Platforms say by it which runtime class it has. */
  readonly name: string;

  /**
   * How its HTTP server is told where to listen.
   *
   * @default - it has none: the guest opens its own port
   */
  readonly listen?: ListenSpec;

  /** The command that a container needs. */
  readonly entrypoint: EntrypointSpec;

  /**
   * Which formats of image it runs.
   *
   * @default - not known: the format of an image is not checked
   */
  readonly formats?: FormatFacts;

  /** What it can and cannot do. */
  readonly facts: RuntimeFacts;

  /**
   * Paths that it writes, and dies where it cannot.
   *
   * @default - none
   */
  readonly writable?: WritableSpec;

  /**
   * Path on the shim's own HTTP server that answers without running guest code.
   *
   * @default - none: probes ask whether the port takes connections
   */
  readonly healthPath?: string;

  /**
   * Annotations that pods need so that the runtime takes them for WebAssembly.
   *
   * @default - none
   */
  readonly podAnnotations?: { [key: string]: string };

  /**
   * Whether the runtime tells WebAssembly and Linux containers of one pod apart
   * by their entrypoint (crun's `compat-smart`).
   *
   * @default - it does not depend on an annotation
   */
  readonly smart?: boolean;
}
