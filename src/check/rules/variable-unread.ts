import { Known } from '../../runtime/fact';
import { releasesOf } from '../../runtime/releases';
import { envOf } from '../container';
import { CheckSeverity } from '../finding';
import { shimOf } from '../obstacle';
import type { Rule } from '../rule';
import { guestsOf } from '../subject';

export const variableUnread: Rule = {
  id: 'variable-unread',
  severity: CheckSeverity.ERROR,
  title: 'a variable that is meant for the shim is one that its release reads',
  why:
    'An older release passes over it without a word: the limit that was set, or the address, does not hold. Source: ' +
    'spinframework/containerd-shim-spin CHANGELOG.md (SPIN_MAX_INSTANCE_MEMORY since 0.20.0); containerd/runwasi, HTTP since 0.5.0.',
  needs: ['release'],
  check: (subject) => {
    const { release } = subject;
    return release === undefined
      ? []
      : guestsOf(subject)
          .flatMap(envOf)
          .filter(({ name }) => release.environment[name]?.value === Known.NO)
          .map(({ field, name }) => {
            const reader = releasesOf(release.runtime).find(
              ({ environment }) => environment[name]?.value === Known.YES,
            );
            return {
              field: `${field}/name`,
              value: name,
              wrong: `${shimOf(release)} does not read it (${release.environment[name]?.source})`,
              fix:
                reader === undefined
                  ? 'leave it out'
                  : `leave it out; or nodes with ${shimOf(reader)}, and shimVersions: { ${reader.runtime}: '${reader.version}' } of the platform`,
            };
          });
  },
};
