import { createRequire } from 'node:module';
import { App, Chart } from 'cdk8s';
import type * as kplus from 'cdk8s-plus-28';
import { WasmImage, WasmPlatform, WasmService, type WasmServiceProps } from 'cdk8s-wasm';

const require = createRequire(import.meta.url);

/**
 * The oldest and the newest release that the tests run with, under the types of the oldest: those of different releases
 * are no relatives. That the same calls fit the types of the newest as they stand is shown by docs/cdk8s-plus.md, whose
 * snippets are compiled with both.
 */
export const RELEASES = ['cdk8s-plus-28', 'cdk8s-plus-33'].map((name): [string, typeof kplus] => [
  name,
  require(name),
]);

/** A chart on k3s. */
export function shop(namespace?: string): Chart {
  const app = new App();
  WasmPlatform.k3s().bind(app);
  return new Chart(app, 'shop', namespace === undefined ? {} : { namespace });
}

/** A service in it. */
export function service(chart: Chart, name: string, props: Partial<WasmServiceProps> = {}): WasmService {
  const image = WasmImage.of('ghcr.io/acme/shop:1.4.0', { binarySize: 2_100_000 });
  return new WasmService(chart, name, { name, image, ...props });
}
