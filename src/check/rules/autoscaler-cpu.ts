import { cpuAutoscalers, usesWithout } from '../features';
import { CheckSeverity } from '../finding';
import type { Rule } from '../rule';

export const autoscalerCpu: Rule = {
  id: 'autoscaler-cpu',
  severity: CheckSeverity.ERROR,
  title: 'an autoscaler goes by CPU only where the runtime’s containers report it',
  why:
    'Seen on a real cluster once (containerd-shim-wasm 1.0.1, cgroup v1): container_cpu_usage_seconds_total stayed 0 for every container ' +
    'under the shim, though right for the pod as a whole, and then an autoscaler that goes by CPU never adds a pod. Where nobody has ' +
    'shown either way, unproven warns.',
  needs: ['runtime'],
  check: (subject) =>
    usesWithout(subject, 'containerCpuMetrics', cpuAutoscalers).map((field) => ({
      field,
      value: 'cpu',
      wrong: `containers of the ${subject.runtime?.name} runtime were seen to report no CPU, so this would never scale`,
      allowed: 'memory, or a metric that the application reports',
      fix: 'autoscale: { min: 2, max: 10, memory: 80 }',
    })),
};
