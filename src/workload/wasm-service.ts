import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { SpinManifestSpec } from '../artifact/spin/manifest-spec';
import { ingressManifest } from '../expose/ingress';
import type { IngressSpec } from '../expose/ingress-spec';
import { serviceManifest } from '../expose/service';
import { WasmRuntime } from '../runtime/wasm-runtime';
import { demandPort } from '../value/demand';
import { digList, frozenCopy, isObject, type Manifest } from '../value/json';
import { refusal } from '../value/refuse';
import { checkShape } from '../value/shape';
import { checkedProps } from './checked-props';
import type { WasmHttpProps } from './props/http-props';
import { routedPaths } from './spin-routes';
import { WasmDeployment } from './wasm-deployment';
import type { WorkloadObject } from './workload-object';

/** Props of `WasmService`. */
export interface WasmServiceProps extends WasmHttpProps {
  /**
   * The family of shims. One without an HTTP server of its own (all but wasmtime and Spin) needs a guest that opens `port`.
   *
   * @default - wasmtime
   */
  readonly runtime?: WasmRuntime;
}

const DEFAULT_PORT = 8080;
const PRE_STOP_SECONDS = 5;

/**
 * WebAssembly that answers requests: a Deployment, a Service, a
 * PodDisruptionBudget, and where asked for an Ingress, a
 * HorizontalPodAutoscaler and a ServiceAccount.
 *
 * @example
 * new WasmService(chart, 'hello', {
 *   name: 'hello',
 *   image: WasmImage.of('ghcr.io/acme/hello:1.4.0', { binarySize: 2_100_000 }),
 * });
 */
export class WasmService extends WasmDeployment {
  /** The Service. */
  public readonly service: ApiObject;

  /** The port it listens on. */
  public readonly port: number;

  private readonly serviceManifest: Manifest;
  private readonly spinManifest?: SpinManifestSpec;
  private ingressObject?: WorkloadObject;

  /**
   * @param scope a chart or a construct in one
   * @param id the construct's id
   * @param props image, cluster and what differs from the defaults
   * @throws where a value is none, or a check finds what would fail on the cluster
   */
  public constructor(scope: Construct, id: string, props: WasmServiceProps) {
    const { runtime = WasmRuntime.wasmtime(), ...rest } = checkedProps(scope, id, 'WasmServiceProps', props);
    super(scope, id, runtime, rest);
    const { path } = this.node;
    demandPort(path, 'port', props.port);
    this.port = props.port ?? DEFAULT_PORT;
    this.spinManifest = props.image.toSpec().manifest;
    this._pod.listen(this.port);
    this._pod.ask(props.health, this.port);
    for (const [name, extra] of Object.entries(props.service?.extraPorts ?? {})) {
      this._pod.addPort('service.extraPorts', name, extra.targetPort ?? extra.port, extra.protocol);
    }
    this.serviceManifest = serviceManifest(this._common, props.service);
    this.service = this._emit('Service', this.serviceManifest);
    if (props.ingress !== undefined) {
      this.emitIngress(props.ingress);
    }
    this._remember(props, (of, as, known) => new WasmService(of, as, known));
    this._changed();
  }

  /** Name of the Service. */
  public get serviceName(): string {
    return this.name;
  }

  /** The Ingress, where one was asked for. */
  public get ingress(): ApiObject | undefined {
    return this.ingressObject;
  }

  /**
   * Adds an Ingress that leads to the Service. TLS ends there: the shims end none.
   *
   * @param spec hosts, paths and class
   * @throws where it has one already, or a value is none
   */
  public exposeViaIngress(spec: IngressSpec = {}): ApiObject {
    checkShape(this.node.path, 'IngressSpec', spec, 'ingress');
    const ingress = this.emitIngress(frozenCopy(spec));
    this._changed();
    return ingress;
  }

  /** @internal */
  protected override get _serves(): boolean {
    return true;
  }

  /** @internal */
  protected override get _preStopSeconds(): number {
    return PRE_STOP_SECONDS;
  }

  private emitIngress(spec: IngressSpec): WorkloadObject {
    if (this.ingressObject !== undefined) {
      throw refusal({
        path: this.node.path,
        field: 'ingress',
        value: spec,
        wrong: 'the workload has an Ingress already',
        fix: 'say all hosts and paths at once',
      });
    }
    const ports = digList(this.serviceManifest, 'spec', 'ports').filter(isObject);
    const { path } = this.node;
    const paths = spec.paths ?? routedPaths(path, this.runtime.toSpec(), this.spinManifest, this._pod.guest);
    this.ingressObject = this._emit(
      'Ingress',
      ingressManifest(
        this._common,
        { ...spec, ...(paths !== undefined && { paths }) },
        ports.map((port) => String(port.name)),
      ),
    );
    return this.ingressObject;
  }
}
