import { ImageFormat } from 'cdk8s-wasm';
import { type Artifact, packPlain, packSpin, packWasm } from 'cdk8s-wasm/oci';
import type { Json } from '../support/json';
import { httpComponent, jobModule } from './support/samples';

// What goes wrong, what one then sees, and what says so before. `failures.test.ts` looks for it on the cluster,
// test/docs/troubleshooting.test.ts has the programs that the library refuses, and holds docs/troubleshooting.md against this.

/** What one sees of a pod that does not run, and where. */
export interface Sight {
  /** Why its container waits or ended, or `Running`. */
  readonly state: string;
  /** How it ended; one of several, where it hangs on who is quicker. */
  readonly exitCode?: number | readonly number[];
  /** In the container's state, or in an event of the pod; `…` stands for what differs. */
  readonly words: string;
  /** What the log of containerd alone says. */
  readonly log?: string;
}

/** Who says so before: a check, by its id; the construct itself; or nobody, and why. */
export type Before = { readonly rule: string } | { readonly builtIn: string } | { readonly nobody: string };

export interface Case {
  readonly title: string;
  readonly image: keyof typeof IMAGES | 'absent';
  readonly container?: Json;
  readonly pod?: Json;
  /** Fields of a second container of the same image. */
  readonly beside?: Json;
  /** Whether the pod alone shows it to a linter. */
  readonly inManifest?: boolean;
  readonly before: Before;
  readonly seen: Sight;
}

/** What words are looked for by: their `…` stands for anything but a line break. */
export function patternOf(words: string): RegExp {
  const parts = words.split('…').map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(parts.join('.*'));
}

/** What the images of the cases are made of. */
export const IMAGES = {
  http: async (): Promise<Artifact> => packPlain([{ path: '/app.wasm', bytes: await httpComponent() }]),
  job: async () => packPlain([{ path: '/app.wasm', bytes: await jobModule() }]),
  artifact: async () => packWasm(await jobModule()),
  arm64: async () =>
    packPlain([{ path: '/app.wasm', bytes: await jobModule() }], {
      platform: { os: 'linux', architecture: 'arm64' },
    }),
  spin: async () =>
    packSpin({
      metadata: { name: 'hello', trigger: { type: 'http' } },
      triggers: [{ id: 'hello-http-trigger', type: 'http', config: { component: 'hello', route: '/...' } }],
      components: [{ id: 'hello', wasm: await httpComponent() }],
    }),
};

/** The format of each, as a linter would be told. */
export const FORMATS: Record<keyof typeof IMAGES, ImageFormat> = {
  http: ImageFormat.PLAIN,
  job: ImageFormat.PLAIN,
  artifact: ImageFormat.ARTIFACT,
  arm64: ImageFormat.PLAIN,
  spin: ImageFormat.SPIN,
};

const NOT_IN_A_MANIFEST = 'it lies on the cluster, and no manifest shows it';

