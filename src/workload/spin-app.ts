import type { Construct } from 'constructs';
import { WasmRuntime } from '../runtime/wasm-runtime';
import { checkedProps } from './checked-props';
import type { WasmHttpProps } from './props/http-props';
import { WasmService } from './wasm-service';

/** Props of `SpinApp`. */
export interface SpinAppProps extends WasmHttpProps {}

/**
 * A Spin application that answers requests: what `WasmService` is, on the Spin
 * runtime, with the application's variables, components and limits.
 *
 * @example
 * new SpinApp(chart, 'shop', {
 *   name: 'shop',
 *   image: WasmImage.of('ghcr.io/acme/shop:1.4.0', { binarySize: 2_100_000 }),
 *   variables: { db_url: EnvValue.fromSecret({ name: 'shop-db' }, 'url') },
 * });
 */
export class SpinApp extends WasmService {
  /**
   * @param scope a chart or a construct in one
   * @param id the construct's id
   * @param props image, cluster and what differs from the defaults
   * @throws where a value is none, or a check finds what would fail on the cluster
   */
  public constructor(scope: Construct, id: string, props: SpinAppProps) {
    super(scope, id, { ...checkedProps(scope, id, 'SpinAppProps', props), runtime: WasmRuntime.spin() });
  }
}
