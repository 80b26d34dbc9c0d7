import { ImageFormat } from '../../artifact/image-format';
import { Known } from '../../runtime/fact';
import { releasesOf } from '../../runtime/releases';
import type { FormatFacts } from '../../runtime/wasm-runtime-spec';
import { CheckSeverity } from '../finding';
import { shimOf } from '../obstacle';
import type { Rule } from '../rule';
import { guestsOf, type Subject } from '../subject';

export const imageFormat: Rule = {
  id: 'image-format',
  severity: CheckSeverity.ERROR,
  title:
    'the runtime, and the release of it on the nodes, takes images of the format that the workload’s image has',
  why:
    "Seen on a real cluster: a Spin application image under a wasmtime shim ends with StartError 128, `can't handle spec`, and in " +
    'containerd’s log `arg0 must be a path to a Wasm file`: layers of a type that the shim does not know are dropped without a word (containerd/runwasi pull request 1101). CNCF artifacts: wasmtime’s shim ' +
    'takes them since 0.5.0 and Spin’s since 0.23.0 (docs/releases.md).',
  needs: ['runtime', 'imageFormat'],
  check: (subject) => {
    const { runtime, release, imageFormat: format } = subject;
    const formats = release?.formats ?? runtime?.formats;
    return formats === undefined || format === undefined || formats[format].value !== Known.NO
      ? []
      : guestsOf(subject).map(({ at, spec }) => ({
          field: `${at}/image`,
          value: spec.image,
          wrong: `an image of the format ${format}, and ${nameOf(subject)} does not run that (${formats[format].source})`,
          allowed: runs(formats),
          fix: [
            ...newerNodes(subject, format),
            `push it in such a format and say so: WasmImage.of(…, { format: ImageFormat.${fitting(formats)} })`,
            'take the runtime that it is made for',
          ].join('; or '),
        }));
  },
};

function nameOf({ runtime, release }: Subject): string {
  return release === undefined
    ? `the ${runtime?.name} runtime`
    : `${shimOf(release)} of the ${runtime?.name} runtime`;
}

/** The newest release of the same shim, where that takes it. */
function newerNodes({ release }: Subject, format: ImageFormat): string[] {
  const newer = releasesOf(release?.runtime ?? '').find(({ formats }) => formats[format].value === Known.YES);
  return newer === undefined
    ? []
    : [
        `nodes with ${shimOf(newer)}, and shimVersions: { ${newer.runtime}: '${newer.version}' } of the platform`,
      ];
}

/** The format to push: the artifact, which most take, or else the first that it takes. */
function fitting(formats: FormatFacts): string {
  const found = Object.entries(ImageFormat).find(([, format]) => formats[format].value === Known.YES);
  return found?.[0] ?? 'PLAIN';
}

function runs(formats: FormatFacts): string {
  return Object.values(ImageFormat)
    .filter((format) => formats[format].value === Known.YES)
    .join(', ');
}
