import { App, Chart } from 'cdk8s';
import { WasmImage, WasmPlatform } from 'cdk8s-wasm';
import { AcmeService } from './acme-service';

/** Two services made with our own construct; one calls the other. */
export function library(app: App): void {
  const chart = new Chart(app, 'library');
  const orders = new AcmeService(chart, 'Orders', {
    name: 'orders',
    team: 'sales',
    image: WasmImage.of('ghcr.io/acme/orders:3.0.2', { binarySize: 1_700_000 }),
  });
  orders.wasm.exposeViaIngress({ hosts: ['orders.example.com'], tls: {} });
  new AcmeService(chart, 'Stock', {
    name: 'stock',
    team: 'logistics',
    image: WasmImage.of('ghcr.io/acme/stock:0.9.4', { binarySize: 1_100_000 }),
    callers: [orders],
  });
}

if (require.main === module) {
  const app = new App();
  WasmPlatform.runtimeClassManager().bind(app);
  library(app);
  app.synth();
}
