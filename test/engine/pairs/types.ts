import * as pulumi from '@pulumi/pulumi';
import { WasmImage, WasmPlatform } from 'cdk8s-wasm';
import * as wasm from 'cdk8s-wasm/pulumi';

const image = WasmImage.of('ghcr.io/acme/api:1.4.0', { binarySize: 1000 });
const api = new wasm.SpinApp('api', {
  image,
  platform: WasmPlatform.k3s(),
  replicas: pulumi.output(2),
  variables: { password: { value: pulumi.secret('a') } },
  ingress: { hosts: [pulumi.output('api.example.com')] },
});
export const url: pulumi.Output<string> = api.url;
export const replicas: pulumi.Output<number> = api.deployment.spec.replicas;
