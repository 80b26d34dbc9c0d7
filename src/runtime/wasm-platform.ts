import type { Construct, IConstruct } from 'constructs';
import { frozenCopy } from '../value/json';
import { isDnsSubdomain } from '../value/name';
import { refusal } from '../value/refuse';
import { checkShape } from '../value/shape';
import { pathOf } from '../value/tree-state';
import { parseVersion } from '../value/version';
import { bindPlatform, lookUpPlatform } from './platform-binding';
import * as platforms from './platforms';
import type { PlatformRuntime, WasmPlatformOptions, WasmPlatformSpec } from './wasm-platform-spec';

const FACTORIES =
  '.runtimeClassManager(), .spinKube(), .k3s(), .k3d(), .kind(), .rancherDesktop(), .talos(), .aks(), .eks(), .gke(), ' +
  '.rke2(), .k0s(), .microK8s(), .openShift(), .kwasm(), .aksWasiNodePools(), .custom({…})';

/**
 * How a cluster got its shims: which runtime class and handler stand for which
 * runtime, on which nodes, in which versions.
 *
 * @example
 * WasmPlatform.k3s().bind(app);
 */
export class WasmPlatform {
  /** Every workload asks for its platform, and a check of the whole spec each time would cost more than the workload. */
  private static readonly known = new WeakMap<WasmPlatformSpec, WasmPlatform>();

  /** runtime-class-manager, which installs shims on nodes from `Shim` resources. */
  public static runtimeClassManager(options: WasmPlatformOptions = {}): WasmPlatform {
    return of(platforms.RUNTIME_CLASS_MANAGER, options);
  }

  /** SpinKube as its documentation installs it. */
  public static spinKube(options: WasmPlatformOptions = {}): WasmPlatform {
    return of(platforms.SPINKUBE, options);
  }

  /** k3s, which finds the shims on its nodes. */
  public static k3s(options: WasmPlatformOptions = {}): WasmPlatform {
    return of(platforms.K3S, options);
  }

  /** k3d with the node image of containerd-shim-spin. */
  public static k3d(options: WasmPlatformOptions = {}): WasmPlatform {
    return of(platforms.K3D, options);
  }

  /** kind with the node image of containerd-shim-spin. */
  public static kind(options: WasmPlatformOptions = {}): WasmPlatform {
    return of(platforms.KIND, options);
  }

  /** Rancher Desktop with WebAssembly switched on. */
  public static rancherDesktop(options: WasmPlatformOptions = {}): WasmPlatform {
    return of(platforms.RANCHER_DESKTOP, options);
  }

  /** Talos Linux with the system extensions for Spin or WasmEdge. */
  public static talos(options: WasmPlatformOptions = {}): WasmPlatform {
    return of(platforms.TALOS, options);
  }

  /** Azure Kubernetes Service with runtime-class-manager. */
  public static aks(options: WasmPlatformOptions = {}): WasmPlatform {
    return of(platforms.AKS, options);
  }

  /** Amazon Elastic Kubernetes Service with runtime-class-manager. */
  public static eks(options: WasmPlatformOptions = {}): WasmPlatform {
    return of(platforms.EKS, options);
  }

  /** Google Kubernetes Engine, Ubuntu nodes, with runtime-class-manager. */
  public static gke(options: WasmPlatformOptions = {}): WasmPlatform {
    return of(platforms.GKE, options);
  }

  /** RKE2 with runtime-class-manager. */
  public static rke2(options: WasmPlatformOptions = {}): WasmPlatform {
    return of(platforms.RKE2, options);
  }

  /** k0s with runtime-class-manager. */
  public static k0s(options: WasmPlatformOptions = {}): WasmPlatform {
    return of(platforms.K0S, options);
  }

  /** MicroK8s with runtime-class-manager. */
  public static microK8s(options: WasmPlatformOptions = {}): WasmPlatform {
    return of(platforms.MICROK8S, options);
  }

  /** OpenShift, or another cluster on CRI-O, with a crun that has a WebAssembly engine; the user comes from the namespace. */
  public static openShift(options: WasmPlatformOptions = {}): WasmPlatform {
    return of(platforms.OPENSHIFT, options);
  }

  /** KWasm, which is retired: a warning names the replacement. */
  public static kwasm(options: WasmPlatformOptions = {}): WasmPlatform {
    return of(platforms.KWASM, options);
  }

  /** AKS WASI node pools, which are retired: a warning names the replacement. */
  public static aksWasiNodePools(options: WasmPlatformOptions = {}): WasmPlatform {
    return of(platforms.AKS_WASI_NODE_POOLS, options);
  }

