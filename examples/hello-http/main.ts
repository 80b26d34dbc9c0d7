import { App, Chart } from 'cdk8s';
import { WasmImage, WasmPlatform, WasmService } from 'cdk8s-wasm';

/** A component that answers HTTP, with every default. */
export function helloHttp(app: App): void {
  const chart = new Chart(app, 'hello-http');
  new WasmService(chart, 'Hello', {
    name: 'hello',
    image: WasmImage.of('ghcr.io/acme/hello:1.4.0', { binarySize: 2_100_000 }),
  });
}

if (require.main === module) {
  const app = new App();
  WasmPlatform.k3s().bind(app);
  helloHttp(app);
  app.synth();
}
