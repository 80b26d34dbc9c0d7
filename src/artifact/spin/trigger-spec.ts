import type { SpinDependency } from './source-spec';

/** How Spin calls a component for a request. */
export enum SpinExecutor {
  /** Through `wasi:http` or Spin's own interface, whichever it exports. `spin` is another name of it. */
  HTTP = 'http',
  /** As a CGI program, which reads the request from its environment and standard input. */
  WAGI = 'wagi',
  /** Through a release candidate of `wasi:http` 0.3: Spin 3.5 and 3.6; gone in Spin 4. */
  WASIP3_UNSTABLE = 'wasip3-unstable',
}

/**
 * What Spin answers by itself, without a component.
 *
 * Structural: takes no token.
 */
export interface SpinStaticResponse {
  /**
   * Status of the answer.
   *
   * @default 200
   */
  readonly statusCode?: number;

  /** Headers of the answer. */
  readonly headers: { [name: string]: string };

  /**
   * Body of the answer.
   *
   * @default - empty
   */
  readonly body?: string;
}

/**
 * What starts a component. Which of the fields are there follows from the type;
 * those of a type that is not known here are in `config`.
 *
 * Structural: takes no token.
 */
export interface SpinTrigger {
  /** Its id. */
  readonly id: string;

  /** Its type: `http`, `redis`, `mqtt`, `sqs`, `command` or that of a plugin. */
  readonly type: string;

  /**
   * Id of the component that it starts.
   *
   * @default - none: `staticResponse`, or a plugin's own way
   */
  readonly component?: string;

  /** Ids of more components by the roles that the type gives them. */
  readonly components: { [role: string]: string[] };

  /** What stands around the component by role: `middleware`. */
  readonly dependencies: { [role: string]: SpinDependency[] };

  /**
   * `http`: the route as the manifest has it; `SpinManifest.routes` has it taken apart.
   *
   * @default - none: `private`
   */
  readonly route?: string;

  /**
   * `http`: whether only other components of the application reach it, as `http://<component>.spin.internal`.
   *
   * @default false
   */
  readonly private?: boolean;

  /**
   * `http`: how the component is called.
   *
   * @default HTTP
   */
  readonly executor?: SpinExecutor;

  /**
   * `http` with the executor `wagi`: arguments of the program, with spaces between.
   *
   * @default "${SCRIPT_NAME} ${ARGS}"
   */
  readonly argv?: string;

  /**
   * `http`: the answer, where there is no component.
   *
   * @default - the component answers
   */
  readonly staticResponse?: SpinStaticResponse;

  /**
   * `redis`: the channel; may hold `{{ name }}`.
   *
   * @default - not of this type
   */
  readonly channel?: string;

  /**
   * `redis`: the server; may hold `{{ name }}`.
   *
   * @default - that of `triggerSettings`
   */
  readonly address?: string;

  /**
   * `mqtt`: the topic; may hold `{{ name }}`.
   *
   * @default - not of this type
   */
  readonly topic?: string;

  /**
   * `mqtt`: quality of service, `0`, `1` or `2`, as text.
   *
   * @default - not of this type
   */
  readonly qos?: string;

  /**
   * `sqs`: address of the queue.
   *
   * @default - not of this type
   */
  readonly queueUrl?: string;

  /**
   * `sqs`: how many messages are asked for at once.
   *
   * @default 10
   */
  readonly maxMessages?: number;

  /**
   * `sqs`: seconds until an empty queue is asked again.
   *
   * @default 2
   */
  readonly idleWaitSeconds?: number;

  /**
   * `sqs`: attributes of the queue's own that come with a message.
   *
   * @default - none
   */
  readonly systemAttributes?: string[];

  /**
   * `sqs`: attributes of the sender's that come with a message.
   *
   * @default - none
   */
  readonly messageAttributes?: string[];

  /** Fields of a type that is not known here, as they stand. */
  readonly config: { [key: string]: unknown };
}
