import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { WasmRuntime } from '../runtime/wasm-runtime';
import { compact } from '../value/json';
import { checkedProps } from './checked-props';
import { jobSpec } from './job';
import type { WasmJobBaseProps } from './props/job-props';
import { WasmWorkload } from './wasm-workload';

/** Props of `WasmJob`. */
export interface WasmJobProps extends WasmJobBaseProps {}

/** WebAssembly that runs once and ends: a Job. */
export class WasmJob extends WasmWorkload {
  /** The Job. */
  public readonly job: ApiObject;

  /**
   * @param scope a chart or a construct in one
   * @param id the construct's id
   * @param props image, cluster and what differs from the defaults
   * @throws where a value is none, or a check finds what would fail on the cluster
   */
  public constructor(scope: Construct, id: string, props: WasmJobProps) {
    const { runtime = WasmRuntime.wasmtime() } = checkedProps(scope, id, 'WasmJobProps', props);
    super(scope, id, 'Job', runtime, props);
    this.job = this._emit('Job', {
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: compact({
        name: this.name,
        labels: { ...this._common.labels },
        annotations: this._annotations,
      }),
      spec: jobSpec(this.node.path, props, this._pod),
    });
    this._remember(props, (of, as, known) => new WasmJob(of, as, known));
    this._changed();
  }
}
