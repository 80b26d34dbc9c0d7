import type * as pulumi from '@pulumi/pulumi';
import type { BlazorSiteSpec } from '../artifact/blazor/site-spec';
import type { WasmImageSpec } from '../artifact/image-spec';
import type { RuntimeConfigSpec } from '../artifact/runtime-config/spec';
import type { WasmPlatformOptions, WasmPlatformSpec } from '../runtime/wasm-platform-spec';
import type { WasmRuntimeSpec } from '../runtime/wasm-runtime-spec';

/** Something of this package that is plain data underneath, whichever copy of it made it. */
export interface Spec<T> {
  /** The plain data. */
  toSpec(): T;
}

/** An image as plain data, by its reference: `{ reference: 'ghcr.io/acme/hello:1.4.0', binarySize: 2_100_000 }`. */
export type ReferencedImage<Data> = Omit<Data, 'repository' | 'tag' | 'digest' | 'record'> & {
  /** What a pod names. */
  readonly reference: pulumi.Input<string>;
};

/**
 * An image: one that this stack pushes (the resource `WasmImage`), its reference, what the core's `WasmImage` makes, or plain data. A reference alone says nothing of the size,
 * from which the default resources follow.
 */
export type ImageInput<Data> =
  | pulumi.Input<string>
  | Spec<WasmImageSpec>
  | Spec<Data>
  | Data
  | ReferencedImage<Data>;

/** A platform of this package as plain data: `{ name: 'k3s', kubernetesVersion: '1.34' }`. */
export interface NamedPlatform extends WasmPlatformOptions {
  /** What its factory in `WasmPlatform` is called: `k3s`. */
  readonly name: string;
}

/** A runtime of this package as plain data: `{ name: 'wasmtime' }`. */
export interface NamedRuntime {
  /** The family: `spin`, `wasmtime`, … */
  readonly name: string;
}

/** A cluster: what `WasmPlatform` makes, or plain data. */
export type PlatformInput = Spec<WasmPlatformSpec> | WasmPlatformSpec | NamedPlatform;

/** A family of shims: what `WasmRuntime` makes, or plain data. */
export type RuntimeInput = Spec<WasmRuntimeSpec> | WasmRuntimeSpec | NamedRuntime;

/** A runtime configuration of Spin: what `RuntimeConfig` makes, or plain data. */
export type RuntimeConfigInput<Data> = Spec<RuntimeConfigSpec> | Data;

/** A published Blazor app: what `BlazorSite` makes, or plain data. */
export type BlazorSiteInput = Spec<BlazorSiteSpec> | BlazorSiteSpec;

/** What every component has whose objects lie in a namespace. */
export interface NamespacedArgs {
  /**
   * The namespace of all objects.
   *
   * @default - that of the provider
   */
  readonly namespace?: pulumi.Input<string>;
}