/** Every case, in the order of the page. */
export const CASES: readonly Case[] = [
  {
    title: 'a handler that containerd does not know',
    image: 'job',
    pod: { runtimeClassName: 'test-unknown-handler' },
    before: { builtIn: 'class and handler come from the platform' },
    seen: {
      state: 'ContainerCreating',
      words: 'FailedCreatePodSandBox: …no runtime for "…" is configured',
    },
  },
  {
    title: 'a handler whose shim is not installed',
    image: 'job',
    pod: { runtimeClassName: 'test-absent-shim' },
    before: { builtIn: 'a platform knows which runtimes it has' },
    seen: { state: 'ContainerCreating', words: 'FailedCreatePodSandBox: …containerd-shim-…-v1' },
  },
  {
    title: 'a class whose nodes are not there',
    image: 'job',
    pod: { runtimeClassName: 'test-elsewhere' },
    before: { nobody: NOT_IN_A_MANIFEST },
    seen: { state: 'none', words: "didn't match Pod's node affinity/selector" },
  },
  {
    title: 'a CNCF artifact without a command',
    image: 'artifact',
    inManifest: true,
    before: { rule: 'missing-command' },
    seen: { state: 'CreateContainerError', words: 'no command specified' },
  },
  {
    title: 'a Spin application on a wasmtime shim',
    image: 'spin',
    container: { command: ['/'] },
    inManifest: true,
    before: { rule: 'image-format' },
    seen: {
      state: 'CrashLoopBackOff',
      exitCode: 128,
      words: "can't handle spec",
      log: 'arg0 must be a path to a Wasm file',
    },
  },
  {
    title: 'a path that is not in the image',
    image: 'job',
    container: { command: ['/other.wasm'] },
    before: { rule: 'command-path' },
    seen: {
      state: 'CrashLoopBackOff',
      exitCode: 128,
      words: "can't handle spec",
      log: 'arg0 must be a path to a Wasm file',
    },
  },
  {
    title: 'an image that says another architecture: nothing, it runs',
    image: 'arm64',
    pod: { restartPolicy: 'Never' },
    before: { nobody: 'it runs' },
    seen: { state: 'Completed', exitCode: 0, words: 'Started: ' },
  },
  {
    title: 'a function that the module does not export',
    image: 'job',
    container: { command: ['/app.wasm#main'] },
    before: { rule: 'command-function' },
    seen: { state: 'CrashLoopBackOff', exitCode: 137, words: 'Back-off restarting failed container' },
  },
  {
    title: 'a component on a shim that takes modules alone',
    image: 'http',
    pod: { runtimeClassName: 'test-modules' },
    before: { rule: 'binary-kind' },
    seen: {
      state: 'CrashLoopBackOff',
      exitCode: 137,
      words: 'Back-off restarting failed container',
      log: 'expected a WebAssembly module but was given a WebAssembly component',
    },
  },
  {
    title: 'another port than the one it listens on',
    image: 'http',
    container: { readinessProbe: { tcpSocket: { port: 9090 }, periodSeconds: 1 } },
    before: { rule: 'probe-without-port' },
    seen: { state: 'Running', words: 'connect: connection refused' },
  },
  {
    title: 'a port that another container of the pod has',
    image: 'http',
    container: { ports: [{ containerPort: 8080 }] },
    beside: { ports: [{ containerPort: 8080 }] },
    before: { rule: 'port-reused' },
    seen: {
      state: 'CrashLoopBackOff',
      exitCode: 137,
      words: 'Back-off restarting failed container',
      log: 'Address already in use',
    },
  },
  {
    title: 'a Secret that is not there, for a variable',
    image: 'job',
    container: { env: [{ name: 'A', valueFrom: { secretKeyRef: { name: 'absent', key: 'a' } } }] },
    before: { nobody: NOT_IN_A_MANIFEST },
    seen: { state: 'CreateContainerConfigError', words: 'secret "…" not found' },
  },
  {
    title: 'a Secret that is not there, for a volume',
    image: 'job',
    container: { volumeMounts: [{ name: 'absent', mountPath: '/etc/absent' }] },
    pod: { volumes: [{ name: 'absent', secret: { secretName: 'absent' } }] },
    before: { nobody: NOT_IN_A_MANIFEST },
    seen: { state: 'ContainerCreating', words: 'FailedMount: …secret "…" not found' },
  },
  {
    title: 'an image that nobody has pushed',
    image: 'absent',
    before: { nobody: 'a push says what is not in the registry' },
    seen: { state: 'ImagePullBackOff', words: 'Failed: Failed to pull image …not found' },
  },
  {
    title: 'a readiness probe that runs a command',
    image: 'http',
    container: { readinessProbe: { exec: { command: ['/bin/true'] }, periodSeconds: 1 } },
    inManifest: true,
    before: { rule: 'exec-probe' },
    seen: { state: 'Running', words: 'Task/Exec is not supported' },
  },
  {
    title: 'a liveness probe that runs a command: it protects nothing',
    image: 'http',
    container: {
      livenessProbe: { exec: { command: ['/bin/false'] }, periodSeconds: 1, failureThreshold: 1 },
    },
    inManifest: true,
    before: { rule: 'exec-probe' },
    seen: { state: 'Running', words: 'Task/Exec is not supported' },
  },
  {
    title: 'a hook at the start that runs a command',
    image: 'http',
    container: { lifecycle: { postStart: { exec: { command: ['/bin/true'] } } } },
    inManifest: true,
    before: { rule: 'exec-hook' },
    // 143 where it listens for signals when the kubelet ends it; before that it hears none, and is killed.
    seen: { state: 'CrashLoopBackOff', exitCode: [137, 143], words: 'FailedPostStartHook' },
  },
  {
    title: 'a hook at the end that runs a command: no word of it while it runs',
    image: 'http',
    container: { lifecycle: { preStop: { exec: { command: ['/bin/true'] } } } },
    inManifest: true,
    before: { rule: 'exec-hook' },
    seen: { state: 'Running', words: 'Started: ' },
  },
  {
    title: 'a terminal',
    image: 'job',
    container: { tty: true },
    inManifest: true,
    before: { rule: 'tty' },
    seen: { state: 'CrashLoopBackOff', exitCode: 128, words: 'terminal is not supported' },
  },
  {
    title: 'users of its own',
    image: 'job',
    pod: { hostUsers: false },
    inManifest: true,
    before: { rule: 'user-namespaces' },
    seen: { state: 'ContainerCreating', words: 'does not support user namespaces' },
  },
  {
    title: 'too little memory',
    image: 'job',
    container: { resources: { limits: { memory: '16Mi' } } },
    before: { rule: 'memory-for-size' },
    seen: { state: 'CrashLoopBackOff', exitCode: 137, words: 'Back-off restarting failed container' },
  },
];
