import { releasesOf } from '../../runtime/releases';
import { isSame } from '../../value/version';
import { CheckSeverity } from '../finding';
import type { Rule } from '../rule';
import { guestsOf } from '../subject';

export const shimVersion: Rule = {
  id: 'shim-version',
  severity: CheckSeverity.WARNING,
  title: 'the platform has a release of the shim that this package knows',
  why:
    'What images and binaries a release takes is known release by release; of any other nothing is taken for granted. Source: ' +
    'src/runtime/releases, docs/releases.md.',
  needs: ['runtime', 'platform'],
  check: (subject) => {
    const { runtime, platform } = subject;
    const name = runtime?.name ?? '';
    const version = platform?.runtimes[name]?.shimVersion;
    const table = releasesOf(name).map((release) => release.version);
    return version === undefined || table.length === 0 || table.some((one) => isSame(one, version))
      ? []
      : guestsOf(subject).map(({ at }) => ({
          field: `${at}/image`,
          value: `containerd-shim-${name} ${version}`,
          wrong: `the platform ${platform?.name} has a release of the shim of which this package knows nothing`,
          allowed: `known: ${table.join(', ')}`,
          fix: `shimVersions: { ${name}: '${table[0]}' } of the platform where the nodes have that release; else acknowledge shim-version and try the workload`,
        }));
  },
};
