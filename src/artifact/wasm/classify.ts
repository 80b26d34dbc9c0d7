import type { ExternKind } from './externs';

/** Core or component. */
export enum WasmKind {
  /** A core module. */
  MODULE = 'module',
  /** A component. */
  COMPONENT = 'component',
}

/** Which generation of WASI a binary is made for: the newest that its imports and exports name. */
export enum WasiTrack {
  /** It imports and exports nothing of WASI. */
  NONE = 'none',
  /** `wasi_snapshot_preview1`, and its older form `wasi_unstable`. */
  PREVIEW_1 = 'preview1',
  /** `wasi:…@0.2.x`, and interfaces of WASI with an older version or none (`wasi:logging/logging`). */
  WASI_0_2 = '0.2',
  /** `wasi:…@0.3.x` or newer, release candidates among them; guests of 0.3 mostly import some of 0.2 too. */
  WASI_0_3 = '0.3',
}

/** What a binary is for. */
export enum WasmRole {
  /** It answers HTTP requests. */
  HTTP = 'http',
  /** It runs and ends. */
  COMMAND = 'command',
  /** It is initialised and then called. */
  REACTOR = 'reactor',
  /** It takes messages of Redis. */
  REDIS_TRIGGER = 'redis-trigger',
  /** It takes messages of MQTT. */
  MQTT_TRIGGER = 'mqtt-trigger',
  /** It takes messages of Amazon SQS. */
  SQS_TRIGGER = 'sqs-trigger',
  /** A core module for the Spin of before components. */
  SPIN_V1_MODULE = 'spin-v1-module',
  /** Interfaces alone: nothing to run. */
  WIT_PACKAGE = 'wit-package',
  /** Something that others call. */
  LIBRARY = 'library',
}

type Roles = readonly (readonly [key: string, role: WasmRole])[];

/**
 * Exports by which a binary is what it is, interfaces without their versions;
 * of several, the first in this list counts. Sources: WASI; Spin, `crates/trigger-*`.
 */
const COMPONENT_ROLES: Roles = [
  ['wasi:http/incoming-handler', WasmRole.HTTP],
  ['wasi:http/handler', WasmRole.HTTP],
  ['fermyon:spin/inbound-http', WasmRole.HTTP],
  ['wasi:cli/run', WasmRole.COMMAND],
  ['fermyon:spin/inbound-redis', WasmRole.REDIS_TRIGGER],
  ['spin:redis/inbound-redis', WasmRole.REDIS_TRIGGER],
  // spinkube/spin-trigger-mqtt spin-mqtt.wit: an interface once, a function of the world since.
  ['spin:mqtt-trigger-sdk/inbound-mqtt', WasmRole.MQTT_TRIGGER],
  ['handle-message', WasmRole.MQTT_TRIGGER],
  // fermyon/spin-trigger-sqs sqs.wit
  ['handle-queue-message', WasmRole.SQS_TRIGGER],
];

/**
 * The same for modules: first as Spin makes a component of them, then what old
 * Spin calls or its wit-bindgen left there, and last what WASI preview 1 calls,
 * as TinyGo exports `_start` in all of them. Source: Spin, `crates/componentize`.
 */
const MODULE_ROLES: Roles = [
  ...COMPONENT_ROLES,
  ['handle-http-request', WasmRole.SPIN_V1_MODULE],
  ['spin_http_handle_http_request', WasmRole.SPIN_V1_MODULE],
  ['handle-redis-message', WasmRole.SPIN_V1_MODULE],
  ['canonical_abi_realloc', WasmRole.SPIN_V1_MODULE],
  ['_start', WasmRole.COMMAND],
  ['_initialize', WasmRole.REACTOR],
];
const SPIN_V1_RANK = COMPONENT_ROLES.length;
const SPIN_V1_IMPORT =
  /^(spin-config|wasi-outbound-http|outbound-redis|outbound-pg|outbound-mysql|key-value)\./;

const OLDEST_FIRST = [WasiTrack.NONE, WasiTrack.PREVIEW_1, WasiTrack.WASI_0_2, WasiTrack.WASI_0_3];
const PREVIEW_1 = /^wasi_(snapshot_preview1|unstable)\./;
/** In a module that is yet to become a component, `cm32p2|` may stand in front. */
const WASI_INTERFACE = /^(?:cm32p2\|)?wasi:[^@]*(?:@(\d+)(?:\.(\d+))?)?/;

/** What such a module exports for `f` of the interface `a:b/c@1.0.0`: `a:b/c@1.0.0#f` or `cm32p2|a:b/c@1.0|f`. */
const FUNCTION_OF_INTERFACE = /^(?:cm32p2\|)?([^@#|:]+:[^@#|]+)(?:@[^#|]*)?[#|]/;
/** What it exports for `f` of the world, if not `f`. */
const WORLD_PREFIX = /^cm32p2\|\|/;

/** Finds what a binary is, shown its imports and exports one by one. */
export class Classifier {
  private readonly roles: Roles;
  private readonly ranks: Map<string | undefined, number>;
  private newest = 0;
  private rank: number;
  private types = 0;
  private others = 0;

  public constructor(private readonly isComponent: boolean) {
    this.roles = isComponent ? COMPONENT_ROLES : MODULE_ROLES;
    this.ranks = new Map(this.roles.map(([key], rank) => [key, rank]));
    this.rank = this.roles.length;
  }

  /** Takes an import. */
  public import(name: string): void {
    this.seeName(name);
    if (!this.isComponent && SPIN_V1_IMPORT.test(name)) {
      this.rank = Math.min(this.rank, SPIN_V1_RANK);
    }
  }

  /** Takes an export. */
  public export(name: string, kind: ExternKind): void {
    this.seeName(name);
    const key = this.isComponent ? keyInComponent(name, kind) : keyInModule(name, kind);
    this.rank = Math.min(this.rank, this.ranks.get(key) ?? this.rank);
    if (kind === 'type' || kind === 'component') {
      this.types++;
    } else {
      this.others++;
    }
  }

  /** Which generation of WASI the names belong to. */
  public get wasi(): WasiTrack {
    return OLDEST_FIRST[this.newest];
  }

  /** What it is for. */
  public get role(): WasmRole {
    const isPackage = this.types > 0 && this.others === 0;
    return this.roles[this.rank]?.[1] ?? (isPackage ? WasmRole.WIT_PACKAGE : WasmRole.LIBRARY);
  }

  private seeName(name: string): void {
    this.newest = Math.max(this.newest, OLDEST_FIRST.indexOf(trackOf(name)));
  }
}

function trackOf(name: string): WasiTrack {
  if (PREVIEW_1.test(name)) {
    return WasiTrack.PREVIEW_1;
  }
  const match = WASI_INTERFACE.exec(name);
  if (match === null) {
    return WasiTrack.NONE;
  }
  const [, major, minor] = match.map(Number);
  return major > 0 || minor > 2 ? WasiTrack.WASI_0_3 : WasiTrack.WASI_0_2;
}

/** A WIT package exports, as types, the very interfaces that others implement: those are no key. */
function keyInComponent(name: string, kind: ExternKind): string | undefined {
  const isInterface = name.includes(':');
  return kind === (isInterface ? 'instance' : 'func') ? name.replace(/@.*/s, '') : undefined;
}

function keyInModule(name: string, kind: ExternKind): string | undefined {
  const interfaceName = FUNCTION_OF_INTERFACE.exec(name)?.[1];
  return kind === 'func' ? (interfaceName ?? name.replace(WORLD_PREFIX, '')) : undefined;
}
