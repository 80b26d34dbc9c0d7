import { join } from 'node:path';
import * as pulumi from '@pulumi/pulumi';
import { WasmCronJob, WasmImage } from 'cdk8s-wasm/pulumi';

const config = new pulumi.Config();
const shop = new pulumi.StackReference(config.require('shop'));
const text = (output: string): pulumi.Output<string> => shop.requireOutput(output).apply(String);

const report = new WasmCronJob('report', {
  name: 'report',
  namespace: text('namespace'),
  image: new WasmImage('report', {
    file: join(__dirname, '../../apps/rust-command/build/app.wasm'),
    repository: config.require('repository'),
  }),
  schedule: '0 3 * * *',
  env: {
    SHOP_URL: { value: text('url') },
    DATABASE_PASSWORD: { secretKeyRef: { name: text('databaseSecret'), key: 'password' } },
  },
});

export const { cronJobName } = report;
