import { inPlaceResizes, usesWithout } from '../features';
import { CheckSeverity } from '../finding';
import type { Rule } from '../rule';

export const inPlaceResize: Rule = {
  id: 'in-place-resize',
  severity: CheckSeverity.ERROR,
  title: 'resources do not change under a running container where the runtime does not apply the change',
  why:
    'Seen on a real cluster (containerd-shim-wasm 1.0.1): the resize is reported as applied (status 600Mi) while the cgroup still says ' +
    '512Mi. The shim has no task update.',
  needs: ['runtime'],
  check: (subject) =>
    usesWithout(subject, 'inPlaceResize', inPlaceResizes).map((field) => ({
      field,
      value: 'NotRequired',
      wrong: `the ${subject.runtime?.name} runtime does not apply the change, though Kubernetes would report that it did`,
      allowed: 'RestartContainer',
      fix: 'leave resizePolicy out, and change resources by a rollout',
    })),
};
