import { describe } from 'vitest';
import { refuses } from './refuses';

const METRIC = 'spec.metrics[0]';

describe('scaling, data and runtime classes', () => {
  refuses([
    ['a budget with both limits', 'budget', 'spec.minAvailable', 1, /excludes minAvailable/],
    ['a budget above 100%', 'budget', 'spec.maxUnavailable', '101%', /above 100%/],
    ['a budget that is not a number', 'budget', 'spec.maxUnavailable', 'one', /percentage/],
    ['more replicas at least than at most', 'autoscaler', 'spec.minReplicas', 6, /5 is below minReplicas, 6/],
    ['no replicas at least', 'autoscaler', 'spec.minReplicas', 0, /below 1/],
    ['a metric of a type without source', 'autoscaler', `${METRIC}.type`, 'Pods', /must have pods/],
    ['a metric of an unknown type', 'autoscaler', `${METRIC}.type`, 'Cpu', /not a type of metric/],
    ['a utilization of 0', 'autoscaler', `${METRIC}.resource.target.averageUtilization`, 0, /0 is below 1/],
    ['two targets', 'autoscaler', `${METRIC}.resource.target.averageValue`, '1', /does not go with/],
    [
      'a window of two hours',
      'autoscaler',
      'spec.behavior.scaleDown.stabilizationWindowSeconds',
      7200,
      /3600/,
    ],
    ['a policy of one hour', 'autoscaler', 'spec.behavior.scaleDown.policies[0].periodSeconds', 3600, /1800/],
    ['a data key with a slash', 'configMap', 'data[a/b]', 'x', /data\.a\/b: is not a key/],
    ['a key in both maps', 'configMap', 'binaryData[app.toml]', 'AAEC', /stands in data too/],
    ['more than a mebibyte', 'configMap', 'data.big', 'x'.repeat(1024 * 1024), /1048576 at most/],
    ['a TLS Secret without key', 'secret', 'stringData[tls.key]', undefined, /tls\.key"\]: is missing/],
    [
      'a handler that is not a label',
      'runtimeClass',
      'handler',
      'io.containerd.spin',
      /handler: .*DNS-1123 label/,
    ],
    [
      'an overhead that is not a quantity',
      'runtimeClass',
      'overhead.podFixed.memory',
      '1x',
      /memory: .*quantity/,
    ],
  ]);
});
