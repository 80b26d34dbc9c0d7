import { ImageFormat } from '../../artifact/image-format';
import type { Subject } from '../subject';
import { applicationsOf, inManifest } from './application';

/** What a component mounts of a plain image. */
export interface PlainMount {
  /** The field of the manifest, as messages name it. */
  readonly field: string;
  /** What is mounted: a folder, or what the shim refuses. */
  readonly source: string;
  readonly isPattern: boolean;
}

/** The components of Spin applications in plain images, of which all are read before those that run are chosen. */
export function plainMountsOf(
  subject: Subject,
): { readonly id: string; readonly mounts: readonly PlainMount[]; readonly excluded: string[] }[] {
  if (subject.imageFormat !== ImageFormat.PLAIN) {
    return [];
  }
  return applicationsOf(subject).flatMap(({ manifest }) =>
    Object.entries(manifest.components).map(([id, { files, excludeFiles }]) => ({
      id,
      mounts: files.map(({ source, pattern }, index) => {
        const text = source ?? pattern ?? '';
        return {
          field: inManifest(`component.${id}.files[${index}]`),
          source: text,
          isPattern: /[*?[\]]/.test(text),
        };
      }),
      excluded: excludeFiles,
    })),
  );
}
