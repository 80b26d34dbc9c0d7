import { ImageFormat } from '../../artifact/image-format';
import type { SpinFiles } from '../../artifact/spin/source-spec';
import { CheckSeverity } from '../finding';
import type { Problem, Rule } from '../rule';
import { applicationsOf, inManifest, mayRunOnSpin } from '../spin/application';

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
    subject.imageFormat !== ImageFormat.PLAIN
      ? []
      : applicationsOf(subject).flatMap(({ manifest }) =>
          // All of them are read before the components that run are chosen.
          Object.entries(manifest.components).flatMap(([id, { files, excludeFiles }]): Problem[] => [
            ...files.flatMap((mount, index) => {
              const source = sourceOf(mount);
              return /[*?[\]]/.test(source)
                ? [
                    {
                      field: inManifest(`component.${id}.files[${index}]`),
                      value: source,
                      wrong: 'a pattern, which the shim does not take from a plain image',
                      allowed: 'folders',
                      fix: '{ source = "assets", destination = "/assets" }, or an image of format SPIN',
                    },
                  ]
                : [];
            }),
            ...(files.length > 0 && excludeFiles.length > 0
              ? [
                  {
                    field: inManifest(`component.${id}.exclude_files`),
                    value: excludeFiles,
                    wrong: 'the shim excludes nothing from a plain image, and the process ends',
                    allowed: 'no exclude_files',
                    fix: 'leave the files out of the image, or an image of format SPIN',
                  },
                ]
              : []),
          ]),
        ),
};

function sourceOf({ pattern, source }: SpinFiles): string {
  return source ?? pattern ?? '';
}
