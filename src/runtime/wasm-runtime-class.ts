import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { compact, frozenCopy, orNothing } from '../value/json';
import { isDnsLabel, isDnsSubdomain } from '../value/name';
import { refusal } from '../value/refuse';
import { checkShape } from '../value/shape';
import { ClusterObject } from './cluster-object';
import { claimRuntimeClass, runtimeClassManifest } from './runtime-classes';
import type { Toleration } from './toleration';

/** Props of `WasmRuntimeClass`. */
export interface WasmRuntimeClassProps {
  /** Name that pods give as `runtimeClassName`: a DNS subdomain. Structural: takes no token. */
  readonly className: string;

  /** Name of the handler in the container runtime's configuration on the nodes: a DNS label. Structural: takes no token. */
  readonly handler: string;

  /**
   * Labels of the nodes that have the shim. They are merged into the pods of the class.
   *
   * @default - every node has it
   */
  readonly nodeSelector?: { [label: string]: string };

  /**
   * Taints of the nodes that have the shim. They are merged into the pods of the class.
   *
   * @default - none
   */
  readonly tolerations?: Toleration[];

  /**
   * What a pod of the class costs its node besides its containers, by resource (`memory: 10Mi`); `{}` for nothing.
   *
   * @default - `memory: 24Mi`: a shim’s process was measured to take 9 to 23 MB (bench/RESULTS.md)
   */
  readonly overhead?: { [resource: string]: string };

  /**
   * Labels of the object.
   *
   * @default - none; a chart's labels do not reach an object of the whole cluster
   */
  readonly labels?: { [key: string]: string };

  /**
   * Annotations of the object.
   *
   * @default - none
   */
  readonly annotations?: { [key: string]: string };
}

/**
 * A RuntimeClass written on purpose: for a chart that sets a cluster up. A bound
 * platform emits by itself the classes that workloads use.
 */
export class WasmRuntimeClass extends Construct {
  /** The RuntimeClass. */
  public readonly runtimeClass: ApiObject;

  /** Name that pods give. */
  public readonly className: string;

  /**
   * @param scope a chart or a construct in one
   * @param id the construct's id
   * @param props the class
   * @throws where a name is none, or the app has a class of that name with other content
   */
  public constructor(scope: Construct, id: string, props: WasmRuntimeClassProps) {
    super(scope, id);
    const path = this.node.path;
    checkShape(path, 'WasmRuntimeClassProps', props);
    if (!isDnsSubdomain(props.className)) {
      throw refusal({
        path,
        field: 'className',
        value: props.className,
        wrong: 'no name of a RuntimeClass',
        allowed: 'lower-case letters, digits, "-" and "."',
      });
    }
    if (!isDnsLabel(props.handler)) {
      throw refusal({
        path,
        field: 'handler',
        value: props.handler,
        wrong: 'no name of a handler',
        allowed: 'lower-case letters, digits and "-", at most 63',
      });
    }
    const manifest = runtimeClassManifest(frozenCopy(props));
    claimRuntimeClass(this, props, manifest);
    this.className = props.className;
    this.runtimeClass = new ClusterObject(this, 'RuntimeClass', {
      ...manifest,
      metadata: compact({
        name: props.className,
        labels: orNothing({ ...props.labels }),
        annotations: orNothing({ ...props.annotations }),
      }),
    });
  }
}