  /**
   * Any other cluster.
   *
   * @param spec all that is known of it
   * @throws where a name or a version is none
   */
  public static custom(spec: WasmPlatformSpec): WasmPlatform {
    return new WasmPlatform(spec);
  }

  /**
   * The platform of plain data.
   *
   * @param spec what `toSpec()` gave
   * @throws where a name or a version is none
   */
  public static fromSpec(spec: WasmPlatformSpec): WasmPlatform {
    return new WasmPlatform(spec);
  }

  /**
   * The platform that holds at `scope`: the one bound at the nearest scope.
   *
   * @param scope where to start
   * @throws where none is bound at or above it
   */
  public static of(scope: IConstruct): WasmPlatform {
    const binding = lookUpPlatform(scope);
    if (binding === undefined) {
      throw refusal({
        path: pathOf(scope),
        field: 'platform',
        value: undefined,
        wrong:
          'none is bound here or above, and a wrong handler is what kills most pods, so there is no default',
        fix: `WasmPlatform.k3s().bind(app) before the first workload; or one of ${FACTORIES}`,
      });
    }
    return WasmPlatform.known.get(binding.platform) ?? new WasmPlatform(binding.platform);
  }

  private readonly spec: WasmPlatformSpec;

  private constructor(spec: WasmPlatformSpec) {
    checkSpec(spec);
    this.spec = frozenCopy(spec);
    WasmPlatform.known.set(this.spec, this);
  }

  /** What it is called in messages. */
  public get name(): string {
    return this.spec.name;
  }

  /**
   * Makes this the platform of `scope` and all below it that has no nearer one.
   *
   * @param scope an App, a Chart or any construct; before the workloads below it
   * @returns this platform
   * @throws where the scope is bound to another platform, or a workload below already works with another
   */
  public bind(scope: Construct): WasmPlatform {
    bindPlatform(scope, this.spec, scope);
    return this;
  }

  /** The platform as plain data, which cannot be changed: `WasmPlatform.fromSpec(platform.toSpec())` is the same platform. */
  public toSpec(): WasmPlatformSpec {
    return this.spec;
  }
}

function of(spec: WasmPlatformSpec, options: WasmPlatformOptions): WasmPlatform {
  checkShape(`WasmPlatform ${spec.name}`, 'WasmPlatformOptions', options);
  const { shimVersions = {}, nodeSelector, tolerations, overhead, ...rest } = options;
  const strangers = Object.keys(shimVersions).filter((name) => !Object.hasOwn(spec.runtimes, name));
  if (strangers.length > 0) {
    throw refusal({
      path: `WasmPlatform ${spec.name}`,
      field: 'shimVersions',
      value: strangers[0],
      wrong: 'no runtime of this platform',
      allowed: Object.keys(spec.runtimes).join(', '),
    });
  }
  const runtimes: { [name: string]: PlatformRuntime } = {};
  for (const [name, runtime] of Object.entries(spec.runtimes)) {
    runtimes[name] = {
      ...runtime,
      ...(nodeSelector && { nodeSelector }),
      ...(tolerations && { tolerations }),
      ...(overhead && { overhead }),
      ...(shimVersions[name] !== undefined && { shimVersion: shimVersions[name] }),
    };
  }
  const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
  return WasmPlatform.fromSpec({ ...spec, ...given, runtimes });
}

function checkSpec(spec: WasmPlatformSpec): void {
  const { name: called } = Object(spec);
  const path = typeof called === 'string' ? `WasmPlatform ${called}` : 'WasmPlatform';
  checkShape(path, 'WasmPlatformSpec', spec);
  for (const [name, runtime] of Object.entries(spec.runtimes)) {
    for (const field of ['className', 'handler'] as const) {
      if (!isDnsSubdomain(runtime[field])) {
        throw refusal({
          path,
          field: `runtimes.${name}.${field}`,
          value: runtime[field],
          wrong: 'no name',
          allowed: 'lower-case letters, digits, "-" and "."',
        });
      }
    }
    checkVersion(path, `runtimes.${name}.shimVersion`, runtime.shimVersion, '0.24.0');
  }
  checkVersion(path, 'kubernetesVersion', spec.kubernetesVersion, '1.34');
  checkVersion(path, 'containerdVersion', spec.containerdVersion, '2.1.0');
}

function checkVersion(path: string, field: string, version: string | undefined, example: string): void {
  if (version !== undefined && parseVersion(version) === undefined) {
    throw refusal({
      path,
      field,
      value: version,
      wrong: 'no version',
      allowed: `numbers with dots, as ${example}`,
    });
  }
}
