import { NEW_PARTS } from '../../artifact/runtime-config/releases';
import { SpinExecutor } from '../../artifact/spin/trigger-spec';
import { WasiTrack, WasmKind, WasmRole } from '../../artifact/wasm/classify';
import { isAtLeast } from '../../value/version';
import { Known, type RuntimeFact, ran, read } from '../fact';
import type { FormatFacts } from '../wasm-runtime-spec';
import type { GuestFacts, ShimReleaseSpec } from './shim-release-spec';
import { calledBySpin, providedBySpin } from './spin-interfaces';

const SHIM = 'spinframework/containerd-shim-spin';
const SOURCE = `${SHIM} src/source.rs`;
const TRIGGER = `${SHIM} src/trigger.rs`;
const COMPONENTIZE = 'spinframework/spin crates/componentize';
const CHANGELOG = `${SHIM} CHANGELOG.md`;

/** The release that ran on a real cluster. */
const TRIED = '0.24.0';

const yes = (source: string): RuntimeFact => read(Known.YES, source);
const no = (source: string): RuntimeFact => read(Known.NO, source);

type Release = readonly [version: string, date: string, spin: string, engine?: string];

/** Newest first. Release 0.23.0 and its Spin as its tag has them; the others as the changelog. */
const RELEASES: readonly Release[] = [
  ['0.24.0', '2026-04-11', '3.6.3', 'wasmtime 42'],
  ['0.23.0', '2026-02-26', '3.6.2'],
  ['0.22.0', '2025-10-31', '3.5.0'],
  ['0.21.0', '2025-08-27', '3.4.0'],
  ['0.20.0', '2025-06-25', '3.3.1'],
  ['0.19.0', '2025-03-28', '3.2.0'],
  ['0.18.0', '2025-01-14', '3.1.2'],
  ['0.17.0', '2024-11-08', '3.0.0'],
];

/** What the releases of containerd-shim-spin run, newest first. */
export function spinReleases(): ShimReleaseSpec[] {
  return RELEASES.map(release);
}

function release([version, date, spin, engine]: Release): ShimReleaseSpec {
  /** What ran was one release; of the others the same was read. */
  const shown = (value: Known, source: string): RuntimeFact =>
    version === TRIED ? ran(value, `containerd-shim-spin ${TRIED}`) : read(value, source);
  const triggers = trigger(shown);
  const componentized = yes(`${COMPONENTIZE}: componentize_if_necessary`);
  const nothing = no(`${COMPONENTIZE}: nothing that a trigger calls`);
  return {
    runtime: 'spin',
    version,
    date,
    engine: [`Spin ${spin}`, ...(engine === undefined ? [] : [engine])].join(', '),
    source: `${CHANGELOG}; ${SHIM}, tag v${version}, Cargo.toml`,
    formats: formats(version, shown),
    kinds: {
      [WasmKind.MODULE]: componentized,
      [WasmKind.COMPONENT]: shown(Known.YES, `${SHIM} src/engine.rs`),
    },
    worldModules: yes(`${COMPONENTIZE}: componentize_new_bindgen`),
    wasi: {
      [WasiTrack.NONE]: componentized,
      [WasiTrack.PREVIEW_1]: componentized,
      [WasiTrack.WASI_0_2]: shown(Known.YES, `spinframework/spin v${spin} wit/world.wit`),
      [WasiTrack.WASI_0_3]: no(thirdTrack(spin)),
    },
    roles: {
      [WasmRole.HTTP]: triggers.http,
      [WasmRole.COMMAND]: triggers.command,
      [WasmRole.REACTOR]: nothing,
      [WasmRole.REDIS_TRIGGER]: triggers.redis,
      [WasmRole.MQTT_TRIGGER]: triggers.mqtt,
      [WasmRole.SQS_TRIGGER]: triggers.sqs,
      [WasmRole.SPIN_V1_MODULE]: yes(`${COMPONENTIZE}: componentize_old_bindgen`),
      [WasmRole.WIT_PACKAGE]: nothing,
      [WasmRole.LIBRARY]: nothing,
    },
    triggers,
    exports: calledBySpin(spin, shown),
    imports: providedBySpin(spin),
    otherImports: no(`spinframework/spin v${spin} wit/world.wit: nothing else`),
    environment: environment(version, shown),
    configParts: Object.fromEntries(
      NEW_PARTS.map(({ field, since, source }) => [
        field,
        read(isAtLeast(version, since) ? Known.YES : Known.NO, source),
      ]),
    ),
    guests: guests(shown),
  };
}

type Shown = (value: Known, source: string) => RuntimeFact;

function trigger(shown: Shown): { [type: string]: RuntimeFact } {
  const plugin = yes(TRIGGER);
  const other = no(
    `${TRIGGER}: \`Only Http, Redis, MQTT, SQS, and Command triggers are currently supported\``,
  );
  return {
    http: shown(Known.YES, TRIGGER),
    redis: plugin,
    mqtt: plugin,
    sqs: plugin,
    command: shown(Known.YES, TRIGGER),
    cron: shown(Known.NO, other.source),
    timer: other,
  };
}

function formats(version: string, shown: Shown): FormatFacts {
  return {
    artifact: isAtLeast(version, '0.23.0')
      ? shown(Known.YES, `${SOURCE}: a single application/wasm layer; ${SHIM} pull request 392`)
      : no(`${SHIM} pull request 392: application/wasm since 0.23.0`),
    spin: shown(Known.YES, SOURCE),
    runwasi: no(`${SHIM} src/constants.rs: not among its layer types`),
    plain: shown(Known.YES, `${SOURCE}: /spin.toml`),
  };
}

function environment(version: string, shown: Shown): { [name: string]: RuntimeFact } {
  return {
    SPIN_HTTP_LISTEN_ADDR: shown(Known.YES, `${SHIM} src/constants.rs`),
    SPIN_COMPONENTS_TO_RETAIN: yes(`${CHANGELOG}: since 0.17.0`),
    SPIN_MAX_INSTANCE_MEMORY: read(
      isAtLeast(version, '0.20.0') ? Known.YES : Known.NO,
      `${CHANGELOG}: pull request 333, since 0.20.0`,
    ),
  };
}

function guests(shown: Shown): GuestFacts {
  const failure = `${SHIM} src/engine.rs: a failing trigger is 137`;
  return {
    httpLogs: shown(Known.YES, `${TRIGGER}: log_dir is unset, so that logs go to the standard streams`),
    httpArguments: no(`${TRIGGER}: arguments go to the command trigger`),
    httpSockets: yes('spinframework/spin: as allowed_outbound_hosts says'),
    serverFiles: yes(`${TRIGGER}: /runtime-config.toml`),
    // A guest of the command trigger failed on a cluster; of which kind it was, is not on record.
    moduleExitCodes: no(failure),
    componentExitCodes: no(failure),
    severalLayers: yes(`${SOURCE}: of a Spin application image; a single one of an artifact`),
  };
}

/** What Spin knows of WASI 0.3: never the final one. */
function thirdTrack(spin: string): string {
  const source = `spinframework/spin v${spin} wit/world.wit`;
  const candidate = isAtLeast(spin, '3.6.0')
    ? 'rc-2026-01-06'
    : isAtLeast(spin, '3.5.0')
      ? 'rc-2025-09-16'
      : undefined;
  return candidate === undefined
    ? `${source}: nothing of 0.3`
    : `${source}: the release candidate 0.3.0-${candidate} alone, with executor ${SpinExecutor.WASIP3_UNSTABLE}`;
}
