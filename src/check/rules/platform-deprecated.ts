import { CheckSeverity } from '../finding';
import type { Rule } from '../rule';
import { podsOf } from '../subject';

export const platformDeprecated: Rule = {
  id: 'platform-deprecated',
  severity: CheckSeverity.WARNING,
  title: 'the platform is one that is still cared for',
  why:
    'KWasm is archived, and AKS takes no new WASI node pools: shims there stay old, and their clusters cannot follow Kubernetes. ' +
    'Source: KWasm/kwasm-operator, Azure documentation of WASI node pools.',
  needs: ['platform'],
  check: (subject) => {
    const { platform } = subject;
    return platform?.deprecation === undefined
      ? []
      : podsOf(subject)
          .slice(0, 1)
          .map(({ owner, at, spec }) => ({
            field: `${owner} ${at}/runtimeClassName`,
            value: spec.runtimeClassName,
            wrong: `the platform ${platform.name} is at its end: ${platform.deprecation}`,
            fix: 'bind the platform that replaces it',
          }));
  },
};
