import { join } from 'node:path';
import { App, Chart } from 'cdk8s';
import { EnvValue, RuntimeConfig, SpinApp, SpinManifest, WasmImage, WasmPlatform } from 'cdk8s-wasm';

/** One Spin application, as its manifest says: what answers, what waits for messages, what runs at night. */
export function spinManifest(app: App): void {
  const chart = new Chart(app, 'spin-manifest');
  const manifest = SpinManifest.fromFile(join(__dirname, 'spin.toml')).toSpec();
  const image = WasmImage.of('ghcr.io/acme/bookings:3.0.0', { binarySize: 3_400_000, manifest });
  // Spin asks for all required variables, whichever components run.
  const variables = {
    redis_host: EnvValue.of('valkey.bookings'),
    mail_token: EnvValue.fromSecret({ name: 'bookings-mail' }, 'token'),
  };

  // A Deployment, a Service and an Ingress to the public routes.
  SpinApp.fromManifest(chart, 'Bookings', {
    name: 'bookings',
    image,
    variables,
    components: ['bookings', 'prices'],
    runtimeConfig: RuntimeConfig.of({
      keyValueStores: { default: { redis: { url: 'redis://valkey.bookings:6379' } } },
    }),
    ingress: { className: 'nginx', hosts: ['shop.example.com'], tls: {} },
  });

  // A Deployment alone: it waits for messages. Redis hands each of them to every pod that listens, so there is one.
  SpinApp.fromManifest(chart, 'Mailer', {
    name: 'bookings-mailer',
    image,
    variables,
    components: ['mailer'],
    replicas: 1,
  });

  // A CronJob, as there is a schedule.
  SpinApp.fromManifest(chart, 'Report', {
    name: 'bookings-report',
    image,
    variables,
    components: ['report'],
    schedule: '0 3 * * *',
    timeZone: 'Europe/Berlin',
  });
}

if (require.main === module) {
  const app = new App();
  WasmPlatform.spinKube().bind(app);
  spinManifest(app);
  app.synth();
}
