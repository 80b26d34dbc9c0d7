import { ImageFormat } from '../artifact/image-format';
import type { PlatformRuntime, WasmPlatformSpec } from '../runtime/wasm-platform-spec';
import type { WasmRuntimeSpec, WritablePaths } from '../runtime/wasm-runtime-spec';
import { shortHash } from '../value/hash';
import { compact, type JsonObject, listUnder, orNothing } from '../value/json';
import { MadeOnce } from '../value/made-once';
import { derivedName } from '../value/name';
import { refusal } from '../value/refuse';
import { envFromList, envList, envVar } from './env';
import { addLinuxContainer, type Beside, containerPortOf } from './linux-container';
import { probes, startupFailures } from './probes';
import type { LinuxContainerSpec } from './props/container';
import type { EnvValueSpec } from './props/env-value';
import type { HealthSpec } from './props/probe';
import type { VolumeSpec } from './props/volume';
import type { WasmWorkloadProps } from './props/workload-props';
import { guestResources } from './resources';
import { type RuntimeConfigParts, writableFolders } from './runtime-config';
import { scheduling } from './scheduling';
import { securityContexts } from './security';
import { PodVolumes } from './volumes';

/** Name of the container that runs the WebAssembly. */
export const GUEST = 'app';

const WRITABLE_FILES = 'writable-files';
const DEFAULT_LOCK_IMAGE = 'docker.io/library/busybox:1.37.0';

const PORTS = new MadeOnce<JsonObject>();
const LISTENING = new MadeOnce<JsonObject>();

/** What a pod is made for. */
export interface PodContext {
  /** The construct's path, for messages. */
  readonly path: string;
  readonly matchLabels: { [key: string]: string };
  readonly runtime: WasmRuntimeSpec;
  readonly platform: WasmPlatformSpec;
  readonly placed: PlatformRuntime;
  /** Whether pods come and go by revision, as a Deployment's do. */
  readonly byRevision: boolean;
  /** Spin's runtime configuration, where the workload has one. */
  readonly runtimeConfig?: RuntimeConfigParts;
}

/** The pod of a workload: Kubernetes' form of it, which verbs change in place. */
export class Pod {
  /** The pod's metadata and spec, as a template holds them. */
  public readonly template: JsonObject;
  /** The pod's spec. */
  public readonly spec: JsonObject;
  /** The container that runs the WebAssembly. */
  public readonly guest: JsonObject;
  /** How the image carries the WebAssembly. */
  public readonly format: ImageFormat;

  private readonly volumes: PodVolumes;
  private readonly startupSeconds: number | undefined;

  public constructor(
    private readonly context: PodContext,
    props: WasmWorkloadProps,
  ) {
    const { path, runtime, platform, placed, matchLabels } = context;
    const { image } = props;
    this.format = image.format ?? usualFormat(runtime);
    const { resources, startupSeconds } = guestResources(
      path,
      runtime.name,
      this.format,
      image.binarySize,
      props.resources,
    );
    this.startupSeconds = startupSeconds;
    const security = securityContexts(path, runtime, platform, props.securityContext);
    this.guest = compact({
      name: GUEST,
      image: image.reference,
      imagePullPolicy: image.pullPolicy,
      command: orNothing(props.command ?? runtime.entrypoint[this.format]),
      args: orNothing(props.args),
      envFrom: orNothing(envFromList(path, 'envFrom', props.envFrom)),
      resources: orNothing(resources),
      securityContext: security.container,
    });
    this.spec = compact({
      runtimeClassName: placed.className,
      serviceAccountName: props.identity?.serviceAccountName,
      automountServiceAccountToken: props.identity?.automountToken ?? false,
      // Kubernetes would add variables for every Service of the namespace, which guests take for their own.
      enableServiceLinks: false,
      imagePullSecrets: orNothing(image.pullSecrets.map((name) => ({ name }))),
      securityContext: security.pod,
      ...scheduling(path, props.scheduling, matchLabels, context.byRevision),
      containers: [this.guest],
    });
    this.volumes = new PodVolumes(path, this.spec);
    this.template = {
      metadata: compact({
        labels: { ...props.labels, ...props.podLabels, ...matchLabels },
        annotations: orNothing({
          ...runtime.podAnnotations,
          ...props.podAnnotations,
          ...context.runtimeConfig?.podAnnotations,
        }),
      }),
      spec: this.spec,
    };
    this.addAll(props);
  }

  /** Adds a variable to the WebAssembly's container. */
  public addEnv(field: string, name: string, value: EnvValueSpec): void {
    if (this.hasEnv(name)) {
      throw refusal({
        path: this.context.path,
        field,
        value: name,
        wrong: 'the variable is set already',
        fix: 'set it once',
      });
    }
    const variable = envVar(this.context.path, field, name, value);
    listUnder(this.guest, 'env').push(variable);
  }

  /** Adds a Linux container that starts before the WebAssembly and stays. */
  public addSidecar(name: string, spec: LinuxContainerSpec): void {
    addLinuxContainer(this.beside(), 'sidecars', name, spec);
  }

  /** Adds a Linux container that ends before the WebAssembly starts. */
  public addInitContainer(name: string, spec: LinuxContainerSpec): void {
    addLinuxContainer(this.beside(), 'initContainers', name, spec);
  }

  /** Mounts a volume into the WebAssembly's container. */
  public mount(mountPath: string, spec: VolumeSpec, field = 'volumes'): void {
    this.volumes.mount(this.guest, field, mountPath, spec);
  }

