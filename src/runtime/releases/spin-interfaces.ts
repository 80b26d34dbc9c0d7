import { SpinExecutor } from '../../artifact/spin/trigger-spec';
import { WasmRole } from '../../artifact/wasm/classify';
import { isAtLeast } from '../../value/version';
import { Known, type RuntimeFact, read } from '../fact';
import { NOT_SHOWN } from '../runtimes/not-shown';
import { COMMAND_INTERFACES, HTTP_INTERFACES, interfaces, TIMEZONE } from './interfaces';
import type { InterfaceFact } from './shim-release-spec';

const yes = (source: string): RuntimeFact => read(Known.YES, source);

/** The snapshots of before WASI 0.2 that Spin’s SDKs of 2023 were made for. */
const SNAPSHOTS = ['0.2.0-rc-2023-10-18', '0.2.0-rc-2023-11-10'];

/** Modules that guests of Spin before components import; its adapter fills them. */
const V1_MODULES = [
  'spin-config',
  'wasi-outbound-http',
  'outbound-redis',
  'outbound-pg',
  'outbound-mysql',
  'key-value',
  'llm',
];

const PLATFORM_1 = [
  'config',
  'http',
  'http-types',
  'key-value',
  'llm',
  'mysql',
  'postgres',
  'rdbms-types',
  'redis',
  'redis-types',
  'sqlite',
];
const PLATFORM_2 = [
  'key-value',
  'llm',
  'mqtt',
  'mysql',
  'postgres',
  'rdbms-types',
  'redis',
  'sqlite',
  'variables',
];
const CLOCKS_0_3 = [
  'wasi:clocks/monotonic-clock',
  'wasi:clocks/system-clock',
  'wasi:clocks/types',
  'wasi:clocks/wall-clock',
];
const SOCKETS_0_3 = ['wasi:sockets/ip-name-lookup', 'wasi:sockets/types'];

type Shown = (value: Known, source: string) => RuntimeFact;

/** The interfaces that a version of Spin calls guests by. Source: Spin, `crates/http/src/trigger.rs` and `crates/trigger-*`. */
export function calledBySpin(spin: string, shown: Shown): InterfaceFact[] {
  const triggers = `spinframework/spin v${spin} crates/http/src/trigger.rs`;
  const candidate = candidateOf(spin);
  return [
    interfaces(shown(Known.YES, triggers), '0.2.0', ['wasi:http/incoming-handler']),
    ...SNAPSHOTS.map((version) => interfaces(yes(triggers), version, ['wasi:http/incoming-handler'])),
    interfaces(yes(triggers), undefined, ['fermyon:spin/inbound-http']),
    interfaces(yes('fermyon/spin-trigger-command'), '0.2.0', ['wasi:cli/run']),
    interfaces(yes(`spinframework/spin v${spin} crates/trigger-redis`), undefined, [
      'fermyon:spin/inbound-redis',
    ]),
    interfaces(NOT_SHOWN, undefined, ['spin:mqtt-trigger-sdk/inbound-mqtt']),
    ...(candidate === undefined
      ? []
      : [
          interfaces(yes(triggers), candidate, ['wasi:http/handler'], {
            executor: SpinExecutor.WASIP3_UNSTABLE,
          }),
        ]),
  ];
}

/** The interfaces that a version of Spin provides. Source: Spin, `wit/world.wit` of its tag. */
export function providedBySpin(spin: string): InterfaceFact[] {
  const world = yes(`spinframework/spin v${spin} wit/world.wit`);
  const componentize = yes('spinframework/spin crates/componentize');
  const since = (first: string, version: string, names: readonly string[]): InterfaceFact[] =>
    isAtLeast(spin, first) ? [interfaces(world, version, names)] : [];
  return [
    interfaces(componentize, undefined, ['wasi_snapshot_preview1']),
    interfaces(NOT_SHOWN, undefined, ['wasi_unstable']),
    interfaces(componentize, undefined, V1_MODULES, { roles: [WasmRole.SPIN_V1_MODULE] }),
    interfaces(world, '0.2.0', [...COMMAND_INTERFACES, ...HTTP_INTERFACES]),
    interfaces(NOT_SHOWN, '0.2.0', [TIMEZONE]),
    ...SNAPSHOTS.map((version) => interfaces(world, version, [...COMMAND_INTERFACES, ...HTTP_INTERFACES])),
    interfaces(
      yes('spinframework/spin crates/componentize: its adapter imports them'),
      undefined,
      PLATFORM_1.map((name) => `fermyon:spin/${name}`),
    ),
    interfaces(
      world,
      '2.0.0',
      PLATFORM_2.map((name) => `fermyon:spin/${name}`),
    ),
    interfaces(world, '0.2.0-draft2', [
      'wasi:keyvalue/store',
      'wasi:keyvalue/atomics',
      'wasi:keyvalue/batch',
    ]),
    interfaces(world, '0.2.0-draft-2024-09-27', ['wasi:config/store']),
    interfaces(world, '3.0.0', ['spin:postgres/postgres']),
    ...since('3.3.0', '3.0.0', ['spin:sqlite/sqlite']),
    ...since('3.4.0', '4.0.0', ['spin:postgres/postgres']),
    ...(isAtLeast(spin, '3.6.0')
      ? [interfaces(NOT_SHOWN, '0.2.0-rc.2', ['wasi:otel/tracing', 'wasi:otel/metrics', 'wasi:otel/logs'])]
      : []),
    ...thirdGeneration(spin, world),
  ];
}

/** What belongs to Spin’s release candidate of WASI 0.3. */
function thirdGeneration(spin: string, world: RuntimeFact): InterfaceFact[] {
  const candidate = candidateOf(spin);
  const names = [
    ...COMMAND_INTERFACES.filter((name) => !/^wasi:(io|sockets|clocks)\//.test(name)),
    ...CLOCKS_0_3,
    ...SOCKETS_0_3,
    'wasi:cli/types',
    'wasi:http/client',
    'wasi:http/handler',
    'wasi:http/types',
  ];
  return candidate === undefined
    ? []
    : [interfaces(world, candidate, names, { executor: SpinExecutor.WASIP3_UNSTABLE })];
}

function candidateOf(spin: string): string | undefined {
  if (isAtLeast(spin, '3.6.0')) {
    return '0.3.0-rc-2026-01-06';
  }
  return isAtLeast(spin, '3.5.0') ? '0.3.0-rc-2025-09-16' : undefined;
}
