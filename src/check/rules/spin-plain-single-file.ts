import { CheckSeverity } from '../finding';
import type { Rule } from '../rule';
import { mayRunOnSpin } from '../spin/application';
import { plainMountsOf } from '../spin/plain-mounts';

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
    plainMountsOf(subject)
      .flatMap(({ mounts }) => mounts)
      .filter(({ source, isPattern }) => LIKE_A_FILE.test(source) && !isPattern)
      .map(({ field, source }) => ({
        field,
        value: source,
        wrong: 'it looks like a single file, with which the process ends',
        allowed: 'folders',
        fix: 'the folder that holds it: { source = "assets", destination = "/assets" }; where it is a folder, acknowledge spin-plain-single-file',
      })),
};
