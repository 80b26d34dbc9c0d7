import { ImageFormat } from 'cdk8s-wasm';
import { type Artifact, packPlain, packSpin, packWasm } from 'cdk8s-wasm/oci';
import type { Json } from '../support/json';
import { httpComponent, jobModule } from './support/samples';

/** What one sees of a pod that does not run, and where. */
export interface Sight {
  /** Why its container waits or ended, or `Running`. */
  readonly state: string;
  readonly exitCode?: number;
  /** In the container's state, or in an event of the pod. */
  readonly message: RegExp;
  /** What the log of containerd alone says. */
  readonly log?: RegExp;
}

export interface Case {
  readonly title: string;
  readonly image: keyof typeof IMAGES;
  readonly container?: Json;
  readonly pod?: Json;
  /** The rule that says so at synth; none where a manifest does not show it. */
  readonly rule?: string;
  readonly seen: Sight;
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

/** What goes wrong, and what one then sees. */
export const CASES: readonly Case[] = [
  {
    title: 'a handler that containerd does not know',
    image: 'job',
    pod: { runtimeClassName: 'test-unknown-handler' },
    seen: {
      state: 'ContainerCreating',
      message: /FailedCreatePodSandBox.* no runtime for "nope" is configured/,
    },
  },
  {
    title: 'a handler whose shim is not installed',
    image: 'job',
    pod: { runtimeClassName: 'test-absent-shim' },
    seen: { state: 'ContainerCreating', message: /FailedCreatePodSandBox.*containerd-shim-absent-v1/ },
  },
  {
    title: 'a class whose nodes are not there',
    image: 'job',
    pod: { runtimeClassName: 'test-elsewhere' },
    seen: { state: 'none', message: /FailedScheduling.*didn't match Pod's node affinity\/selector/ },
  },
  {
    title: 'a CNCF artifact without a command',
    image: 'artifact',
    rule: 'missing-command',
    seen: { state: 'CreateContainerError', message: /failed to generate spec: no command specified/ },
  },
  {
    title: 'a Spin application on a wasmtime shim',
    image: 'spin',
    container: { command: ['/'] },
    rule: 'image-format',
    seen: {
      state: 'CrashLoopBackOff',
      exitCode: 128,
      message: /wasmtime executor can't handle spec/,
      log: /arg0 must be a path to a Wasm file/,
    },
  },
  {
    title: 'a path that is not in the image',
    image: 'job',
    container: { command: ['/other.wasm'] },
    seen: { state: 'CrashLoopBackOff', exitCode: 128, message: /wasmtime executor can't handle spec/ },
  },
  {
    title: 'an image that says another architecture: nothing, it runs',
    image: 'arm64',
    pod: { restartPolicy: 'Never' },
    seen: { state: 'Completed', exitCode: 0, message: /Started: Started container app/ },
  },
  {
    title: 'a function that the module does not export',
    image: 'job',
    container: { command: ['/app.wasm#main'] },
    seen: { state: 'CrashLoopBackOff', exitCode: 137, message: /Back-off restarting/ },
  },
  {
    title: 'another port than the one it listens on',
    image: 'http',
    container: { readinessProbe: { tcpSocket: { port: 9090 }, periodSeconds: 1 } },
    seen: { state: 'Running', message: /Unhealthy.*connect: connection refused/ },
  },
  {
    title: 'a Secret that is not there',
    image: 'job',
    container: { env: [{ name: 'A', valueFrom: { secretKeyRef: { name: 'absent', key: 'a' } } }] },
    seen: { state: 'CreateContainerConfigError', message: /secret "absent" not found/ },
  },
  {
    title: 'a probe that runs a command',
    image: 'http',
    container: { readinessProbe: { exec: { command: ['/bin/true'] }, periodSeconds: 1 } },
    rule: 'exec-probe',
    seen: { state: 'Running', message: /Task\/Exec is not supported/ },
  },
  {
    title: 'a hook that runs a command',
    image: 'http',
    container: { lifecycle: { postStart: { exec: { command: ['/bin/true'] } } } },
    rule: 'exec-hook',
    seen: { state: 'CrashLoopBackOff', exitCode: 137, message: /FailedPostStartHook/ },
  },
  {
    title: 'a terminal',
    image: 'job',
    container: { tty: true },
    rule: 'tty',
    seen: { state: 'CrashLoopBackOff', exitCode: 128, message: /terminal is not supported/ },
  },
  {
    title: 'users of its own',
    image: 'job',
    pod: { hostUsers: false },
    rule: 'user-namespaces',
    seen: {
      state: 'ContainerCreating',
      message: /does not support user namespaces/,
    },
  },
  {
    title: 'too little memory',
    image: 'job',
    container: { resources: { limits: { memory: '16Mi' } } },
    seen: { state: 'CrashLoopBackOff', exitCode: 137, message: /Back-off restarting/ },
  },
];
