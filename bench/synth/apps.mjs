import { App, Chart } from 'cdk8s';
import { Deployment, Ingress, IngressBackend, k8s } from 'cdk8s-plus-28';
import { EnvValue, FastApp, WasmImage, WasmPlatform, WasmService } from 'cdk8s-wasm';

/** @typedef {'one chart' | 'a chart each'} Layout */

/** The apps that are compared, by what makes and writes them. */
export const APPS = {
  'FastApp, our constructs': () => appWith(FastApp, ours),
  'FastApp, our constructs, none alike': () => appWith(FastApp, unlike),
  'App, our constructs': () => appWith(App, ours),
  'FastApp, cdk8s-plus-28': () => appWith(FastApp, plus),
  'App, cdk8s-plus-28': () => appWith(App, plus),
};

/**
 * @param {typeof App} Kind
 * @param {(chart: Chart, index: number) => void} service
 * @returns {(services: number, layout: Layout, outdir?: string) => App}
 */
function appWith(Kind, service) {
  return (services, layout, outdir) => {
    const app = new Kind({ ...(outdir !== undefined && { outdir }) });
    if (service !== plus) WasmPlatform.k3s().bind(app);
    const shared = layout === 'one chart' ? new Chart(app, 'chart') : undefined;
    for (let index = 0; index < services; index++) {
      service(shared ?? new Chart(app, `chart-${index}`), index);
    }
    return app;
  };
}

/**
 * A Deployment, a Service, an Ingress and a PodDisruptionBudget.
 *
 * @param {Chart} chart
 * @param {number} index
 */
function ours(chart, index) {
  new WasmService(chart, `hello-${index}`, propsOf(index));
}

/**
 * The same with a variable that no other service has, so that each is checked for itself.
 *
 * @param {Chart} chart
 * @param {number} index
 */
function unlike(chart, index) {
  const env = { INDEX: EnvValue.of(`of ${index}`) };
  new WasmService(chart, `hello-${index}`, { ...propsOf(index), env });
}

/** @param {number} index */
function propsOf(index) {
  const image = WasmImage.of(`ghcr.io/acme/hello:1.0.${index}`, { binarySize: 2_000_000 });
  return { name: `hello-${index}`, image, ingress: { hosts: [hostOf(index)] } };
}

/** @param {number} index */
function hostOf(index) {
  return `hello-${index}.example.com`;
}

/**
 * The same four of cdk8s-plus; it has no class for a PodDisruptionBudget but that of the Kubernetes API.
 *
 * @param {Chart} chart
 * @param {number} index
 */
function plus(chart, index) {
  const deployment = new Deployment(chart, `hello-${index}`, {
    containers: [{ image: `ghcr.io/acme/hello:1.0.${index}`, portNumber: 8080 }],
  });
  const service = deployment.exposeViaService({ ports: [{ port: 80, targetPort: 8080 }] });
  new Ingress(chart, `ingress-${index}`, {
    rules: [{ host: hostOf(index), backend: IngressBackend.fromService(service) }],
  });
  new k8s.KubePodDisruptionBudget(chart, `budget-${index}`, {
    spec: {
      maxUnavailable: k8s.IntOrString.fromNumber(1),
      selector: { matchLabels: deployment.matchLabels },
    },
  });
}
