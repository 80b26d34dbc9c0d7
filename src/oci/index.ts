/**
 * Puts WebAssembly into OCI images and speaks to registries, without Docker.
 */

export type { Content, Descriptor } from '../artifact/oci-image/content';
export {
  type ImageOptions,
  type IndexEntry,
  imageIndex,
  type OciImage,
  type OciManifest,
} from '../artifact/oci-image/image';
export { type ImageFile, type PlainImageOptions, plainImage } from '../artifact/oci-image/plain-image';
export { type RunwasiImageOptions, runwasiImage } from '../artifact/oci-image/runwasi-image';
export { spinImage } from '../artifact/oci-image/spin-image';
export type {
  SpinLock,
  SpinLockComponent,
  SpinLockFile,
  SpinLockTrigger,
  SpinLockVariable,
} from '../artifact/oci-image/spin-lock';
export { type WasmContent, wasmArtifact } from '../artifact/oci-image/wasm-artifact';
export { type BlobSource, bytesSource, fileSource } from './blob-source';
export type { CancelSignal } from './cancel-signal';
export type {
  BlobOutcome,
  CallOptions,
  PushBlobOptions,
  RegistryClientOptions,
  RetryOptions,
} from './client-options';
export type {
  CredentialSource,
  Credentials,
  IdentityToken,
  PasswordCredentials,
  RegistryToken,
} from './credentials';
export { dockerCredentials } from './docker-config';
export {
  packPlain,
  packRunwasi,
  packSpin,
  packWasm,
  type SpinAppComponent,
  type SpinApplication,
} from './pack';
export { type PullOptions, pullImage } from './pull';
export {
  type Artifact,
  type PushOptions,
  type PushPlan,
  type PushProgress,
  type PushResult,
  planPush,
  push,
  pushArtifact,
} from './push';
export { RegistryClient } from './registry-client';
export { RegistryError, type RegistryFailure } from './registry-error';
