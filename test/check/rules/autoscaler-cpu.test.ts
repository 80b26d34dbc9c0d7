import { autoscalerCpu } from '../../../src/check/rules/autoscaler-cpu';
import { Known } from '../../../src/runtime/fact';
import { autoscaler, knowing, lazy, share, subject, testRule } from '../subject';

const scaled = (metric: unknown, value = Known.NO) =>
  subject(({ objects }) => objects.push(autoscaler({ metrics: [metric] })), {
    runtime: knowing('containerCpuMetrics', value),
  });

testRule(autoscalerCpu, {
  good: [
    { that: 'memory', subject: scaled(share('memory')) },
    { that: 'CPU where the runtime reports it', subject: scaled(share('cpu'), Known.YES) },
    { that: 'an unresolved metric', subject: scaled(lazy(share('cpu'))) },
    {
      that: 'an unresolved resource',
      subject: scaled({ type: 'Resource', resource: { name: lazy('cpu') } }),
    },
  ],
  bad: [
    {
      that: 'CPU of the pod',
      subject: scaled(share('cpu')),
      field: 'HorizontalPodAutoscaler hello /spec/metrics/0/resource/name',
      says: ['report no CPU', 'memory: 80'],
    },
    {
      that: 'CPU of one container',
      subject: scaled({ type: 'ContainerResource', containerResource: { name: 'cpu', container: 'app' } }),
      field: 'HorizontalPodAutoscaler hello /spec/metrics/0/containerResource/name',
      says: ['never scale'],
    },
  ],
});
