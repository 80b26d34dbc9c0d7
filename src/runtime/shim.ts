import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { compact, orNothing } from '../value/json';
import { isDnsLabel, isDnsSubdomain } from '../value/name';
import { refusal } from '../value/refuse';
import { checkShape } from '../value/shape';
import { carriedByRoot } from '../value/tree-state';
import { literal } from '../value/unresolved';
import { ClusterObject } from './cluster-object';
import { claimRuntimeClass } from './runtime-classes';
import { CgroupDriver } from './wasm-platform-spec';

/** Where runtime-class-manager gets a shim for one architecture. */
export interface ShimLocation {
  /** Address of the `.tar.gz` that holds `containerd-shim-<name>`; nodes fetch it without credentials. */
  readonly location: string;

  /** SHA-256 of that archive, 64 hexadecimal digits. Nothing else proves what nodes run as root. */
  readonly sha256: string;
}

/** Props of `Shim`. */
export interface ShimProps {
  /**
   * Name of the resource, which is also the suffix of the binary
   * (`containerd-shim-<name>`) and the handler: `spin-v2`. Structural: takes no token.
   */
  readonly name: string;

  /** Name of the RuntimeClass that is made for it. Structural: takes no token. */
  readonly className: string;

  /**
   * The archive for nodes with x86-64 processors.
   *
   * @default - none; at least one architecture is needed
   */
  readonly amd64?: ShimLocation;

  /**
   * The archive for nodes with 64-bit ARM processors.
   *
   * @default - none; at least one architecture is needed
   */
  readonly arm64?: ShimLocation;

  /**
   * Labels of the nodes that get the shim.
   *
   * @default - every node
   */
  readonly nodeSelector?: { [label: string]: string };

  /**
   * What keeps the accounts of containers on those nodes. Wrong, and no metrics reach an autoscaler. Structural: takes
   * no token.
   *
   * @default CgroupDriver.SYSTEMD
   */
  readonly cgroupDriver?: CgroupDriver;

  /**
   * More options of the containerd runtime, written into its configuration as they are (`"true"`, not `true`).
   *
   * @default - none
   */
  readonly containerdRuntimeOptions?: { [option: string]: string };
}

/**
 * The resource by which runtime-class-manager installs a shim on nodes.
 *
 * It does not install again when the location changes. To upgrade, put a second
 * `Shim` with a name and a class of its own beside the first (its archive holds
 * the binary under that name), move workloads to its class, then take the first
 * away.
 *
 * Source: spinframework/runtime-class-manager 0.2.0, `api/v1alpha1/shim_types.go` and the downloader.
 */
export class Shim extends Construct {
  /** The `Shim` object. */
  public readonly apiObject: ApiObject;

  /** Name of the RuntimeClass that is made for it. */
  public readonly className: string;

  /**
   * @param scope a chart or a construct in one
   * @param id the construct's id
   * @param props the shim
   * @throws where a name or an archive is none that runtime-class-manager can use, or the app has a shim of that name
   */
  public constructor(scope: Construct, id: string, props: ShimProps) {
    super(scope, id);
    checkShape(this.node.path, 'ShimProps', props);
    this.checkNames(props);
    const platforms = [
      { arch: 'amd64', from: props.amd64 },
      { arch: 'arm64', from: props.arm64 },
    ].flatMap(({ arch, from }) => (from === undefined ? [] : [this.platform(arch, from)]));
    if (platforms.length === 0) {
      throw refusal({
        path: this.node.path,
        field: 'amd64, arm64',
        value: undefined,
        wrong: 'no architecture has an archive, so no node would get the shim',
        fix: "amd64: { location: 'https://…', sha256: '…' }",
      });
    }
    if (props.cgroupDriver !== undefined && props.containerdRuntimeOptions?.SystemdCgroup !== undefined) {
      throw refusal({
        path: this.node.path,
        field: 'containerdRuntimeOptions.SystemdCgroup',
        value: props.containerdRuntimeOptions.SystemdCgroup,
        wrong: 'cgroupDriver says it already',
        fix: 'say it once',
      });
    }
    const cgroup = {
      SystemdCgroup: String((props.cgroupDriver ?? CgroupDriver.SYSTEMD) === CgroupDriver.SYSTEMD),
    };
    this.claimName(props.name);
    claimRuntimeClass(this, { className: props.className, handler: props.name });
    this.className = props.className;
    this.apiObject = new ClusterObject(this, 'Shim', {
      apiVersion: 'runtime.spinkube.dev/v1alpha1',
      kind: 'Shim',
      metadata: { name: props.name },
      spec: compact({
        nodeSelector: orNothing({ ...props.nodeSelector }),
        fetchStrategy: { platforms },
        runtimeClass: { name: props.className, handler: props.name },
        // `rolling` is in the schema and no release has implemented it (issue 50): nodes would be recreated all the same.
        rolloutStrategy: { type: 'recreate' },
        containerdRuntimeOptions: { ...cgroup, ...props.containerdRuntimeOptions },
      }),
    });
  }

  private checkNames(props: ShimProps): void {
    const path = this.node.path;
    if (!isDnsLabel(props.name) || props.name.startsWith('containerd-shim')) {
      throw refusal({
        path,
        field: 'name',
        value: props.name,
        wrong: 'the name is the suffix of the binary and the handler',
        allowed: 'lower-case letters, digits and "-", without "containerd-shim-"',
        fix: 'spin-v2 for containerd-shim-spin-v2',
      });
    }
    if (literal(props.className) !== undefined && !isDnsSubdomain(props.className)) {
      throw refusal({
        path,
        field: 'className',
        value: props.className,
        wrong: 'no name of a RuntimeClass',
        allowed: 'lower-case letters, digits, "-" and "."',
      });
    }
  }

  private claimName(name: string): void {
    const names = carriedByRoot(this, 'shims', () => new Map<string, string>());
    const other = names.get(name);
    if (other !== undefined) {
      throw refusal({
        path: this.node.path,
        field: 'name',
        value: name,
        wrong: `${other} installs a shim of that name, and runtime-class-manager does not install again when the location changes`,
        fix: 'for an upgrade give the second a name and a class of its own',
      });
    }
    names.set(name, this.node.path);
  }

  private platform(arch: string, from: ShimLocation): { [key: string]: string } {
    const { location, sha256 } = from;
    const path = this.node.path;
    if (literal(location) !== undefined && !/^https?:\/\/\S+$/.test(location)) {
      throw refusal({
        path,
        field: `${arch}.location`,
        value: location,
        wrong: 'no address',
        allowed: 'http:// or https://',
      });
    }
    if (literal(sha256) !== undefined && !/^[0-9a-f]{64}$/i.test(sha256)) {
      throw refusal({
        path,
        field: `${arch}.sha256`,
        value: sha256,
        wrong: 'no SHA-256',
        allowed: '64 hexadecimal digits',
        fix: 'sha256sum of the archive',
      });
    }
    return { os: 'linux', arch, location, sha256 };
  }
}
