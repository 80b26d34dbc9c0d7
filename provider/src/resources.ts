import * as wasm from 'cdk8s-wasm/pulumi';
import type schema from '../schema.json';
import type { Constructors } from './constructors';

/** The class of each resource of the schema. */
export const RESOURCES: Constructors<typeof schema.resources> = {
  'cdk8s-wasm:index:BlazorApp': wasm.BlazorApp,
  'cdk8s-wasm:index:Shim': wasm.Shim,
  'cdk8s-wasm:index:SpinApp': wasm.SpinApp,
  'cdk8s-wasm:index:WasmCronJob': wasm.WasmCronJob,
  'cdk8s-wasm:index:WasmJob': wasm.WasmJob,
  'cdk8s-wasm:index:WasmRuntimeClass': wasm.WasmRuntimeClass,
  'cdk8s-wasm:index:WasmService': wasm.WasmService,
  'cdk8s-wasm:index:WasmWorker': wasm.WasmWorker,
};
