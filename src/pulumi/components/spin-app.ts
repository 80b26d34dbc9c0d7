import type * as pulumi from '@pulumi/pulumi';
import { WasmRuntime } from '../../runtime/wasm-runtime';
import { compact } from '../../value/json';
import { checkShape } from '../../value/shape';
import type { SpinFromManifestProps } from '../../workload/props/spin-from-manifest-props';
import * as core from '../../workload/spin-app';
import { pickConstruct } from '../../workload/spin-pick';
import type { SpinAppArgs, SpinFromManifestArgs } from '../args';
import { propsOf } from '../props';
import { Tokens } from '../tokens';
import { HttpComponent } from './http';
import { WasmCronJob } from './wasm-cron-job';
import { WasmJob } from './wasm-job';
import { WasmWorker } from './wasm-worker';

/**
 * A Spin application that answers requests: the construct `SpinApp` as a component.
 *
 * @example
 * new SpinApp('shop', {
 *   name: 'shop',
 *   platform: WasmPlatform.k3s(),
 *   image: WasmImage.of('ghcr.io/acme/shop:1.4.0', { binarySize: 2_100_000 }),
 *   variables: { db_url: { secretKeyRef: { name: database.metadata.name, key: 'url' } } },
 * });
 */
export class SpinApp extends HttpComponent<core.SpinApp> {
  /**
   * What a Spin application is by the triggers of its manifest: with HTTP triggers a `SpinApp`, with those for redis, mqtt
   * and sqs alone a `WasmWorker`, with command triggers a `WasmJob` or, with `schedule`, a `WasmCronJob`. The image must
   * know the manifest.
   *
   * @param name of the component
   * @param args the props of the construct, with Outputs where a value is known at deployment only
   * @param options parent, provider, aliases, …
   * @throws where the manifest is not known, its triggers do not go together, or the component that they make of it does
   * not have an argument; and where that component throws
   */
  public static fromManifest(
    name: string,
    args: SpinFromManifestArgs,
    options?: pulumi.ComponentResourceOptions,
  ): SpinApp | WasmWorker | WasmJob | WasmCronJob {
    const { schedule = '', ...rest } = args;
    const others = { ...rest, runtime: WasmRuntime.spin() };
    switch (pick(name, args)) {
      case 'WasmWorker':
        return new WasmWorker(name, others, options);
      case 'WasmJob':
        return new WasmJob(name, others, options);
      case 'WasmCronJob':
        return new WasmCronJob(name, { ...others, schedule }, options);
      default:
        return new SpinApp(name, rest, options);
    }
  }

  /**
   * @param name of the component
   * @param args the props of the construct, with Outputs where a value is known at deployment only
   * @param options parent, provider, aliases, …
   * @throws where a value is none, or a check finds what would fail on the cluster
   */
  public constructor(name: string, args: SpinAppArgs, options?: pulumi.ComponentResourceOptions) {
    super(name, args, options, {
      kind: 'SpinApp',
      needsPlatform: true,
      make: (scope, id, props: core.SpinAppProps) => new core.SpinApp(scope, id, props),
    });
  }
}

/** Which component its triggers make of an application. */
function pick(
  name: string,
  { namespace: _, ...args }: SpinFromManifestArgs,
): ReturnType<typeof pickConstruct> {
  const path = `SpinApp/${name}`;
  const props = propsOf<SpinFromManifestProps>('SpinFromManifestProps', compact(args), new Tokens(name));
  checkShape(path, 'SpinFromManifestProps', props);
  return pickConstruct(path, props);
}
