import { SpinExecutor } from '../../artifact/spin/trigger-spec';
import { Known } from '../../runtime/fact';
import { releasesOf } from '../../runtime/releases';
import type { ShimReleaseSpec } from '../../runtime/releases/shim-release-spec';
import { CheckSeverity } from '../finding';
import type { Rule } from '../rule';
import { applicationsOf, inManifest, mayRunOnSpin } from '../spin/application';

export const spinExecutor: Rule = {
  id: 'spin-executor',
  severity: CheckSeverity.ERROR,
  title: 'the executor of an HTTP trigger is one that the shim’s release has',
  why:
    'The executor wasip3-unstable came with Spin 3.5 (containerd-shim-spin 0.22.0), knows one release candidate of wasi:http 0.3 in ' +
    'each release, and is gone in Spin 4; any other release ends when it reads the trigger. Source: spinframework/spin ' +
    'crates/http/src/config.rs and trigger.rs, by tag; src/runtime/releases.',
  needs: ['release', 'manifest'],
  concerns: mayRunOnSpin,
  check: (subject) => {
    const known = releasesOf('spin');
    // Of a release that nobody has looked at nothing is known.
    const release = known.find(({ version }) => version === subject.release?.version);
    return release === undefined || hasCandidate(release)
      ? []
      : applicationsOf(subject).flatMap(({ triggers }) =>
          triggers
            .filter(({ executor }) => executor === SpinExecutor.WASIP3_UNSTABLE)
            .map(({ id }) => ({
              field: inManifest(`trigger.http ${id}.executor`),
              value: SpinExecutor.WASIP3_UNSTABLE,
              wrong: `containerd-shim-spin ${release.version} has no such executor, and the process ends`,
              allowed: `releases ${known
                .filter(hasCandidate)
                .map(({ version }) => version)
                .join(', ')}`,
              fix: "shimVersions: { spin: '…' } of the platform where the nodes have one of these, or build the component for wasi:http 0.2 and leave executor out",
            })),
        );
  },
};

function hasCandidate({ exports }: ShimReleaseSpec): boolean {
  return exports.some(
    ({ executor, value }) => executor === SpinExecutor.WASIP3_UNSTABLE && value === Known.YES,
  );
}
