/**
 * The constructs of this package, and any other cdk8s code, under `pulumi up`: components whose resources are those of
 * the Kubernetes SDK, with Outputs wherever a value may be known at deployment only.
 */
import './peers';

export * from './args';
export { Chart, type ChartArgs } from './chart';
export { BlazorApp } from './components/blazor-app';
export { Shim } from './components/shim';
export { SpinApp } from './components/spin-app';
export { WasmCronJob } from './components/wasm-cron-job';
export { WasmJob } from './components/wasm-job';
export { WasmRuntimeClass } from './components/wasm-runtime-class';
export { WasmService } from './components/wasm-service';
export { WasmWorker } from './components/wasm-worker';
export type { RegistryArgs, WasmImageArgs } from './image/args';
export { imageProvider } from './image/provider';
export { type ImagePusher, WasmImage } from './image/wasm-image';
export type {
  BlazorSiteInput,
  ImageInput,
  NamedPlatform,
  NamedRuntime,
  NamespacedArgs,
  PlatformInput,
  ReferencedImage,
  RuntimeConfigInput,
  RuntimeInput,
  Spec,
} from './inputs';
export type { DeployOptions } from './options';
export { bindPlatform } from './platform';
export { Tokens } from './tokens';
