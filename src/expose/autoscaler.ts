import { demandWhole } from '../value/demand';
import { compact, type JsonObject, type Manifest } from '../value/json';
import { refusal } from '../value/refuse';
import { literal } from '../value/unresolved';
import type { AutoscaleSpec } from './autoscale-spec';
import type { Common } from './service';

/** The HorizontalPodAutoscaler of a Deployment of the same name. */
export function autoscalerManifest({ path, name, labels }: Common, spec: AutoscaleSpec): Manifest {
  const min = spec.min ?? 2;
  demandWhole(path, 'autoscale.min', min, 1);
  demandWhole(path, 'autoscale.max', spec.max, 1);
  demandWhole(path, 'autoscale.cpu', spec.cpu, 1);
  demandWhole(path, 'autoscale.memory', spec.memory, 1);
  demandWhole(path, 'autoscale.scaleDownStabilizationSeconds', spec.scaleDownStabilizationSeconds, 0, 3600);
  const [least, most] = [literal(min), literal(spec.max)];
  if (least !== undefined && most !== undefined && least > most) {
    throw refusal({
      path,
      field: 'autoscale.max',
      value: most,
      wrong: `less than min, ${least}`,
      allowed: `${least} or more`,
    });
  }
  const metrics = (['cpu', 'memory'] as const).flatMap((resource) => metric(resource, spec[resource]));
  if (metrics.length === 0) {
    throw refusal({
      path,
      field: 'autoscale',
      value: spec,
      wrong: 'nothing to scale by',
      fix: 'cpu: 60, in percent of the request; or memory',
    });
  }
  const stabilization = spec.scaleDownStabilizationSeconds;
  return {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: { name, labels: { ...labels } },
    spec: compact({
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name },
      minReplicas: min,
      maxReplicas: spec.max,
      metrics,
      behavior:
        stabilization === undefined
          ? undefined
          : { scaleDown: { stabilizationWindowSeconds: stabilization } },
    }),
  };
}

function metric(name: string, averageUtilization: number | undefined): JsonObject[] {
  return averageUtilization === undefined
    ? []
    : [{ type: 'Resource', resource: { name, target: { type: 'Utilization', averageUtilization } } }];
}
