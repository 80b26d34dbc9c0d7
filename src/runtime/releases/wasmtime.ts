import { WasiTrack, WasmKind, WasmRole } from '../../artifact/wasm/classify';
import { Known, type RuntimeFact, read } from '../fact';
import { NOT_SHOWN } from '../runtimes/not-shown';
import type { FormatFacts } from '../wasm-runtime-spec';
import { COMMAND_INTERFACES, HTTP_INTERFACES, interfaces, TIMEZONE } from './interfaces';
import type { GuestFacts, InterfaceFact, ShimReleaseSpec } from './shim-release-spec';

const SHIM = 'containerd/runwasi crates/containerd-shim-wasmtime';
const INSTANCE = `${SHIM}/src/instance.rs`;
const PROXY = `${SHIM}/src/http_proxy.rs`;
const CLIENT = 'containerd/runwasi crates/containerd-shim-wasm src/containerd/client.rs';
const SANDBOX = 'containerd/runwasi crates/containerd-shim-wasm src/sandbox';
const WASMTIME_19 = 'bytecodealliance/wasmtime pull request 7994: before 19 versions match to the letter';

const PREVIEW_1 = 'wasi_snapshot_preview1';

const yes = (source: string): RuntimeFact => read(Known.YES, source);
const no = (source: string): RuntimeFact => read(Known.NO, source);

const NO_COMPONENTS = no(`${INSTANCE} at 0.3.0 loads core modules alone; components since pull request 401`);
const NO_TRIGGER = no(`${INSTANCE}: looks for wasi:http/incoming-handler, wasi:cli/run and a start function`);
const NO_HTTP = no(
  'bytecodealliance/wasmtime issue 8411: no wasi:http before 0.5.0 (CHANGELOG of containerd-shim-wasm, 0.8.0)',
);

/** The parts in which releases differ. */
interface Parts {
  readonly version: string;
  readonly date: string;
  readonly engine: string;
  readonly artifact: RuntimeFact;
  readonly spin: RuntimeFact;
  readonly component: RuntimeFact;
  readonly http: RuntimeFact;
  readonly exports: InterfaceFact[];
  readonly imports: InterfaceFact[];
}

/** What the releases of runwasi’s wasmtime shim run, newest first. What was tried is its main branch, so all of it was read. */
export function wasmtimeReleases(): ShimReleaseSpec[] {
  const served = {
    engine: 'wasmtime 27',
    artifact: yes(`${SHIM} since 0.5.0: application/wasm is among its layer types`),
    spin: no("containerd/runwasi pull request 1101: layers of other types are dropped, `can't handle spec`"),
    component: yes(INSTANCE),
    http: yes(`${PROXY}, since 0.5.0`),
    exports: [interfaces(yes(INSTANCE), '0.2.0', ['wasi:http/incoming-handler', 'wasi:cli/run'])],
    imports: [
      interfaces(yes(INSTANCE), '0.2.0', COMMAND_INTERFACES),
      interfaces(NOT_SHOWN, '0.2.0', [TIMEZONE]),
      interfaces(
        yes(`${INSTANCE}: to components that export wasi:http/incoming-handler alone`),
        '0.2.0',
        HTTP_INTERFACES,
        {
          roles: [WasmRole.HTTP],
        },
      ),
    ],
  };
  return [
    release({ ...served, version: '0.6.0', date: '2025-05-20' }),
    release({ ...served, version: '0.5.0', date: '2024-12-05' }),
    release({
      version: '0.4.0',
      date: '2024-03-29',
      engine: 'wasmtime 17',
      artifact: no(`${CLIENT} at 0.4.0: application/wasm is not among its layer types`),
      spin: no(`${CLIENT} at 0.4.0: not among its layer types`),
      component: yes('containerd/runwasi pull request 401'),
      http: NO_HTTP,
      exports: [interfaces(yes(WASMTIME_19), '0.2.0', ['wasi:cli/run'], { exact: true })],
      imports: [interfaces(yes(WASMTIME_19), '0.2.0', COMMAND_INTERFACES, { exact: true })],
    }),
    release({
      version: '0.3.0',
      date: '2023-10-30',
      engine: 'wasmtime 11',
      artifact: yes(`${CLIENT} at 0.3.0: any layer that is no archive, where the architecture is wasm`),
      spin: NOT_SHOWN,
      component: NO_COMPONENTS,
      http: NO_COMPONENTS,
      exports: [],
      imports: [],
    }),
  ];
}

