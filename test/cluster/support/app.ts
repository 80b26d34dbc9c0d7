import { App, Chart, Testing } from 'cdk8s';
import { WasmRuntimeClass } from 'cdk8s-wasm';
import { isObject, type Json } from '../../support/json';
import { apply } from './kubernetes';
import { platform } from './platform';

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

/** Applies the class of the platform alone, for pods that are written by hand. */
export async function applyRuntimeClass(namespace: string): Promise<void> {
  const { className, handler } = platform.toSpec().runtimes.wasmtime;
  await deploy(namespace, (chart) => {
    new WasmRuntimeClass(chart, 'Class', { className, handler });
  });
}
