import { App, Chart, type ChartProps } from 'cdk8s';
import type { Construct } from 'constructs';
import {
  SpinApp,
  type SpinAppProps,
  WasmCronJob,
  type WasmCronJobProps,
  WasmImage,
  WasmJob,
  type WasmJobProps,
  WasmPlatform,
  WasmService,
  type WasmServiceProps,
  WasmWorker,
  type WasmWorkerProps,
  type WasmWorkload,
} from '../../src';
import { at, type Json, objects } from '../support/json';
import { podSpecs } from '../support/pod-specs';
import { synth } from '../support/synth';

/** A component of two megabytes, as a language other than JavaScript makes. */
export const IMAGE = WasmImage.of('ghcr.io/acme/hello:1.4.0', { binarySize: 2_100_000 });

/** What each kind of workload must be told, as far as the others need it not. */
export const MAKE = {
  WasmService: (scope: Construct, id: string, props: Partial<WasmServiceProps> = {}) =>
    new WasmService(scope, id, { name: id, image: IMAGE, ...props }),
  SpinApp: (scope: Construct, id: string, props: Partial<SpinAppProps> = {}) =>
    new SpinApp(scope, id, { name: id, image: IMAGE, ...props }),
  WasmWorker: (scope: Construct, id: string, props: Partial<WasmWorkerProps> = {}) =>
    new WasmWorker(scope, id, { name: id, image: IMAGE, ...props }),
  WasmJob: (scope: Construct, id: string, props: Partial<WasmJobProps> = {}) =>
    new WasmJob(scope, id, { name: id, image: IMAGE, ...props }),
  WasmCronJob: (scope: Construct, id: string, props: Partial<WasmCronJobProps> = {}) =>
    new WasmCronJob(scope, id, { name: id, image: IMAGE, schedule: '@daily', ...props }),
};

export type Kind = keyof typeof MAKE;
export const KINDS = Object.keys(MAKE).filter((kind): kind is Kind => kind in MAKE);

/** A chart `chart` in an app of its own, all of it on `platform`. */
export function chartOn(platform: WasmPlatform = WasmPlatform.k3s(), props: ChartProps = {}): Chart {
  const app = new App();
  platform.bind(app);
  return new Chart(app, 'chart', props);
}

/** A workload of that kind, with props that another part of the tests knows to be right for it. */
export function make(kind: Kind, scope: Construct, id: string, props: object = {}): WasmWorkload {
  const of: (scope: Construct, id: string, props: object) => WasmWorkload = MAKE[kind];
  return of(scope, id, props);
}

/** All objects of the app that a construct stands in, valid for every supported Kubernetes. */
export function synthApp(construct: Construct): Json[] {
  return synth(App.of(construct));
}

/** The one object of a kind. */
export function only(manifests: readonly Json[], kind: string): Json {
  const found = manifests.filter((manifest) => manifest.kind === kind);
  if (found.length !== 1) throw new Error(`${found.length} objects of kind ${kind}`);
  return found[0];
}

/** The spec of the one pod that the objects make. */
export function podOf(manifests: readonly Json[]): Json {
  const found = manifests.flatMap(podSpecs);
  if (found.length !== 1) throw new Error(`${found.length} pods`);
  return found[0][1];
}

/** The container of that pod that runs the WebAssembly. */
export function guestOf(manifests: readonly Json[]): Json {
  return objects(podOf(manifests), 'containers')[0];
}

/** A variable of a container: its value, or where it comes from. */
export function envOf(container: Json, name: string): unknown {
  const found = objects(container, 'env').find((variable) => variable.name === name);
  return at(found, 'value') ?? at(found, 'valueFrom');
}

/** What a function throws, as text. */
export function refusalOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  throw new Error('nothing was refused');
}
