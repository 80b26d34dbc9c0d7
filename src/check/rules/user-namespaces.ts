import { userNamespaces as uses, usesWithout } from '../features';
import { CheckSeverity } from '../finding';
import type { Rule } from '../rule';

export const userNamespaces: Rule = {
  id: 'user-namespaces',
  severity: CheckSeverity.ERROR,
  title: 'a pod has no user namespace of its own where the runtime has none',
  why:
    'Seen on a real cluster (containerd-shim-wasm 1.0.1): the pod stays in ContainerCreating ' +
    '(`RuntimeClass handler "wasmtime" does not support user namespaces`).',
  needs: ['runtime'],
  check: (subject) =>
    usesWithout(subject, 'userNamespaces', uses).map((field) => ({
      field,
      value: false,
      wrong: `the pod would never start: the class of the ${subject.runtime?.name} runtime \`does not support user namespaces\``,
      allowed: 'true',
      fix: 'leave hostUsers out',
    })),
};
