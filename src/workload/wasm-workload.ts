import { type ApiObject, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import type { RuntimeConfigSpec } from '../artifact/runtime-config/spec';
import type { WasmImage } from '../artifact/wasm-image';
import type { Subject } from '../check/subject';
import type { Common } from '../expose/service';
import { bindPlatform } from '../runtime/platform-binding';
import { releaseOf } from '../runtime/releases';
import { WasmPlatform } from '../runtime/wasm-platform';
import type { WasmPlatformSpec } from '../runtime/wasm-platform-spec';
import type { WasmRuntime } from '../runtime/wasm-runtime';
import type { WasmRuntimeSpec } from '../runtime/wasm-runtime-spec';
import { compact, frozenCopy, type Manifest } from '../value/json';
import { checkShape } from '../value/shape';
import { holdsUnresolved } from '../value/unresolved';
import { objectAnnotations } from './artifact-annotations';
import { caBundle, fileObject, fileVolume } from './files';
import { workloadName } from './name';
import { placeOf } from './placement';
import { Pod } from './pod';
import type { LinuxContainerSpec } from './props/container';
import type { EnvValueSpec } from './props/env-value';
import type { FileSpec, VolumeSpec } from './props/volume';
import type { WasmWorkloadProps } from './props/workload-props';
import { type Maker, rehearse } from './rehearsal';
import { runtimeConfigParts } from './runtime-config';
import { refuseOwnAnnotations, refuseOwnLabels, serviceAccountManifest } from './shared-parts';
import { spinEnv, spinVariable } from './spin';
import { claimName } from './tree';
import { WorkloadChecks } from './workload-checks';
import { WorkloadObject } from './workload-object';

/** What a kind of workload tells the part that all share. */
interface Kind {
  /** `Deployment`, `Job` or `CronJob`. */
  readonly main: string;
  /** The longest name of that kind. */
  readonly maxName: number;
}

const KINDS: { readonly [main: string]: Kind } = {
  Deployment: { main: 'Deployment', maxName: 63 },
  Job: { main: 'Job', maxName: 63 },
  // The controller puts eleven characters behind it for each Job.
  CronJob: { main: 'CronJob', maxName: 52 },
};

/**
 * What all workloads are: a pod that runs WebAssembly, objects of one name, and
 * verbs that change it. Use one of `WasmService`, `SpinApp`, `WasmWorker`,
 * `WasmJob` and `WasmCronJob`.
 */
export abstract class WasmWorkload extends Construct {
  /** Name of all objects of the workload. */
  public readonly name: string;

  /** Labels by which its pods are selected. They never change. */
  public readonly matchLabels: { [key: string]: string };

  /** The family of shims that runs it. */
  public readonly runtime: WasmRuntime;

  /** The cluster it is made for. */
  public readonly platform: WasmPlatform;

  /** Name of the RuntimeClass of its pods. */
  public readonly runtimeClassName: string;

  /** The image that it runs. */
  public readonly image: WasmImage;

  /** The ServiceAccount, where one was asked for. */
  public readonly serviceAccount?: ApiObject;

  /** @internal */
  protected readonly _pod: Pod;

  /** @internal */
  protected readonly _common: Common;

  /**
   * Annotations of the object that has the pods.
   *
   * @internal
   */
  protected readonly _annotations: { [key: string]: string } | undefined;

  private readonly objects: WorkloadObject[] = [];
  private readonly runtimeSpec: WasmRuntimeSpec;
  private readonly platformSpec: WasmPlatformSpec;
  private readonly runtimeConfig?: RuntimeConfigSpec;
  private readonly checks: WorkloadChecks;

  /**
   * @param scope a chart or a construct in one
   * @param id the construct's id
   * @param kind `Deployment`, `Job` or `CronJob`
   * @param runtime the family of shims
   * @param props the pod
   */
  protected constructor(
    scope: Construct,
    id: string,
    kind: string,
    runtime: WasmRuntime,
    props: WasmWorkloadProps,
  ) {
    super(scope, id);
    const { path } = this.node;
    const { main, maxName } = KINDS[kind];
    const chart = Chart.of(this);
    if (props.platform !== undefined) {
      bindPlatform(chart, props.platform.toSpec(), this);
    }
    this.platform = WasmPlatform.of(this);
    this.platformSpec = this.platform.toSpec();
    this.runtime = runtime;
    this.runtimeSpec = runtime.toSpec();
    this.image = props.image;
    this.name = workloadName(this, main, props.name, maxName);
    this.matchLabels = { 'app.kubernetes.io/name': this.name, 'wasmcd.dev/workload': main.toLowerCase() };
    refuseOwnLabels(path, this.matchLabels, { labels: props.labels, podLabels: props.podLabels });
    refuseOwnAnnotations(path, this.runtimeSpec.podAnnotations, props.podAnnotations);
    const { annotations, podAnnotations } = props;
    this._annotations = objectAnnotations(
      path,
      props.image.toSpec(),
      compact({ annotations, podAnnotations }),
    );
    const labels = { ...props.labels, 'app.kubernetes.io/name': this.name };
    this._common = { path, name: this.name, matchLabels: this.matchLabels, labels };
    const placed = placeOf(this, this.runtimeSpec);
    this.runtimeClassName = placed.className;
    const runtimeConfig = runtimeConfigParts(this._common, this.runtimeSpec, placed, props);
    this.runtimeConfig = runtimeConfig?.spec;
    const account = serviceAccountManifest(this._common, props.identity);
    const context = {
      path,
      matchLabels: this.matchLabels,
      runtime: this.runtimeSpec,
      platform: this.platformSpec,
      placed,
      byRevision: main === 'Deployment',
      ...(runtimeConfig !== undefined && { runtimeConfig }),
    };
    this._pod = new Pod(
      context,
      account === undefined
        ? props
        : { ...props, identity: { ...props.identity, serviceAccountName: account.name } },
    );
    if (account !== undefined) {
      this.serviceAccount = this._emit('ServiceAccount', account.manifest);
    }
    if (runtimeConfig?.object !== undefined) {
      this._emit(runtimeConfig.object.id, runtimeConfig.object.manifest);
    }
    for (const [name, value] of spinEnv(path, this.runtimeSpec, props)) {
      this._pod.addEnv(name.field, name.variable, value);
    }
    for (const [filePath, spec] of Object.entries(props.files ?? {})) {
      this.mountFile(filePath, spec);
    }
    for (const [bundlePath, spec] of caBundle(path, props.caBundle)) {
      this.mountFile(bundlePath, spec);
    }
    this.checks = new WorkloadChecks(this, {
      objects: this.objects,
      subjectOf: (objects) => this.subject(objects),
      foreign: () => this._foreign,
    });
  }

  /**
   * Adds a variable to the WebAssembly's container. A Spin application does not see it: it has `addVariable`.
   *
   * @param name the variable
   * @param value its value
   * @throws where it is set already, or a check finds an error
   */
  public addEnv(name: string, value: EnvValueSpec): void {
    checkShape(this.node.path, 'EnvValueSpec', value, `env.${name}`);
    this._pod.addEnv('env', name, value);
    this._changed();
  }

  /**
   * Adds a variable of a Spin application.
   *
   * @param name lower-case letters, digits and "_", from a letter on
   * @param value its value
   * @throws where the runtime is not Spin, the variable is set already, or a check finds an error
   */
  public addVariable(name: string, value: EnvValueSpec): void {
    checkShape(this.node.path, 'EnvValueSpec', value, `variables.${name}`);
    const variable = spinVariable(this.node.path, this.runtimeSpec, name);
    this._pod.addEnv('variables', variable, value);
    this._changed();
  }

  /**
   * Adds a Linux container that starts before the WebAssembly and stays.
   *
   * @param name the container
   * @param spec what it runs
   * @throws where the pod has a container of that name, or a check finds an error
   */
  public addSidecar(name: string, spec: LinuxContainerSpec): void {
    checkShape(this.node.path, 'LinuxContainerSpec', spec, `sidecars.${name}`);
    this._pod.addSidecar(name, frozenCopy(spec));
    this._changed();
  }

  /**
   * Adds a Linux container that ends before the WebAssembly starts.
   *
   * @param name the container
   * @param spec what it runs
   * @throws where the pod has a container of that name, or a check finds an error
   */
  public addInitContainer(name: string, spec: LinuxContainerSpec): void {
    checkShape(this.node.path, 'LinuxContainerSpec', spec, `initContainers.${name}`);
    this._pod.addInitContainer(name, frozenCopy(spec));
    this._changed();
  }

  /**
   * Mounts a volume into the WebAssembly's container.
   *
   * @param mountPath where, from / on
   * @param spec the volume
   * @throws where something is mounted there, or a check finds an error
   */
  public mountVolume(mountPath: string, spec: VolumeSpec): void {
    checkShape(this.node.path, 'VolumeSpec', spec, `volumes.${mountPath}`);
    this._pod.mount(mountPath, spec);
    this._changed();
  }

  /**
   * Puts one file into the WebAssembly's container.
   *
   * @param path where, from / on
   * @param spec what is in it
   * @throws where something is mounted there, or a check finds an error
   */
  public addFile(path: string, spec: FileSpec): void {
    checkShape(this.node.path, 'FileSpec', spec, `files.${path}`);
    this.mountFile(path, spec);
    this._changed();
  }

  /** The objects of the workload, in the order in which they are written. */
  public get apiObjects(): ApiObject[] {
    return [...this.objects];
  }

  /** @internal */
  protected _emit(id: string, manifest: Manifest): WorkloadObject {
    const { name } = manifest.metadata as { name: string };
    claimName(this, manifest.kind, Chart.of(this).namespace, name);
    const object = new WorkloadObject(this, id, manifest);
    this.objects.push(object);
    return object;
  }

  /**
   * Holds all checks against the workload as it stands; at the end of a constructor and of each verb.
   *
   * @internal
   */
  protected _changed(): void {
    this.checks.changed();
  }

  /**
   * Whether there is a port to ask.
   *
   * @internal
   */
  protected get _serves(): boolean {
    return false;
  }

  /**
   * Objects of the app that are not the workload's own but say how it runs; they are looked at when the app is whole.
   *
   * @internal
   */
  protected get _foreign(): readonly Manifest[] {
    return [];
  }

  private mountFile(path: string, spec: FileSpec): void {
    const made = fileObject(this._common, path, spec);
    this._pod.mount(path, fileVolume(path, spec, made?.manifest), 'files');
    if (made !== undefined) {
      this._emit(made.id, made.manifest);
    }
  }

  /**
   * Says how to make the workload again: values that are not known yet are held against the constructor at synth.
   *
   * @internal
   */
  protected _remember<T extends WasmWorkloadProps>(props: T, make: Maker<T>): void {
    if (holdsUnresolved(props)) {
      this.checks.remember(() => rehearse(this, this.platformSpec, props, make));
    }
  }

  private subject(objects: readonly Manifest[]): Subject {
    const { binary, manifest, componentBinaries, allowMutableTag, record } = this.image.toSpec();
    const runtime = this.runtimeSpec;
    return {
      path: this._common.path,
      objects,
      guest: 'app',
      http: this._serves,
      runtime,
      platform: this.platformSpec,
      imageFormat: this._pod.format,
      ...compact({
        binarySize: this.image.binarySize,
        binary,
        manifest,
        componentBinaries,
        record,
        release: releaseOf(runtime.name, this.platformSpec.runtimes[runtime.name]?.shimVersion),
        runtimeConfig: this.runtimeConfig,
      }),
      mutableTag: allowMutableTag === true,
    };
  }
}
