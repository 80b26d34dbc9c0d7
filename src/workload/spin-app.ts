import type { Construct } from 'constructs';
import { WasmRuntime } from '../runtime/wasm-runtime';
import { compact } from '../value/json';
import { checkedProps, childPath } from './checked-props';
import type { WasmHttpProps } from './props/http-props';
import type { SpinFromManifestProps } from './props/spin-from-manifest-props';
import { pickConstruct } from './spin-pick';
import { WasmCronJob } from './wasm-cron-job';
import { WasmJob } from './wasm-job';
import { WasmService } from './wasm-service';
import { WasmWorker } from './wasm-worker';
import type { WasmWorkload } from './wasm-workload';

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
   * What a Spin application is by the triggers of its manifest, on the Spin runtime: with HTTP triggers a `SpinApp`,
   * with those for redis, mqtt and sqs alone a `WasmWorker`, with command triggers a `WasmJob` or, with `schedule`, a
   * `WasmCronJob`. The image must know the manifest.
   *
   * @param scope a chart or a construct in one
   * @param id the construct's id
   * @param props image, cluster and what differs from the defaults
   * @throws where the manifest is not known, its triggers do not go together, or the construct that they make of it
   * does not have a prop; and where that construct throws
   */
  public static fromManifest(scope: Construct, id: string, props: SpinFromManifestProps): WasmWorkload {
    const given = compact(checkedProps(scope, id, 'SpinFromManifestProps', props));
    const { schedule = '' } = given;
    const runtime = WasmRuntime.spin();
    switch (pickConstruct(childPath(scope, id), given)) {
      case 'WasmWorker':
        return new WasmWorker(scope, id, { ...given, runtime });
      case 'WasmJob':
        return new WasmJob(scope, id, { ...given, runtime });
      case 'WasmCronJob':
        return new WasmCronJob(scope, id, { ...given, schedule, runtime });
      default:
        return new SpinApp(scope, id, given);
    }
  }

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