  /** Adds a port to the WebAssembly's container, unless a container of the pod has it. */
  public addPort(field: string, name: string, port: number, protocol?: string): void {
    const { path } = this.context;
    const staying = itemsOf(this.spec, 'initContainers').filter((c) => c.restartPolicy === 'Always');
    const has = [...staying, this.guest]
      .flatMap((container) => itemsOf(container, 'ports'))
      .some((p) => p.containerPort === port && (p.protocol ?? 'TCP') === (protocol ?? 'TCP'));
    if (itemsOf(this.guest, 'ports').some((p) => p.name === name)) {
      throw refusal({
        path,
        field,
        value: name,
        wrong: 'the container has a port of that name already',
        fix: 'give it another name',
      });
    }
    if (!has) {
      listUnder(this.guest, 'ports').push(containerPortOf(path, field, name, port, protocol));
    }
  }

  /** Opens `port` and makes the runtime's server, where it has one, listen on it. */
  public listen(port: number): void {
    // Also where a side-car has it: the checks say so, and a Service without that port would lead nowhere.
    const { path, runtime } = this.context;
    listUnder(this.guest, 'ports').push(
      PORTS.of(`${port}`, () => containerPortOf(path, 'port', 'http', port)),
    );
    const { variable } = runtime.listen ?? {};
    // What somebody says by hand stays, for the checks to compare with the port.
    if (variable !== undefined && !this.hasEnv(variable)) {
      const value = `0.0.0.0:${port}`;
      listUnder(this.guest, 'env').push(
        LISTENING.of(`${variable}=${value}`, () => envVar(path, 'port', variable, { value })),
      );
    }
  }

  /** Sets how the kubelet asks the WebAssembly's container. */
  public ask(health: HealthSpec | undefined, port: number | undefined): void {
    const { path, runtime } = this.context;
    const usual =
      runtime.healthPath === undefined ? { tcpSocket: {} } : { httpGet: { path: runtime.healthPath } };
    Object.assign(
      this.guest,
      probes(path, 'health', health, {
        startupFailures: startupFailures(this.startupSeconds),
        ...(port !== undefined && { port, usual }),
      }),
    );
  }

  private addAll(props: WasmWorkloadProps): void {
    const { path } = this.context;
    const env = envList(path, 'env', props.env);
    // Lists are made when something comes into them: an empty one stands in the manifest and not in the cluster.
    if (env.length > 0) {
      listUnder(this.guest, 'env').push(...env);
    }
    for (const [mountPath, volume] of Object.entries(props.volumes ?? {})) {
      this.mount(mountPath, volume);
    }
    const { folders = [], files = [] } = this.context.runtime.writable?.[this.format] ?? {};
    const { runtimeConfig } = this.context;
    this.makeWritable({ folders: writableFolders(folders, runtimeConfig), files }, props.spinLockImage);
    if (runtimeConfig !== undefined) {
      this.mount(runtimeConfig.mountPath, runtimeConfig.volume, 'runtimeConfig');
    }
    for (const [name, spec] of Object.entries(props.sidecars ?? {})) {
      this.addSidecar(name, spec);
    }
    for (const [name, spec] of Object.entries(props.initContainers ?? {})) {
      this.addInitContainer(name, spec);
    }
  }

  /** Gives the runtime just the paths that it writes, so that it lives with a read-only root and without rights. */
  private makeWritable(paths: WritablePaths, image: string | undefined): void {
    const free = (at: string): boolean =>
      !itemsOf(this.guest, 'volumeMounts').some((mount) => mount.mountPath === at);
    for (const folder of (paths.folders ?? []).filter(free)) {
      this.mount(folder, { emptyDir: {}, name: writableName(folder) });
    }
    const files = (paths.files ?? []).filter(free);
    if (files.length === 0) {
      if (image !== undefined) {
        throw refusal({
          path: this.context.path,
          field: 'spinLockImage',
          value: image,
          wrong: `nothing runs it: ${this.context.runtime.name} needs no file made for an image of format ${this.format}`,
          fix: 'leave it out',
        });
      }
      return;
    }
    const volume: VolumeSpec = { emptyDir: {}, name: WRITABLE_FILES };
    const folder = `/${WRITABLE_FILES}`;
    const names = files.map((file) => file.slice(1).replace(/\//g, '-'));
    // Only a file that is there can be mounted by subPath; where it is missing, a folder appears in its place.
    this.addInitContainer(WRITABLE_FILES, {
      image: image ?? DEFAULT_LOCK_IMAGE,
      command: ['touch', ...names.map((name) => `${folder}/${name}`)],
      resources: { requests: { cpu: '10m', memory: '16Mi' }, limits: { memory: '32Mi' } },
      securityContext: { readOnlyRootFilesystem: true },
      volumes: { [folder]: volume },
    });
    for (const [i, file] of files.entries()) {
      this.mount(file, { ...volume, subPath: names[i] });
    }
  }

  private hasEnv(name: string): boolean {
    return itemsOf(this.guest, 'env').some((variable) => variable.name === name);
  }

  private beside(): Beside {
    const { path, runtime } = this.context;
    return { path, runtime, pod: this.spec, volumes: this.volumes, main: GUEST };
  }
}

/** `/.cache` → `writable-cache`. A path of more than one such word gets a hash. */
function writableName(folder: string): string {
  const name = `writable${folder.replace(/[^a-z0-9]+/g, '-')}`.replace(/-$/, '');
  return derivedName(name, /^\/\.?[a-z0-9]+$/.test(folder) ? '' : `-${shortHash(folder)}`);
}

function itemsOf(object: JsonObject, key: string): JsonObject[] {
  return (object[key] ?? []) as JsonObject[];
}

/** What the runtime's usual tool makes. */
function usualFormat(runtime: WasmRuntimeSpec): ImageFormat {
  if (runtime.name === 'spin') {
    return ImageFormat.SPIN;
  }
  return runtime.name === 'crun' ? ImageFormat.PLAIN : ImageFormat.ARTIFACT;
}
