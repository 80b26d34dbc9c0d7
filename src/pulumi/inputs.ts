import type * as pulumi from '@pulumi/pulumi';
import type { BlazorSiteSpec } from '../artifact/blazor/site-spec';
import type { WasmImageSpec } from '../artifact/image-spec';
import type { RuntimeConfigSpec } from '../artifact/runtime-config/spec';
import type { WasmPlatformSpec } from '../runtime/wasm-platform-spec';
import type { WasmRuntimeSpec } from '../runtime/wasm-runtime-spec';

/** Something of this package that is plain data underneath, whichever copy of it made it. */
export interface Spec<T> {
  /** The plain data. */
  toSpec(): T;
}

/**
 * An image: one that this stack pushes (the resource `WasmImage`), its reference, what the core's `WasmImage` makes, or plain data. A reference alone says nothing of the size,
 * from which the default resources follow.
 */
export type ImageInput<Data> = pulumi.Input<string> | Spec<WasmImageSpec> | Spec<Data> | Data;

/** A cluster: what `WasmPlatform` makes, or plain data. */
export type PlatformInput = Spec<WasmPlatformSpec> | WasmPlatformSpec;

/** A family of shims: what `WasmRuntime` makes, or plain data. */
export type RuntimeInput = Spec<WasmRuntimeSpec> | WasmRuntimeSpec;

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
