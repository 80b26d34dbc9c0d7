import { Known, ran, read } from '../fact';
import type { WasmRuntimeSpec } from '../wasm-runtime-spec';
import { NOT_SHOWN } from './not-shown';

/** The release that ran. */
const SHIM = 'containerd-shim-spin 0.24.0';

/** containerd-shim-spin: Spin applications and wasi:http components. */
export const SPIN: WasmRuntimeSpec = {
  name: 'spin',
  listen: {
    variable: 'SPIN_HTTP_LISTEN_ADDR',
    defaultPort: 80,
    silentOnBadAddress: false,
    source: `ran: ${SHIM}, \`8080\` alone ends with exit code 137 and \`invalid socket address\``,
  },
  entrypoint: {
    artifact: ['/'],
    spin: ['/'],
    plain: ['/'],
    source:
      `ran: ${SHIM}, the container is not made without one (\`no command specified\`); the value is ignored. ` +
      'Images with runwasi’s own layer type do not run (src/constants.rs)',
  },
  writable: {
    artifact: { folders: ['/.cache', '/.spin'] },
    spin: { folders: ['/.cache', '/.spin', '/assets'], files: ['/spin.json'] },
    plain: { folders: ['/.spin'] },
    source: 'ran: containerd-shim-spin 0.24.0, unprivileged and with a read-only root',
  },
  formats: {
    artifact: ran(Known.YES, `${SHIM}; releases before 0.23 take none`),
    spin: ran(Known.YES, SHIM),
    runwasi: read(Known.NO, 'spinframework/containerd-shim-spin src/constants.rs: not among its layer types'),
    plain: ran(Known.YES, `${SHIM}, with /spin.toml in the image`),
  },
  healthPath: '/.well-known/spin/health',
  facts: {
    httpServer: ran(Known.YES, SHIM),
    readOnlyRoot: ran(Known.YES, `${SHIM}, with the writable paths that each image format needs`),
    dropAllAlone: ran(
      Known.NO,
      `${SHIM}: CapEff and CapBnd stay 1fffeffffff; with add: [NET_BIND_SERVICE] 400`,
    ),
    exec: read(
      Known.NO,
      'containerd/runwasi containerd-shimkit src/sandbox/shim/local.rs: exec is not supported',
    ),
    tty: read(
      Known.NO,
      'containerd/runwasi containerd-shimkit src/sandbox/shim/local.rs: terminal is not supported',
    ),
    stdin: NOT_SHOWN,
    linuxContainers: ran(Known.YES, `${SHIM}: an init container that makes a file`),
    linuxEnvironment: read(
      Known.NO,
      'containerd/runwasi containerd-shim-wasm container/executor.rs: setup_envs does nothing',
    ),
    guestEnvironment: ran(Known.NO, `${SHIM}: the guest sees only its component’s own environment`),
    httpVolumes: read(
      Known.NO,
      'spinframework/containerd-shim-spin issue 108: the host sees them, guests do not',
    ),
    commandVolumes: read(
      Known.NO,
      'spinframework/containerd-shim-spin issue 108: the host sees them, guests do not',
    ),
    tls: read(Known.NO, 'spinframework/containerd-shim-spin src/engine.rs: tls_cert: None'),
    drainsOnTerm: ran(Known.NO, `${SHIM}: a request in flight is cut at once`),
    containerCpuMetrics: read(
      Known.UNKNOWN,
      'not measured; missing where containerd’s options lack SystemdCgroup (spinframework/containerd-shim-spin issue 180)',
    ),
    inPlaceResize: read(
      Known.NO,
      'containerd/runwasi containerd-shimkit src/sandbox/shim/local.rs: no task update',
    ),
    userNamespaces: NOT_SHOWN,
    sharedProcessNamespace: NOT_SHOWN,
    survivesContainerdRestart: ran(
      Known.NO,
      `${SHIM}: the kubelet starts a second process beside the first, which keeps the port`,
    ),
  },
};
