import { at, type Json, number, object, objects, type Report, text } from '../json';
import { checkQuantity } from './quantity';
import { checkSelector } from './selector';
import { checkIntOrPercent } from './syntax';

const METRIC_FIELDS: Record<string, string> = {
  ContainerResource: 'containerResource',
  External: 'external',
  Object: 'object',
  Pods: 'pods',
  Resource: 'resource',
};
const TARGET_FIELDS: Record<string, string> = {
  AverageValue: 'averageValue',
  Utilization: 'averageUtilization',
  Value: 'value',
};

export function checkDisruptionBudget(manifest: Json, report: Report): void {
  const spec = object(manifest, 'spec');
  if ('minAvailable' in spec && 'maxUnavailable' in spec)
    report('spec.maxUnavailable', 'excludes minAvailable');
  for (const field of ['minAvailable', 'maxUnavailable']) {
    checkIntOrPercent(spec[field], `spec.${field}`, report);
    const percent = /^(\d+)%$/.exec(String(spec[field]))?.[1];
    if (Number(percent ?? 0) > 100) report(`spec.${field}`, `"${spec[field]}" is above 100%`);
  }
  checkSelector(object(spec, 'selector'), 'spec.selector', report);
}

export function checkHorizontalPodAutoscaler(manifest: Json, report: Report): void {
  const spec = object(manifest, 'spec');
  const min = number(spec, 'minReplicas') ?? 1;
  const max = number(spec, 'maxReplicas') ?? 0;
  // zero replicas are behind a feature gate
  if (min < 1) report('spec.minReplicas', `${min} is below 1`);
  if (max < min) report('spec.maxReplicas', `${max} is below minReplicas, ${min}`);
  for (const field of ['kind', 'name']) {
    if (!text(object(spec, 'scaleTargetRef'), field)) report(`spec.scaleTargetRef.${field}`, 'is empty');
  }
  objects(spec, 'metrics').forEach((metric, index) => {
    checkMetric(metric, `spec.metrics[${index}]`, report);
  });
  for (const direction of ['scaleUp', 'scaleDown']) {
    const rules = at(spec, 'behavior', direction);
    if (rules !== undefined)
      checkBehavior(object(object(spec, 'behavior'), direction), `spec.behavior.${direction}`, report);
  }
}

function checkMetric(metric: Json, path: string, report: Report): void {
  const field = METRIC_FIELDS[text(metric, 'type') ?? ''];
  const sources = Object.keys(metric).filter((key) => key !== 'type');
  if (field === undefined) report(`${path}.type`, `"${metric.type}" is not a type of metric`);
  else if (sources.length !== 1 || sources[0] !== field)
    report(path, `must have ${field} and no other source`);
  else checkTarget(object(object(metric, field), 'target'), `${path}.${field}.target`, report);
}

function checkTarget(target: Json, path: string, report: Report): void {
  const wanted = TARGET_FIELDS[text(target, 'type') ?? ''];
  if (wanted === undefined) {
    report(`${path}.type`, `"${target.type}" is not a type of target`);
    return;
  }
  const here = `${path}.${wanted}`;
  for (const other of Object.values(TARGET_FIELDS).filter((field) => field !== wanted && field in target)) {
    report(`${path}.${other}`, `does not go with the type ${target.type}`);
  }
  if (!(wanted in target)) report(here, `is missing, as the type is ${target.type}`);
  else if (wanted === 'averageUtilization') {
    if ((number(target, wanted) ?? 0) < 1) report(here, `${target[wanted]} is below 1`);
  } else if ((checkQuantity(target[wanted], here, report) ?? 1) === 0) {
    report(here, `"${target[wanted]}" is not above 0`);
  }
}

function checkBehavior(rules: Json, path: string, report: Report): void {
  const window = number(rules, 'stabilizationWindowSeconds') ?? 0;
  if (window < 0 || window > 3600)
    report(`${path}.stabilizationWindowSeconds`, `${window} is not between 0 and 3600`);
  if ('policies' in rules && objects(rules, 'policies').length === 0) report(`${path}.policies`, 'are empty');
  objects(rules, 'policies').forEach((policy, index) => {
    const seconds = number(policy, 'periodSeconds') ?? 0;
    const here = `${path}.policies[${index}]`;
    if (seconds < 1 || seconds > 1800)
      report(`${here}.periodSeconds`, `${seconds} is not between 1 and 1800`);
    if ((number(policy, 'value') ?? 0) < 1) report(`${here}.value`, 'must be 1 or more');
  });
}
