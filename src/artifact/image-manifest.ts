import { refusal } from '../value/refuse';
import type { WasmImageOptions } from './image-spec';
import type { SpinManifestSpec } from './spin/manifest-spec';
import { SpinManifest } from './spin-manifest';

/**
 * Holds what an image says of its Spin application against what Spin takes: it may be written by hand.
 *
 * @throws for a manifest that Spin would refuse, and for a binary of a component that the manifest does not have
 */
export function checkImageManifest(
  path: string,
  { manifest, componentBinaries = {} }: Pick<WasmImageOptions, 'manifest' | 'componentBinaries'>,
): void {
  const components = manifest === undefined ? [] : componentsOf(path, manifest);
  for (const id of Object.keys(componentBinaries)) {
    if (!components.includes(id)) {
      throw refusal({
        path,
        field: 'componentBinaries',
        value: id,
        wrong:
          manifest === undefined
            ? 'it is of a manifest, and none is given'
            : 'the manifest has no such component',
        allowed: components.join(', ') || 'none',
        fix:
          manifest === undefined
            ? 'manifest: SpinManifest.fromFile(…).toSpec()'
            : 'the id of a component as in spin.toml',
      });
    }
  }
}

function componentsOf(path: string, manifest: SpinManifestSpec): string[] {
  try {
    return Object.keys(SpinManifest.fromSpec(manifest).components);
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    throw new Error(text.replaceAll('[SpinManifest] ', `[${path}] manifest: `));
  }
}
