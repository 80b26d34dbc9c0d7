/** The variable of a container that names the components of its image that run: containerd-shim-spin, constants.rs. */
export const COMPONENTS_VARIABLE = 'SPIN_COMPONENTS_TO_RETAIN';

/** Types of triggers that the shim runs: containerd-shim-spin, trigger.rs. */
export const SHIM_TRIGGERS: readonly string[] = ['http', 'redis', 'mqtt', 'sqs', 'command'];

/** Those that go on for ever and take messages. */
export const MESSAGE_TRIGGERS: readonly string[] = ['redis', 'mqtt', 'sqs'];

/** The label of the key-value store and of the database that Spin always has. */
export const DEFAULT_STORE = 'default';
