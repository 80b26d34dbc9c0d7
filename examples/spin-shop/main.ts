import { App, Chart } from 'cdk8s';
import { Checks, EnvValue, SpinApp, WasmImage, WasmPlatform } from 'cdk8s-wasm';

/** A Spin application with settings, secrets, a host of its own with TLS, and as many pods as it needs. */
export function spinShop(app: App): void {
  const chart = new Chart(app, 'spin-shop');
  Checks.of(chart).acknowledge(
    'unproven',
    'containerd has SystemdCgroup = true on our nodes, and kubectl top shows the CPU of Spin pods',
  );
  const database = { name: 'shop-db' };
  new SpinApp(chart, 'Shop', {
    name: 'shop',
    image: WasmImage.of('ghcr.io/acme/shop:2.3.1', { binarySize: 3_400_000 }),
    variables: {
      currency: EnvValue.of('EUR'),
      db_url: EnvValue.fromSecret(database, 'url'),
      db_password: EnvValue.fromSecret(database, 'password'),
    },
    autoscale: { min: 2, max: 10, cpu: 70 },
    ingress: {
      className: 'nginx',
      hosts: ['shop.example.com'],
      annotations: { 'cert-manager.io/cluster-issuer': 'letsencrypt' },
      tls: {},
    },
  });
}

if (require.main === module) {
  const app = new App();
  WasmPlatform.spinKube().bind(app);
  spinShop(app);
  app.synth();
}
