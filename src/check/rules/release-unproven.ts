import { ImageFormat } from '../../artifact/image-format';
import { Known } from '../../runtime/fact';
import { CheckSeverity } from '../finding';
import { shimOf } from '../obstacle';
import { uncertainProblems } from '../obstacle-problems';
import type { Problem, Rule } from '../rule';
import { guestsOf, type Subject } from '../subject';

export const releaseUnproven: Rule = {
  id: 'release-unproven',
  severity: CheckSeverity.WARNING,
  title: 'the release of the shim was shown to run such an image and such a binary',
  why:
    'What nobody has run, or read in the source, may fail on the cluster without a word. Source: src/runtime/releases, docs/releases.md, ' +
    'which say what is unknown.',
  needs: ['release'],
  check: (subject) => [...formatProblems(subject), ...uncertainProblems(subject)],
};

function formatProblems(subject: Subject): Problem[] {
  const { release, imageFormat } = subject;
  if (release === undefined || imageFormat === undefined) {
    return [];
  }
  const { value, source } = release.formats[imageFormat];
  return value !== Known.UNKNOWN
    ? []
    : guestsOf(subject).map(({ at, spec }) => ({
        field: `${at}/image`,
        value: spec.image,
        wrong: `nobody has shown that ${shimOf(release)} takes images of the format ${imageFormat} (${source})`,
        allowed: Object.values(ImageFormat)
          .filter((format) => release.formats[format].value === Known.YES)
          .join(', '),
        fix: 'try it on your cluster, then acknowledge release-unproven with what you saw',
      }));
}
