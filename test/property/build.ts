import { App, Chart, Testing } from 'cdk8s';
import type { Construct } from 'constructs';
import {
  BlazorApp,
  BlazorSite,
  RuntimeConfig,
  Shim,
  SpinApp,
  WasmCronJob,
  WasmImage,
  WasmJob,
  WasmPlatform,
  WasmRuntime,
  WasmRuntimeClass,
  WasmService,
  WasmWorker,
} from '../../src/index';
import { isObject, type JsonObject } from '../../src/value/json';
import type { Case, Kind } from './world';

/** Path of the construct that a case makes. */
export const PATH = 'team/thing';

const CONSTRUCTS: {
  readonly [kind in Kind]: (scope: Construct, id: string, props: JsonObject) => Construct;
} = {
  WasmService: (scope, id, props) => new WasmService(scope, id, typed(props)),
  SpinApp: (scope, id, props) => new SpinApp(scope, id, typed(props)),
  WasmWorker: (scope, id, props) => new WasmWorker(scope, id, typed(props)),
  WasmJob: (scope, id, props) => new WasmJob(scope, id, typed(props)),
  WasmCronJob: (scope, id, props) => new WasmCronJob(scope, id, typed(props)),
  BlazorApp: (scope, id, props) => new BlazorApp(scope, id, typed(props)),
  WasmRuntimeClass: (scope, id, props) => new WasmRuntimeClass(scope, id, typed(props)),
  Shim: (scope, id, props) => new Shim(scope, id, typed(props)),
};

/**
 * Makes what a case says; returns the objects of all charts.
 *
 * @param other what is handed over instead of the case's props
 */
export function build(
  { kind, chart: chartProps, bind, platform, props }: Case,
  ...other: unknown[]
): JsonObject[] {
  const app = new App();
  const chart = new Chart(app, 'team', typed(chartProps));
  if (bind !== 'prop') {
    platformOf(platform).bind(bind === 'app' ? app : chart);
  }
  const own = {
    ...props,
    ...change(props, 'image', imageOf),
    ...change(props, 'siteImage', imageOf),
    ...change(props, 'site', ({ spec }) => BlazorSite.fromSpec(typed(spec))),
    ...change(props, 'platform', platformOf),
    ...change(props, 'runtime', runtimeOf),
    ...change(props, 'runtimeConfig', ({ spec }) => RuntimeConfig.of(typed(spec))),
  };
  CONSTRUCTS[kind](chart, 'thing', other.length > 0 ? typed(other[0]) : own);
  return app.charts.flatMap((each): unknown[] => Testing.synth(each)).filter(isObject);
}

/** What stands for an object of a class in a case becomes that object; anything else stays, as the mistake it is. */
function change(props: JsonObject, key: string, make: (value: JsonObject) => unknown): JsonObject {
  const value = props[key];
  return isObject(value) && ['of', 'spec', 'factory', 'custom'].some((member) => member in value)
    ? { [key]: make(value) }
    : {};
}

function imageOf(value: JsonObject): WasmImage {
  return 'spec' in value
    ? WasmImage.fromSpec(typed(value.spec))
    : WasmImage.of(typed(value.of), typed(value.options));
}

export function platformOf(value: JsonObject): WasmPlatform {
  return 'custom' in value
    ? WasmPlatform.custom(typed(value.custom))
    : call<WasmPlatform>(WasmPlatform, value.factory, value.options);
}

export function runtimeOf(value: JsonObject): WasmRuntime {
  return 'custom' in value
    ? WasmRuntime.custom(typed(value.custom))
    : call<WasmRuntime>(WasmRuntime, value.factory, value.options);
}

function call<T>(owner: object, factory: unknown, options: unknown): T {
  const method: unknown = Reflect.get(owner, String(factory));
  if (typeof method !== 'function') {
    throw new Error(`a case names the factory ${String(factory)}, which is none; take the case away`);
  }
  return Reflect.apply(method, owner, [options]);
}

/** Random values are what the compiler cannot know; the shape is the library's to check. */
function typed<T>(value: unknown): T;
function typed(value: unknown): unknown {
  return value;
}
