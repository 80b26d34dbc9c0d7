/** An HTTP request that a probe makes. */
export interface HttpGetSpec {
  /** Path: `/healthz`. */
  readonly path: string;

  /**
   * Port, 1 to 65535.
   *
   * @default - the workload's port
   */
  readonly port?: number;

  /**
   * `HTTP` or `HTTPS`. No shim ends TLS.
   *
   * @default "HTTP"
   */
  readonly scheme?: string;

  /**
   * Headers by name.
   *
   * @default - none
   */
  readonly headers?: { [name: string]: string };
}

/** A connection that a probe opens. */
export interface TcpSocketSpec {
  /**
   * Port, 1 to 65535.
   *
   * @default - the workload's port
   */
  readonly port?: number;
}

/** A call of the gRPC health protocol that a probe makes. */
export interface GrpcSpec {
  /**
   * Port, 1 to 65535.
   *
   * @default - the workload's port
   */
  readonly port?: number;

  /**
   * Service that is asked for.
   *
   * @default - the server as a whole
   */
  readonly service?: string;
}

/** A command that a probe runs in the container. The shims for WebAssembly run none. */
export interface ExecSpec {
  /** The command and its arguments. */
  readonly command: string[];
}

/** How the kubelet asks a container: exactly one of the first four, or `disabled`. */
export interface ProbeSpec {
  /**
   * By an HTTP request; 200 to 399 is well.
   *
   * @default - not by HTTP
   */
  readonly httpGet?: HttpGetSpec;

  /**
   * By opening a connection, which runs no guest code.
   *
   * @default - not by a connection
   */
  readonly tcpSocket?: TcpSocketSpec;

  /**
   * By the gRPC health protocol.
   *
   * @default - not by gRPC
   */
  readonly grpc?: GrpcSpec;

  /**
   * By a command, which no shim for WebAssembly runs.
   *
   * @default - not by a command
   */
  readonly exec?: ExecSpec;

  /**
   * No probe at all, not even the runtime's usual one. Structural: takes no token.
   *
   * @default false
   */
  readonly disabled?: boolean;

  /**
   * Seconds before the first ask.
   *
   * @default 0
   */
  readonly initialDelaySeconds?: number;

  /**
   * Seconds between asks.
   *
   * @default - 2 at startup, 5 for readiness, 10 for liveness
   */
  readonly periodSeconds?: number;

  /**
   * Seconds that an answer may take.
   *
   * @default 1
   */
  readonly timeoutSeconds?: number;

  /**
   * Answers in a row that make it well. More than one only for readiness.
   *
   * @default 1
   */
  readonly successThreshold?: number;

  /**
   * Failures in a row that make it ill.
   *
   * @default - 3; at startup, as many as the measured start of such a binary needs three times over, and at least 30
   */
  readonly failureThreshold?: number;
}

/** How the kubelet asks a workload. What is left out is asked in the runtime's usual way. */
export interface HealthSpec {
  /**
   * Whether it takes requests.
   *
   * @default - the shim's own health path where it has one (Spin), else whether the port takes connections
   */
  readonly readiness?: ProbeSpec;

  /**
   * Whether it must be restarted.
   *
   * @default - as readiness: guest code is not run for it
   */
  readonly liveness?: ProbeSpec;

  /**
   * Whether it has started.
   *
   * @default - as readiness, with patience for the compilation at the first start
   */
  readonly startup?: ProbeSpec;
}

/** Ways to ask a container. */
export class Probe {
  /**
   * By an HTTP request; this runs guest code, unless the shim answers the path itself.
   *
   * @param path `/healthz`
   */
  public static httpGet(path: string): ProbeSpec {
    return { httpGet: { path } };
  }

  /** By opening a connection to the workload's port. */
  public static tcpSocket(): ProbeSpec {
    return { tcpSocket: {} };
  }

  /** By the gRPC health protocol on the workload's port. */
  public static grpc(): ProbeSpec {
    return { grpc: {} };
  }

  /** Not at all. */
  public static none(): ProbeSpec {
    return { disabled: true };
  }

  private constructor() {}
}
