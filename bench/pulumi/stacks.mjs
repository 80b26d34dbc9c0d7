import * as k8s from '@pulumi/kubernetes';
import * as pulumi from '@pulumi/pulumi';
import { App, Chart } from 'cdk8s';
import * as core from 'cdk8s-wasm';
import * as wasm from 'cdk8s-wasm/pulumi';

/** @typedef {{ kind: string, metadata: { name: string } }} Manifest */

/** Of each service: a Deployment, a Service and a PodDisruptionBudget. */
const OBJECTS_EACH = 3;

const platform = core.WasmPlatform.k3s();

/** @param {number} index */
function propsOf(index) {
  const image = core.WasmImage.of(`ghcr.io/acme/app-${index}:1.0.0`, { binarySize: 1_000_000 });
  return { name: `app-${index}`, image };
}

/**
 * The classes of the Kubernetes SDK, by the kind of what they are.
 *
 * @type {Record<string, new (name: string, args: object, options: pulumi.CustomResourceOptions) => pulumi.CustomResource>}
 */
const CLASSES = {
  Deployment: k8s.apps.v1.Deployment,
  Service: k8s.core.v1.Service,
  PodDisruptionBudget: k8s.policy.v1.PodDisruptionBudget,
};

/** The same objects as plain data, as somebody would write them into a program. @param {number} services */
export function manifestsOf(services) {
  const app = new App();
  platform.bind(app);
  const chart = new Chart(app, 'chart');
  for (let i = 0; i < services; i++) new core.WasmService(chart, `app-${i}`, propsOf(i));
  const manifests = chart.toJson();
  if (manifests.length !== services * OBJECTS_EACH) throw new Error(`${manifests.length} objects`);
  return manifests;
}

class Written extends pulumi.ComponentResource {
  /**
   * @param {string} name
   * @param {readonly Manifest[]} manifests
   * @param {pulumi.ComponentResourceOptions} options
   */
  constructor(name, manifests, options) {
    super('bench:index:Written', name, {}, options);
    for (const manifest of manifests) {
      // As literals in the program's text would be: nothing is shared.
      new CLASSES[manifest.kind](
        `${name}/${manifest.metadata.name}/${manifest.kind}`,
        structuredClone(manifest),
        {
          parent: this,
        },
      );
    }
    this.registerOutputs();
  }
}

/**
 * What is measured: each makes the resources of so many services.
 *
 * @type {Record<string, (services: number, manifests: Manifest[], options: pulumi.ComponentResourceOptions) => void>}
 */
export const stacks = {
  Chart: (services, _, options) => {
    const build = (/** @type {App} */ app) => {
      const chart = new Chart(app, 'chart');
      for (let i = 0; i < services; i++) new core.WasmService(chart, `app-${i}`, propsOf(i));
    };
    new wasm.Chart('bench', { build, platform }, options);
  },
  components: (services, _, options) => {
    for (let i = 0; i < services; i++) new wasm.WasmService(`app-${i}`, { ...propsOf(i), platform }, options);
  },
  'written by hand': (_, manifests, options) => {
    new Written('bench', manifests, options);
  },
  'components written by hand': (services, manifests, options) => {
    for (let i = 0; i < services; i++) {
      const own = manifests.slice(i * OBJECTS_EACH, (i + 1) * OBJECTS_EACH);
      new Written(`app-${i}`, own, options);
    }
  },
  ConfigGroup: (_, manifests, options) => {
    new k8s.yaml.v2.ConfigGroup('bench', { objs: manifests }, options);
  },
};