function release(parts: Parts): ShimReleaseSpec {
  const { version, date, engine, component, http } = parts;
  const hasServer = http.value === Known.YES;
  return {
    runtime: 'wasmtime',
    version,
    date,
    engine,
    source: `containerd/runwasi, tag containerd-shim-wasmtime/v${version}, Cargo.lock`,
    formats: formats(parts),
    kinds: { [WasmKind.MODULE]: yes(INSTANCE), [WasmKind.COMPONENT]: component },
    worldModules: no(`${INSTANCE}: a core module is given ${PREVIEW_1} and nothing else`),
    wasi: {
      [WasiTrack.NONE]: yes(INSTANCE),
      [WasiTrack.PREVIEW_1]: yes(INSTANCE),
      [WasiTrack.WASI_0_2]: component,
      [WasiTrack.WASI_0_3]: no(`${INSTANCE}: no async components, and worlds are told by their names of 0.2`),
    },
    roles: {
      [WasmRole.HTTP]: http,
      [WasmRole.COMMAND]: yes(INSTANCE),
      [WasmRole.REACTOR]: no(`${INSTANCE}: \`module does not have a WASI start function\``),
      [WasmRole.REDIS_TRIGGER]: NO_TRIGGER,
      [WasmRole.MQTT_TRIGGER]: NO_TRIGGER,
      [WasmRole.SQS_TRIGGER]: NO_TRIGGER,
      [WasmRole.SPIN_V1_MODULE]: NO_TRIGGER,
      [WasmRole.WIT_PACKAGE]: no(`${INSTANCE}: nothing to call`),
      [WasmRole.LIBRARY]: no(
        `${INSTANCE}: nothing to call, unless the command names a function: \`app.wasm#run\``,
      ),
    },
    triggers: {},
    exports: parts.exports,
    imports: [
      interfaces(yes(INSTANCE), undefined, [PREVIEW_1]),
      interfaces(NOT_SHOWN, undefined, ['wasi_unstable']),
      ...parts.imports,
    ],
    otherImports: no(`${INSTANCE}: nothing else is added to the linker`),
    environment: {
      WASMTIME_HTTP_PROXY_SOCKET_ADDR: hasServer ? yes(PROXY) : NO_HTTP,
      WASMTIME_HTTP_BACKLOG: hasServer
        ? yes(`${PROXY}; the README calls it WASMTIME_HTTP_PROXY_BACKLOG`)
        : NO_HTTP,
    },
    configParts: {},
    guests: hasServer ? SERVED : COMMANDS,
  };
}

function formats({ artifact, spin, version }: Parts): FormatFacts {
  const runwasi = yes(`${CLIENT} at ${version}`);
  return {
    artifact,
    spin,
    runwasi,
    plain: yes(`${SANDBOX}/context.rs at ${version}: a file of the root file system`),
  };
}

const COMMANDS: GuestFacts = {
  httpLogs: NO_HTTP,
  httpArguments: NO_HTTP,
  httpSockets: NO_HTTP,
  serverFiles: NO_HTTP,
  moduleExitCodes: yes(`${INSTANCE}: I32Exit is handed on; other errors are 137`),
  componentExitCodes: no('WASI 0.2, wasi:cli/run: a component says success or failure, which is 1'),
  severalLayers: no(`${CLIENT}: \`only a single module is supported when using images with OCI layers\``),
};

const SERVED: GuestFacts = {
  ...COMMANDS,
  httpLogs: no(`${PROXY}: the context of a request has no standard output`),
  httpArguments: no(`${PROXY}: the context of a request has variables and REQUEST_ID alone`),
  httpSockets: no(`${PROXY}: the context of a request has no network`),
  serverFiles: no(`${PROXY}: reads none`),
};
