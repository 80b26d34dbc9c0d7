import { parseVersion } from '../../value/version';
import { CheckSeverity } from '../finding';
import { tooNewUsesOf } from '../kubernetes-fields';
import type { Rule } from '../rule';

export const kubernetesVersion: Rule = {
  id: 'kubernetes-version',
  severity: CheckSeverity.ERROR,
  title: 'a manifest has only fields that the platform’s Kubernetes has',
  why:
    'An older API server drops a field that it does not know, or refuses it, and a field whose feature gate is off is dropped as well: a ' +
    'side-car becomes an init container that never ends, a sleep before the stop is no hook at all. ' +
    'Source: kubernetes/website, the stages of the feature gates.',
  needs: ['platform'],
  check: (subject) => {
    const { platform } = subject;
    const have = platform?.kubernetesVersion;
    return have === undefined || parseVersion(have) === undefined
      ? []
      : tooNewUsesOf(subject, have).map(({ field, since }) => ({
          field,
          wrong: `Kubernetes ${since} has this field; the platform ${platform?.name} is said to have ${have}`,
          allowed: `fields of Kubernetes ${have}`,
          fix: `leave it out, or kubernetesVersion: '${since}' for the platform where that is what its nodes run`,
        }));
  },
};
