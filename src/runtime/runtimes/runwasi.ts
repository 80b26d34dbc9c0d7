import { Known, type RuntimeFact, ran, read } from '../fact';
import type { EntrypointSpec, RuntimeFacts, WasmRuntimeSpec } from '../wasm-runtime-spec';
import { NOT_SHOWN } from './not-shown';

/** The build of runwasi's own wasmtime shim that ran. */
const RUNWASI = 'runwasi’s wasmtime shim, main of 2026-04-21';

/**
 * A second shim that ran, on the same library and engine. It shows what the
 * library does; what lies in the shim's own code it does not show.
 */
const SAME_LIBRARY = 'a shim on containerd-shim-wasm 1.0.1 and wasmtime';

const SHIMKIT = 'containerd/runwasi containerd-shimkit src/sandbox/shim/local.rs';
const EXECUTOR = 'containerd/runwasi containerd-shim-wasm container/executor.rs';
const NO_SERVER = 'it has no HTTP server of its own';

const ENTRYPOINT: EntrypointSpec = {
  artifact: ['app.wasm'],
  source:
    `ran: ${SAME_LIBRARY}, the container of an artifact is not made without a command (\`no command specified\`) and runs ` +
    'with any; runwasi’s and ordinary images bring an entrypoint; Spin’s layer types do not run',
};

const SPIN_LAYERS =
  "containerd/runwasi pull request 1101: layers of other types are dropped, `can't handle spec`";

/** runwasi's wasmtime shim: preview 1 modules, `wasi:cli/run` and `wasi:http` components. */
export const WASMTIME: WasmRuntimeSpec = {
  name: 'wasmtime',
  listen: {
    variable: 'WASMTIME_HTTP_PROXY_SOCKET_ADDR',
    defaultPort: 8080,
    silentOnBadAddress: true,
    source: `ran: ${RUNWASI}, \`0.0.0.0:9000\` answers on 9000, \`:9000\` and \`localhost:9000\` silently on 8080`,
  },
  entrypoint: {
    ...ENTRYPOINT,
    source: `ran: ${RUNWASI}, an artifact with the command app.wasm; ${ENTRYPOINT.source.replace('ran: ', '')}`,
  },
  formats: {
    artifact: ran(Known.YES, RUNWASI),
    spin: ran(Known.NO, `${SAME_LIBRARY}: exit code 128, \`can't handle spec\``),
    runwasi: ran(Known.YES, RUNWASI),
    plain: ran(Known.YES, RUNWASI),
  },
  facts: {
    httpServer: ran(Known.YES, `${RUNWASI}: components that export wasi:http/incoming-handler`),
    readOnlyRoot: ran(Known.YES, RUNWASI),
    dropAllAlone: ran(
      Known.NO,
      `${RUNWASI}: CapEff and CapBnd stay 1fffeffffff; with add: [NET_BIND_SERVICE] 400`,
    ),
    exec: ran(Known.NO, `${SAME_LIBRARY}: Task/Exec is not supported`),
    tty: ran(Known.NO, `${SAME_LIBRARY}: terminal is not supported`),
    stdin: read(
      Known.UNKNOWN,
      'containerd/runwasi containerd-shim-wasmtime: a command inherits it, a guest of the HTTP server does not; ' +
        `that input arrives was not tried (pods with stdin: true start under ${SAME_LIBRARY})`,
    ),
    linuxContainers: ran(Known.YES, `${SAME_LIBRARY}: native side-car, init and ephemeral containers`),
    linuxEnvironment: ran(Known.NO, `${SAME_LIBRARY}: they see containerd’s environment instead`),
    guestEnvironment: ran(
      Known.YES,
      `${RUNWASI}: a command sees it; for guests of the HTTP server read in containerd-shim-wasmtime src/http_proxy.rs`,
    ),
    httpVolumes: read(
      Known.NO,
      'containerd/runwasi containerd-shim-wasmtime src/http_proxy.rs: no preopened directories',
    ),
    commandVolumes: read(
      Known.YES,
      'containerd/runwasi containerd-shim-wasmtime src/instance.rs: / is preopened',
    ),
    tls: read(Known.NO, 'containerd/runwasi containerd-shim-wasmtime src/http_proxy.rs: plain HTTP/1'),
    drainsOnTerm: read(
      Known.NO,
      'containerd/runwasi containerd-shim-wasmtime: SIGTERM exits at once, only SIGINT drains',
    ),
    containerCpuMetrics: read(
      Known.UNKNOWN,
      `not measured; of ${SAME_LIBRARY}, cgroup v1, container_cpu_usage_seconds_total stayed 0 once, and grows under the shim of ` +
        'test/cluster, where an autoscaler goes by it (autoscale.test.ts)',
    ),
    inPlaceResize: ran(Known.NO, `${SAME_LIBRARY}: reported as applied while the cgroup keeps the old limit`),
    userNamespaces: ran(Known.NO, `${SAME_LIBRARY}: the handler does not support user namespaces`),
    sharedProcessNamespace: NOT_SHOWN,
    survivesContainerdRestart: ran(
      Known.NO,
      `${SAME_LIBRARY}: the kubelet starts a second process beside the first, which keeps the port`,
    ),
  },
};

