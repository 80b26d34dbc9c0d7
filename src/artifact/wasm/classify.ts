import type { WasmContent } from './read-wasm';

/** Core or component. */
export enum WasmKind {
  /** A core module. */
  MODULE = 'module',
  /** A component. */
  COMPONENT = 'component',
}

/** Which generation of WASI a binary is made for. */
export enum WasiTrack {
  /** It imports and exports nothing of WASI. */
  NONE = 'none',
  /** `wasi_snapshot_preview1`, and its older form `wasi_unstable`. */
  PREVIEW_1 = 'preview1',
  /** `wasi:…@0.2.x`. */
  WASI_0_2 = '0.2',
  /** `wasi:…@0.3.x`, release candidates among them; guests of 0.3 mostly import some of 0.2 too. */
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

/** The exports of a component by which it is what it is, without versions. Source: Spin `crates/trigger-*`, WASI. */
const COMPONENT_ROLES: readonly (readonly [string, WasmRole])[] = [
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

/** A module for old Spin exports `_start` too where TinyGo made it, so these are asked first. */
const SPIN_V1_EXPORTS = ['handle-http-request', 'spin_http_handle_http_request', 'handle-redis-message'];
const SPIN_V1_IMPORTS = [
  'spin-config',
  'wasi-outbound-http',
  'outbound-redis',
  'outbound-pg',
  'outbound-mysql',
  'key-value',
];

/** Which generation of WASI the names belong to. */
export function trackOf({ isComponent, imports, exports }: WasmContent): WasiTrack {
  const names = [...imports, ...exports].map(({ name }) => name);
  if (!isComponent) {
    const isPreview1 = (name: string): boolean => /^wasi_(snapshot_preview1|unstable)\./.test(name);
    return names.some(isPreview1) ? WasiTrack.PREVIEW_1 : WasiTrack.NONE;
  }
  const versions = new Set(names.map((name) => /^wasi:.*@(\d+\.\d+)/.exec(name)?.[1]));
  return [WasiTrack.WASI_0_3, WasiTrack.WASI_0_2].find((track) => versions.has(track)) ?? WasiTrack.NONE;
}

/** What the names say that it is for. */
export function roleOf(content: WasmContent): WasmRole {
  return content.isComponent ? componentRole(content) : moduleRole(content);
}

function componentRole({ exports }: WasmContent): WasmRole {
  const names = new Set(exports.map(({ name }) => withoutVersion(name)));
  const known = COMPONENT_ROLES.find(([name]) => names.has(name));
  if (known !== undefined) {
    return known[1];
  }
  const isPackage =
    exports.length > 0 && exports.every(({ kind }) => kind === 'type' || kind === 'component');
  return isPackage ? WasmRole.WIT_PACKAGE : WasmRole.LIBRARY;
}

function moduleRole({ imports, exports }: WasmContent): WasmRole {
  const names = new Set(exports.map(({ name }) => name));
  const modules = new Set(imports.map(({ name }) => name.slice(0, name.lastIndexOf('.'))));
  if (SPIN_V1_EXPORTS.some((name) => names.has(name)) || SPIN_V1_IMPORTS.some((name) => modules.has(name))) {
    return WasmRole.SPIN_V1_MODULE;
  }
  if (names.has('_start')) {
    return WasmRole.COMMAND;
  }
  return names.has('_initialize') ? WasmRole.REACTOR : WasmRole.LIBRARY;
}

/** `wasi:http/handler@0.3.0` → `wasi:http/handler`. */
export function withoutVersion(name: string): string {
  const at = name.indexOf('@');
  return at < 0 ? name : name.slice(0, at);
}
