import { ImageFormat } from '../../artifact/image-format';
import { isAtLeast, parseVersion } from '../../value/version';
import { CheckSeverity } from '../finding';
import type { Rule } from '../rule';
import { guestsOf } from '../subject';

/** The first release of each line that unpacks an image whose layers are no archives. */
const FIRST: { readonly [line: string]: string | undefined } = { '1.6': '1.6.25', '1.7': '1.7.7' };

export const containerdVersion: Rule = {
  id: 'containerd-version',
  severity: CheckSeverity.ERROR,
  title: 'an image with wasm layers goes to a containerd that unpacks them',
  why:
    'Before 1.6.25 and 1.7.7 containerd refuses such images (`mismatched image rootfs and manifest layers`); ordinary images it takes. ' +
    'Seen with containerd 1.6.20. Source: containerd/runwasi docs/src/getting-started/demos.md, deislabs/containerd-wasm-shims issue 191.',
  needs: ['platform', 'imageFormat'],
  check: (subject) => {
    const { platform, imageFormat } = subject;
    const have = platform?.containerdVersion;
    return have === undefined || imageFormat === ImageFormat.PLAIN || unpacksWasmLayers(have)
      ? []
      : guestsOf(subject).map(({ at, spec }) => ({
          field: `${at}/image`,
          value: spec.image,
          wrong: `containerd ${have} of the platform ${platform?.name} does not unpack an image of the format ${imageFormat}`,
          allowed: 'containerd 1.6.25, 1.7.7, 2.0 or newer in its line; or an ordinary image',
          fix: 'format: ImageFormat.PLAIN with an ordinary image, or newer nodes',
        }));
  },
};

function unpacksWasmLayers(version: string): boolean {
  const [major, minor] = parseVersion(version) ?? [];
  // What cannot be read as a version says nothing.
  return major === undefined || isAtLeast(version, FIRST[`${major}.${minor}`] ?? '2.0');
}
