import type { SpinManifestSpec } from '../../src/artifact/spin/manifest-spec';
import { SpinManifest } from '../../src/artifact/spin-manifest';
import type { WasmBinarySpec } from '../../src/artifact/wasm/binary-spec';
import { WasiTrack, WasmKind, WasmRole } from '../../src/artifact/wasm/classify';
import type { Subject } from '../../src/check/subject';
import { type Draft, subject } from './subject';

/** A component that answers HTTP requests and asks for nothing. */
export const HTTP_COMPONENT: WasmBinarySpec = {
  kind: WasmKind.COMPONENT,
  wasi: WasiTrack.WASI_0_2,
  role: WasmRole.HTTP,
  imports: ['wasi:http/types@0.2.0', 'wasi:io/streams@0.2.0'],
  exports: ['wasi:http/incoming-handler@0.2.0'],
  producers: {},
  size: 100_000,
};

/** A manifest of version 2 from its text without the head. */
export function manifest(toml: string): SpinManifestSpec {
  return SpinManifest.fromToml(`spin_manifest_version = 2\n[application]\nname = "hello"\n${toml}`).toSpec();
}

/** The usual application: one component that answers everywhere. */
export const HELLO = `
[[trigger.http]]
route = "/..."
component = "hello"
[component.hello]
source = "hello.wasm"
`;

/** What is known of the base subject where it is such an application. */
export const SPIN_APP: Partial<Subject> = {
  manifest: manifest(HELLO),
  componentBinaries: { hello: HTTP_COMPONENT },
};

/** The base subject as such an application. */
export const BASE: Subject = subject(() => {}, SPIN_APP);

/** The base subject as an application of that manifest. */
export function spinApp(
  toml: string,
  known: Partial<Subject> = {},
  change: (draft: Draft) => void = () => {},
): Subject {
  return subject(change, { ...SPIN_APP, manifest: manifest(toml), ...known });
}

/** Gives the guest variables. */
export function withEnv(...env: readonly { readonly [key: string]: unknown }[]): (draft: Draft) => void {
  return ({ guest }) => {
    guest.env = [...(Array.isArray(guest.env) ? guest.env : []), ...env];
  };
}

/** Has only some of the components run. */
export function retaining(...ids: readonly string[]): (draft: Draft) => void {
  return withEnv({ name: 'SPIN_COMPONENTS_TO_RETAIN', value: ids.join(',') });
}

/** Makes a Job of the Deployment. */
export function asJob({ objects }: Draft): void {
  objects.splice(0, 2, { ...objects[0]!, apiVersion: 'batch/v1', kind: 'Job' });
}
