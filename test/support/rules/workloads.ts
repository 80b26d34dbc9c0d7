import { type Json, number, object, objects, type Report, text } from '../json';
import { isSchedule, isTimeZone } from './cron';
import { checkLabelsAndAnnotations } from './metadata';
import { checkSelector, selects } from './selector';
import { checkIntOrPercent, checkNotNegative } from './syntax';

const JOB_COUNTS = [
  'parallelism',
  'completions',
  'activeDeadlineSeconds',
  'backoffLimit',
  'ttlSecondsAfterFinished',
];

export function checkDeployment(manifest: Json, report: Report): void {
  const spec = object(manifest, 'spec');
  const selector = object(spec, 'selector');
  const template = object(spec, 'template');
  checkSelector(selector, 'spec.selector', report);
  if (Object.keys(selector).length === 0) report('spec.selector', 'is empty');
  if (!selects(selector, object(object(template, 'metadata'), 'labels'))) {
    report('spec.selector', 'does not select the labels of the pod template');
  }
  checkTemplateMetadata(template, 'spec.template', report);
  checkNotNegative(spec, ['replicas', 'minReadySeconds', 'revisionHistoryLimit'], 'spec', report);
  const deadline = number(spec, 'progressDeadlineSeconds');
  if (deadline !== undefined && deadline <= (number(spec, 'minReadySeconds') ?? 0)) {
    report('spec.progressDeadlineSeconds', `${deadline} is not above minReadySeconds`);
  }
  if ('activeDeadlineSeconds' in object(template, 'spec')) {
    report('spec.template.spec.activeDeadlineSeconds', 'is for pods that end');
  }
  checkStrategy(object(spec, 'strategy'), report);
}

function checkStrategy(strategy: Json, report: Report): void {
  const rolling = object(strategy, 'rollingUpdate');
  const path = 'spec.strategy.rollingUpdate';
  if (strategy.type === 'Recreate' && 'rollingUpdate' in strategy)
    report(path, 'must be absent when the type is Recreate');
  const noSurge = checkIntOrPercent(rolling.maxSurge, `${path}.maxSurge`, report);
  const noneUnavailable = checkIntOrPercent(rolling.maxUnavailable, `${path}.maxUnavailable`, report);
  if (noSurge && noneUnavailable) report(`${path}.maxUnavailable`, 'must not be 0 when maxSurge is 0');
  if (
    Number.parseInt(String(rolling.maxUnavailable), 10) > 100 &&
    typeof rolling.maxUnavailable === 'string'
  ) {
    report(`${path}.maxUnavailable`, `"${rolling.maxUnavailable}" is above 100%`);
  }
}

export function checkJob(manifest: Json, report: Report): void {
  checkJobSpec(object(manifest, 'spec'), 'spec', report);
}

export function checkCronJob(manifest: Json, report: Report): void {
  const spec = object(manifest, 'spec');
  const schedule = text(spec, 'schedule') ?? '';
  if (!isSchedule(schedule)) report('spec.schedule', `"${schedule}" is not a schedule`);
  const zone = text(spec, 'timeZone');
  if (zone !== undefined && !isTimeZone(zone)) report('spec.timeZone', `"${zone}" is not a time zone`);
  const counts = ['startingDeadlineSeconds', 'successfulJobsHistoryLimit', 'failedJobsHistoryLimit'];
  checkNotNegative(spec, counts, 'spec', report);
  const jobTemplate = object(spec, 'jobTemplate');
  checkLabelsAndAnnotations(object(jobTemplate, 'metadata'), 'spec.jobTemplate.metadata', report);
  checkJobSpec(object(jobTemplate, 'spec'), 'spec.jobTemplate.spec', report);
}

function checkJobSpec(spec: Json, path: string, report: Report): void {
  checkNotNegative(spec, JOB_COUNTS, path, report);
  checkTemplateMetadata(object(spec, 'template'), `${path}.template`, report);
  const pod = object(object(spec, 'template'), 'spec');
  const restart = text(pod, 'restartPolicy') ?? 'Always';
  if (restart === 'Always') report(`${path}.template.spec.restartPolicy`, 'must be OnFailure or Never');
  if ('podFailurePolicy' in spec && restart !== 'Never') {
    report(`${path}.podFailurePolicy`, 'needs restartPolicy: Never');
  }
  if ('selector' in spec && spec.manualSelector !== true) report(`${path}.selector`, 'is made by Kubernetes');
  const indexed = spec.completionMode === 'Indexed';
  if (indexed && !('completions' in spec))
    report(`${path}.completions`, 'is missing, as completionMode is Indexed');
  for (const field of ['backoffLimitPerIndex', 'maxFailedIndexes']) {
    if (field in spec && !indexed) report(`${path}.${field}`, 'needs completionMode: Indexed');
  }
}

function checkTemplateMetadata(template: Json, path: string, report: Report): void {
  checkLabelsAndAnnotations(object(template, 'metadata'), `${path}.metadata`, report);
  const containers = objects(object(template, 'spec'), 'ephemeralContainers');
  if (containers.length > 0) report(`${path}.spec.ephemeralContainers`, 'cannot stand in a template');
}
