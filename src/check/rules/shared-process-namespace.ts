import { sharedProcessNamespaces, usesWithout } from '../features';
import { CheckSeverity } from '../finding';
import type { Rule } from '../rule';

export const sharedProcessNamespace: Rule = {
  id: 'shared-process-namespace',
  severity: CheckSeverity.ERROR,
  title: 'containers share no process namespace where the runtime shares none',
  why:
    'A shim that starts each container in namespaces of its own passes over the setting or refuses the pod; which one, its fact says. ' +
    'Source: the fact `sharedProcessNamespace` of the runtime; for runwasi’s and Spin’s shims nobody has shown it (see unproven).',
  needs: ['runtime'],
  check: (subject) =>
    usesWithout(subject, 'sharedProcessNamespace', sharedProcessNamespaces).map((field) => ({
      field,
      value: true,
      wrong: `containers of the ${subject.runtime?.name} runtime share no process namespace (${subject.runtime?.facts.sharedProcessNamespace.source})`,
      allowed: 'false',
      fix: 'leave shareProcessNamespace out',
    })),
};
