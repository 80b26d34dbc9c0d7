import { ImageFormat } from '../../artifact/wasm-image';
import { Known } from '../../runtime/fact';
import type { FormatFacts } from '../../runtime/wasm-runtime-spec';
import { CheckSeverity } from '../finding';
import type { Rule } from '../rule';
import { guestsOf } from '../subject';

export const imageFormat: Rule = {
  id: 'image-format',
  severity: CheckSeverity.ERROR,
  title: 'the runtime runs images of the format that the workload’s image has',
  why:
    "Seen on a real cluster: a Spin application image under a wasmtime shim ends with StartError 128, `can't handle spec`: layers of a " +
    'type that the shim does not know are dropped without a word (containerd/runwasi pull request 1101).',
  needs: ['runtime', 'imageFormat'],
  check: (subject) => {
    const { runtime, imageFormat: format } = subject;
    const formats = runtime?.formats;
    return formats === undefined || format === undefined || formats[format].value !== Known.NO
      ? []
      : guestsOf(subject).map(({ at, spec }) => ({
          field: `${at}/image`,
          value: spec.image,
          wrong: `an image of the format ${format}, and the ${runtime?.name} runtime does not run that (${formats[format].source})`,
          allowed: runs(formats),
          fix: 'push it in such a format and say so: WasmImage.of(…, { format: ImageFormat.ARTIFACT }); or take the runtime that it is made for',
        }));
  },
};

function runs(formats: FormatFacts): string {
  return Object.values(ImageFormat)
    .filter((format) => formats[format].value === Known.YES)
    .join(', ');
}
