import { App } from 'cdk8s';
import { RuntimeClassOwner, WasmPlatform } from 'cdk8s-wasm';
import { helloHttp } from './hello-http/main';
import { library } from './library/main';
import { spinManifest } from './spin-manifest/main';
import { spinShop } from './spin-shop/main';
import { teams } from './teams/main';
import { todo } from './todo/main';

const app = new App();

// All examples on one cluster, whose nodes have both shims from their image. Nobody else brings the classes, so
// the first file in dist/ holds them.
WasmPlatform.custom({
  name: 'acme',
  runtimes: {
    spin: { className: 'wasmtime-spin-v2', handler: 'spin' },
    wasmtime: { className: 'wasmtime', handler: 'wasmtime' },
  },
  runtimeClasses: RuntimeClassOwner.EMITTED,
  kubernetesVersion: '1.34',
  containerdVersion: '2.2.0',
  source: 'the configuration of containerd in the image of our nodes',
}).bind(app);

helloHttp(app);
spinShop(app);
spinManifest(app);
teams(app);
library(app);
todo(app);
app.synth();
