import { CheckSeverity } from '../finding';
import type { Problem, Rule } from '../rule';
import { inManifest, mayRunOnSpin } from '../spin/application';
import { plainMountsOf } from '../spin/plain-mounts';

export const spinPlainFiles: Rule = {
  id: 'spin-plain-files',
  severity: CheckSeverity.ERROR,
  title: 'in an image of format plain the files of a Spin application are folders, and none is excluded',
  why:
    'The shim reads /spin.toml of such an image with direct mounts: a pattern or a single file ends the process (`Only directory mounts ' +
    'are supported`), and so does exclude_files beside files. Source: containerd-shim-spin src/source.rs, spinframework/spin ' +
    'crates/loader/src/local.rs.',
  needs: ['runtime', 'imageFormat', 'manifest'],
  concerns: mayRunOnSpin,
  check: (subject) =>
    plainMountsOf(subject).flatMap(({ id, mounts, excluded }): Problem[] => [
      ...mounts
        .filter(({ isPattern }) => isPattern)
        .map(({ field, source }) => ({
          field,
          value: source,
          wrong: 'a pattern, which the shim does not take from a plain image',
          allowed: 'folders',
          fix: '{ source = "assets", destination = "/assets" }, or an image of format SPIN',
        })),
      ...(mounts.length > 0 && excluded.length > 0
        ? [
            {
              field: inManifest(`component.${id}.exclude_files`),
              value: excluded,
              wrong: 'the shim excludes nothing from a plain image, and the process ends',
              allowed: 'no exclude_files',
              fix: 'leave the files out of the image, or an image of format SPIN',
            },
          ]
        : []),
    ]),
};
