import { App, Chart, Testing } from 'cdk8s';
import { CgroupDriver, RuntimeClassOwner, WasmPlatform } from 'cdk8s-wasm';
import { isObject, type Json } from '../../support/json';
import { apply } from './kubernetes';

const CLASS = process.env.CLUSTER_RUNTIME_CLASS ?? 'wasmtime';
const HANDLER = process.env.CLUSTER_RUNTIME_HANDLER ?? 'wasmtime';

/** The cluster under test, as a user would describe it. */
export const platform: WasmPlatform = WasmPlatform.custom({
  name: 'the test cluster',
  runtimes: { wasmtime: { className: CLASS, handler: HANDLER } },
  runtimeClasses: RuntimeClassOwner.EMITTED,
  cgroupDriver: CgroupDriver.CGROUPFS,
  source: 'test/cluster/config',
});

/** All objects that a program emits, cluster-scoped ones first. */
export function synthesise(namespace: string, build: (chart: Chart) => void): Json[] {
  const app = new App();
  platform.bind(app);
  build(new Chart(app, 'app', { namespace }));
  return app.charts.flatMap((chart): unknown[] => Testing.synth(chart)).filter(isObject);
}

/** Synthesises a program and applies what it emits. */
export async function deploy(namespace: string, build: (chart: Chart) => void): Promise<Json[]> {
  const objects = synthesise(namespace, build);
  await apply(objects);
  return objects;
}
