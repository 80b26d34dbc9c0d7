import { join } from 'node:path';
import * as k8s from '@pulumi/kubernetes';
import * as pulumi from '@pulumi/pulumi';
import { ImageFormat } from 'cdk8s-wasm';
import { SpinApp, WasmImage } from 'cdk8s-wasm/pulumi';
import { RandomPassword } from './random-password';

const config = new pulumi.Config();

const home = new k8s.core.v1.Namespace('shop', {
  metadata: { name: 'shop', labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } },
});

// Made once. It is encrypted in the state, and a secret wherever it goes.
const password = new RandomPassword('database', { bytes: 24 });

const database = new k8s.core.v1.Secret('database', {
  metadata: { name: 'database', namespace: home.metadata.name },
  stringData: { password: password.result },
});

// Pushed by `pulumi up`, before what runs it changes. The shim need not write into a plain image, so that no Linux container
// must prepare it, whose image somebody would have to pin.
const image = new WasmImage('shop', {
  file: join(__dirname, 'spin.toml'),
  format: ImageFormat.PLAIN,
  repository: config.require('repository'),
});

const shop = new SpinApp('shop', {
  name: 'shop',
  namespace: home.metadata.name,
  image,
  variables: { database_password: { secretKeyRef: { name: database.metadata.name, key: 'password' } } },
  ingress: { hosts: [config.require('host')] },
});

export const url = shop.url;
export const namespace = home.metadata.name;
export const databaseSecret = database.metadata.name;
export const imageReference = image.reference;