/** runwasi's WasmEdge shim: preview 1 modules with WasmEdge's sockets. */
export const WASMEDGE = modules('wasmedge', 'containerd/runwasi containerd-shim-wasmedge src/instance.rs');

/** runwasi's Wasmer shim: preview 1 and WASIX modules. */
export const WASMER = modules('wasmer', 'containerd/runwasi containerd-shim-wasmer src/instance.rs');

/** runwasi's WAMR shim: preview 1 modules. */
export const WAMR = modules('wamr', 'containerd/runwasi containerd-shim-wamr src/instance.rs');

/** A shim of runwasi that calls a module's `_start`: none of them ran, all of it was read. */
function modules(name: string, source: string): WasmRuntimeSpec {
  const noServer: RuntimeFact = read(Known.NO, `${source}: ${NO_SERVER}`);
  const facts: RuntimeFacts = {
    httpServer: read(Known.NO, `${source}: calls the module’s start function; the guest opens its own port`),
    readOnlyRoot: NOT_SHOWN,
    dropAllAlone: read(
      Known.NO,
      'containerd/runwasi Cargo.lock: libcontainer 0.5 skips absent capability lists',
    ),
    exec: read(Known.NO, `${SHIMKIT}: exec is not supported`),
    tty: read(Known.NO, `${SHIMKIT}: terminal is not supported`),
    stdin: NOT_SHOWN,
    linuxContainers: read(Known.YES, `${EXECUTOR}: an ELF or script entrypoint runs as a Linux container`),
    linuxEnvironment: read(Known.NO, `${EXECUTOR}: setup_envs does nothing`),
    guestEnvironment: read(Known.YES, `${source}: hands the container’s environment to the module`),
    httpVolumes: noServer,
    commandVolumes: read(Known.YES, `${source}: / is preopened`),
    tls: noServer,
    drainsOnTerm: NOT_SHOWN,
    containerCpuMetrics: NOT_SHOWN,
    inPlaceResize: read(Known.NO, `${SHIMKIT}: no task update`),
    userNamespaces: NOT_SHOWN,
    sharedProcessNamespace: NOT_SHOWN,
    survivesContainerdRestart: NOT_SHOWN,
  };
  return {
    name,
    entrypoint: {
      artifact: ENTRYPOINT.artifact,
      source:
        'containerd refuses a container without a command whatever the shim (`no command specified`), and an artifact brings ' +
        'none; runwasi’s and ordinary images bring an entrypoint; Spin’s layer types do not run',
    },
    formats: {
      artifact: read(Known.YES, `${source}, since 0.5`),
      spin: read(Known.NO, SPIN_LAYERS),
      runwasi: read(Known.YES, source),
      plain: read(Known.YES, source),
    },
    facts,
  };
}
