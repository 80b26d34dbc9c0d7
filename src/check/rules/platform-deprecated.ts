import { CheckSeverity } from '../finding';
import type { Rule } from '../rule';
import { podsOf } from '../subject';

export const platformDeprecated: Rule = {
  id: 'platform-deprecated',
  severity: CheckSeverity.WARNING,
  title: 'the platform is one that is still cared for',
  why:
    'KWasm is retired, and AKS has made no new WASI node pools since 2025-05-05: their shims stay as old as they are, and what this ' +
    'package knows of newer ones does not hold there. Source: KWasm/kwasm-operator, README; Azure/AKS issue 4770.',
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
