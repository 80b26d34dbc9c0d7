import { ImageFormat } from '../../artifact/image-format';
import { CheckSeverity } from '../finding';
import type { Rule } from '../rule';
import { applicationsOf, inManifest, mayRunOnSpin } from '../spin/application';

/** A name with an ending, as files mostly have one and folders mostly not. */
const LIKE_A_FILE = /[^/.][^/]*\.[A-Za-z0-9]{1,8}$/;

export const spinPlainSingleFile: Rule = {
  id: 'spin-plain-single-file',
  severity: CheckSeverity.WARNING,
  title: 'in an image of format plain no file of a Spin application seems to be a single one',
  why:
    'The shim mounts folders alone from such an image, and a single file ends the process (`Only directory mounts are supported`). ' +
    'Whether a name is a folder’s shows in the image alone. Source: spinframework/spin crates/loader/src/local.rs, `resolve_direct_mount`.',
  needs: ['runtime', 'imageFormat', 'manifest'],
  concerns: mayRunOnSpin,
  check: (subject) =>
    subject.imageFormat !== ImageFormat.PLAIN
      ? []
      : applicationsOf(subject).flatMap(({ manifest }) =>
          Object.entries(manifest.components).flatMap(([id, { files }]) =>
            files
              .map(({ source, pattern }, index) => ({ at: source ?? pattern ?? '', index }))
              .filter(({ at }) => LIKE_A_FILE.test(at) && !/[*?[\]]/.test(at))
              .map(({ at, index }) => ({
                field: inManifest(`component.${id}.files[${index}]`),
                value: at,
                wrong: 'it looks like a single file, with which the process ends',
                allowed: 'folders',
                fix: 'the folder that holds it: { source = "assets", destination = "/assets" }; where it is a folder, acknowledge spin-plain-single-file',
              })),
          ),
        ),
};
