import { type Content, jsonBytes, sorted } from './content';

/** A variable of a Spin application. One without a default is required. */
export interface SpinLockVariable {
  /**
   * What it is for.
   *
   * @default - not said
   */
  readonly description?: string;

  /**
   * Its value where nobody gives one.
   *
   * @default - none: it is required
   */
  readonly default?: string;

  /**
   * Whether its value is not for everybody to read.
   *
   * @default false
   */
  readonly secret?: boolean;
}

/** What starts a component of a Spin application. */
export interface SpinLockTrigger {
  /** Its id. */
  readonly id: string;
  /** Its type: `http`, `redis`, … */
  readonly type: string;
  /** Its settings, as Spin names them: `{ component: 'hello', route: '/...' }`. */
  readonly config: { readonly [key: string]: unknown };
}

/** A file that a component sees. */
export interface SpinLockFile {
  /** Its path for the component, without `/` in front. */
  readonly path: string;
  /** Its content. */
  readonly bytes: Uint8Array;
}

/** A component of a Spin application. */
export interface SpinLockComponent {
  /** Its id. */
  readonly id: string;

  /** Its `.wasm`. */
  readonly wasm: Content;

  /**
   * What Spin reads besides: `description`, `allowed_outbound_hosts`, `key_value_stores`, `databases`, `ai_models`, `build`.
   *
   * @default - nothing is allowed
   */
  readonly metadata?: { readonly [key: string]: unknown };

  /**
   * Environment variables.
   *
   * @default - none
   */
  readonly environment?: { readonly [name: string]: string };

  /**
   * Files that it sees.
   *
   * @default - none
   */
  readonly files?: readonly SpinLockFile[];

  /**
   * Its own variables; a value may hold `{{ name }}` of the application's variables.
   *
   * @default - none
   */
  readonly variables?: { readonly [name: string]: string };

  /**
   * What a host must have to run it: `{ local_service_chaining: 'required' }`.
   *
   * @default - nothing
   */
  readonly hostRequirements?: { readonly [name: string]: string };
}

/** A Spin application, as its lock and its layers hold it. Component dependencies must be composed into the `.wasm`. */
export interface SpinLock {
  /** What Spin knows of it: `name`, `version`, `description`, `authors`, `triggers`, `trigger`. */
  readonly metadata: { readonly [key: string]: unknown };

  /**
   * Variables of the application by their names.
   *
   * @default - none
   */
  readonly variables?: { readonly [name: string]: SpinLockVariable };

  /** What starts components. */
  readonly triggers: readonly SpinLockTrigger[];

  /** Its components. */
  readonly components: readonly SpinLockComponent[];
}

/** A file as the lock names it: by its digest, and with its bytes where they are few. */
export interface LockedFile extends Content {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** Up to this size a file's bytes stand in the lock, as some registries take no smaller layers. */
export const INLINE = 128;

/**
 * The lock: what Spin makes of a manifest before it runs it, in the order of
 * keys in which Spin writes it, so that the same application has one digest.
 *
 * Source: spinframework/spin, `crates/locked-app/src/locked.rs`.
 */
export function spinLock(
  app: SpinLock,
  filesOf: (component: SpinLockComponent) => readonly LockedFile[],
): Uint8Array {
  const demanding = app.components.some(({ hostRequirements = {} }) => filled(hostRequirements));
  return jsonBytes({
    spin_lock_version: demanding ? 1 : 0,
    ...(demanding && { must_understand: ['component_host_requirements'] }),
    ...part('metadata', sorted(app.metadata)),
    ...part('variables', sorted(mapped(app.variables, lockedVariable))),
    triggers: app.triggers.map(({ id, type, config }) => ({
      id,
      trigger_type: type,
      trigger_config: sorted(config),
    })),
    components: app.components.map((component) => ({
      id: component.id,
      ...part('metadata', sorted(component.metadata ?? {})),
      source: { content_type: 'application/wasm', digest: component.wasm.digest },
      ...part('env', sorted(component.environment ?? {})),
      ...part('files', filesOf(component).map(lockedFile)),
      ...part('config', sorted(component.variables ?? {})),
      ...part('host_requirements', sorted(component.hostRequirements ?? {})),
    })),
  });
}

function lockedVariable({ description, default: value, secret = false }: SpinLockVariable): object {
  return {
    ...(description !== undefined && { description }),
    ...(value !== undefined && { default: value }),
    ...(secret && { secret }),
  };
}

function lockedFile({ path, digest, size, bytes }: LockedFile): object {
  return { ...(size <= INLINE && { inline: unpadded(bytes) }), digest, path };
}

/** Base64 as Spin reads it: padding is an error to it. */
function unpadded(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64').replace(/=+$/, '');
}

function mapped<T, U>(
  map: { readonly [key: string]: T } = {},
  change: (value: T) => U,
): { [key: string]: U } {
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, change(value)]));
}

/** A member, or nothing where it would be empty: Spin leaves those out. */
function part(key: string, value: object): object {
  return filled(value) ? { [key]: value } : {};
}

function filled(value: object): boolean {
  return Object.keys(value).length > 0;
}
