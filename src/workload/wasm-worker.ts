import type { Construct } from 'constructs';
import { WasmRuntime } from '../runtime/wasm-runtime';
import { checkedProps } from './checked-props';
import type { WasmDeploymentProps } from './props/deployment-props';
import { WasmDeployment } from './wasm-deployment';

/** Props of `WasmWorker`. */
export interface WasmWorkerProps extends WasmDeploymentProps {
  /**
   * The family of shims.
   *
   * @default - wasmtime
   */
  readonly runtime?: WasmRuntime;
}

/**
 * WebAssembly that works without being asked, as from a queue: what
 * `WasmService` is, without a port, a Service and an Ingress.
 */
export class WasmWorker extends WasmDeployment {
  /**
   * @param scope a chart or a construct in one
   * @param id the construct's id
   * @param props image, cluster and what differs from the defaults
   * @throws where a value is none, or a check finds what would fail on the cluster
   */
  public constructor(scope: Construct, id: string, props: WasmWorkerProps) {
    const { runtime = WasmRuntime.wasmtime(), ...rest } = checkedProps(scope, id, 'WasmWorkerProps', props);
    super(scope, id, runtime, rest);
    this._pod.ask(props.health, undefined);
    this._remember(props, (of, as, known) => new WasmWorker(of, as, known));
    this._changed();
  }
}
