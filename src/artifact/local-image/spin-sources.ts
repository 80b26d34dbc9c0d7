import { isAbsolute, join } from 'node:path';
import { refusal } from '../../value/refuse';
import type { SpinComponent } from '../spin/component-spec';
import type { SpinManifestSpec } from '../spin/manifest-spec';
import type { SpinSource } from '../spin/source-spec';
import type { WasmBinarySpec } from '../wasm/binary-spec';
import { kindOf } from './files';
import { runnableBinary } from './wasm-file';

/** The `.wasm` of a component. */
export interface SourceFile {
  /** Id of the component. */
  readonly id: string;
  /** The component. */
  readonly component: SpinComponent;
  /** Its `.wasm` as the manifest says it. */
  readonly source: string;
  /** Where that is. */
  readonly path: string;
  /** What it says of itself. */
  readonly binary: WasmBinarySpec;
}

/** Who reads the manifest, and where it is. */
export interface ManifestPlace {
  /** The `spin.toml`. */
  readonly file: string;
  /** Its folder, from which all paths in it go. */
  readonly folder: string;
}

/**
 * The `.wasm` files of an application.
 *
 * @throws where one is not there, must be fetched, or must be composed of several
 */
export function sourcesOf({ file, folder }: ManifestPlace, manifest: SpinManifestSpec): SourceFile[] {
  const refuse = (field: string, value: unknown, wrong: string, fix: string): Error =>
    refusal({ path: file, field, value, wrong, fix });
  for (const { id, dependencies } of manifest.triggers) {
    if (Object.keys(dependencies).length > 0) {
      throw refuse(`trigger ${id}.dependencies`, dependencies, UNCOMPOSED, COMPOSE);
    }
  }
  return Object.entries(manifest.components).map(([id, component]) => {
    const at = `component.${id}`;
    if (Object.keys(component.dependencies).length > 0) {
      throw refuse(`${at}.dependencies`, Object.keys(component.dependencies), UNCOMPOSED, COMPOSE);
    }
    const source = component.source.path;
    if (source === undefined) {
      throw refuse(`${at}.source`, component.source, ELSEWHERE, fetchIt(component.source));
    }
    const path = isAbsolute(source) ? source : join(folder, source);
    if (kindOf(path) !== 'file') {
      const build = component.buildConfig?.commands.join(' && ');
      throw refuse(
        `${at}.source`,
        source,
        kindOf(path) === 'folder' ? 'it is a folder' : 'there is no such file',
        build === undefined ? 'build it first' : `run spin build (it runs: ${build})`,
      );
    }
    return { id, component, source, path, binary: runnableBinary(path).toSpec() };
  });
}

const UNCOMPOSED = 'Spin composes it of several .wasm files, and that is not done here';
const COMPOSE =
  'compose them when you build (wac plug) and leave the dependencies out, or push with spin registry push and name the ' +
  'image with WasmImage.of';
const ELSEWHERE = 'it must be fetched, and a synth asks no network';

function fetchIt({ url, digest, package: name, version }: SpinSource): string {
  return url === undefined
    ? `fetch it when you build (wkg get ${name}@${version}), and give its path: source = "path/to.wasm"`
    : `fetch it when you build (curl -fLo FILE ${url}; it has ${digest}), and give its path: source = "FILE"`;
}
