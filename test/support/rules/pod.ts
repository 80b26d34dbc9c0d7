import { type Json, number, object, objects, type Report, strings, text, unique } from '../json';
import { checkContainer } from './container';
import { checkResources } from './quantity';
import { checkLabels, checkNotNegative, isDnsLabel, isSubdomain } from './syntax';
import { checkVolumes } from './volumes';

const DEFAULT_GRACE_SECONDS = 30;

/**
 * @param runsOnce whether the pod may end, as that of a Job may; a pod that a
 * Deployment keeps running must restart always
 */
export function checkPodSpec(spec: Json, path: string, runsOnce: boolean, report: Report): void {
  const graceSeconds = number(spec, 'terminationGracePeriodSeconds') ?? DEFAULT_GRACE_SECONDS;
  const volumes = checkVolumes(spec, path, report);
  const containers = objects(spec, 'containers');
  const initContainers = objects(spec, 'initContainers');
  if (containers.length === 0) report(`${path}.containers`, 'has no container');

  containers.forEach((container, index) => {
    const here = `${path}.containers[${index}]`;
    checkContainer(container, { path: here, volumes, graceSeconds }, report);
    if ('restartPolicy' in container) report(`${here}.restartPolicy`, 'is for init containers');
  });
  initContainers.forEach((container, index) => {
    const here = `${path}.initContainers[${index}]`;
    checkContainer(container, { path: here, volumes, graceSeconds }, report);
    checkInitContainer(container, here, report);
  });
  unique(
    [...initContainers, ...containers].map((container) => text(container, 'name')),
    `${path}.containers`,
    report,
  );

  const restart = text(spec, 'restartPolicy') ?? 'Always';
  if (!runsOnce && restart !== 'Always')
    report(`${path}.restartPolicy`, `"${restart}", but only Always is allowed`);
  checkNotNegative(spec, ['terminationGracePeriodSeconds'], path, report);
  checkResources(object(spec, 'resources'), `${path}.resources`, report);
  checkPodSecurity(spec, path, report);
  checkNames(spec, path, report);
  checkScheduling(spec, path, report);
}

/** An init container with a restart policy is a native side-car, which is watched like any other container. */
function checkInitContainer(container: Json, path: string, report: Report): void {
  const restart = text(container, 'restartPolicy');
  if (restart !== undefined && restart !== 'Always')
    report(`${path}.restartPolicy`, `"${restart}", but only Always is allowed`);
  if (restart === 'Always') return;
  for (const field of ['livenessProbe', 'readinessProbe', 'startupProbe', 'lifecycle']) {
    if (field in container) report(`${path}.${field}`, 'an init container that ends has none');
  }
}

function checkPodSecurity(spec: Json, path: string, report: Report): void {
  const security = object(spec, 'securityContext');
  for (const field of ['runAsUser', 'runAsGroup', 'fsGroup']) {
    const id = number(security, field) ?? 0;
    if (id < 0 || id > 2 ** 31 - 1) report(`${path}.securityContext.${field}`, `${id} is not an id`);
  }
  if (spec.shareProcessNamespace === true && spec.hostPID === true) {
    report(`${path}.shareProcessNamespace`, 'excludes hostPID');
  }
  if (
    spec.hostUsers === false &&
    (spec.hostNetwork === true || spec.hostPID === true || spec.hostIPC === true)
  ) {
    report(`${path}.hostUsers`, 'false excludes the namespaces of the host');
  }
}

function checkNames(spec: Json, path: string, report: Report): void {
  for (const field of ['serviceAccountName', 'runtimeClassName', 'priorityClassName']) {
    const name = text(spec, field);
    if (name !== undefined && !isSubdomain(name))
      report(`${path}.${field}`, `"${name}" is not a DNS-1123 subdomain`);
  }
  for (const field of ['hostname', 'subdomain']) {
    const name = text(spec, field);
    if (name !== undefined && !isDnsLabel(name))
      report(`${path}.${field}`, `"${name}" is not a DNS-1123 label`);
  }
  unique(
    objects(spec, 'imagePullSecrets').map((secret) => text(secret, 'name')),
    `${path}.imagePullSecrets`,
    report,
  );
}

function checkScheduling(spec: Json, path: string, report: Report): void {
  checkLabels(object(spec, 'nodeSelector'), `${path}.nodeSelector`, report);
  checkTolerations(objects(spec, 'tolerations'), `${path}.tolerations`, report);
  const spread = objects(spec, 'topologySpreadConstraints');
  spread.forEach((constraint, index) => {
    const here = `${path}.topologySpreadConstraints[${index}]`;
    if ((number(constraint, 'maxSkew') ?? 0) < 1) report(`${here}.maxSkew`, 'must be 1 or more');
    if (text(constraint, 'topologyKey') === '') report(`${here}.topologyKey`, 'is empty');
    if ('minDomains' in constraint && constraint.whenUnsatisfiable !== 'DoNotSchedule') {
      report(`${here}.minDomains`, 'needs whenUnsatisfiable: DoNotSchedule');
    }
    const keys = strings(constraint, 'matchLabelKeys');
    if (keys.length > 0 && !('labelSelector' in constraint))
      report(`${here}.matchLabelKeys`, 'needs a labelSelector');
    const selected = object(object(constraint, 'labelSelector'), 'matchLabels');
    for (const key of keys.filter((item) => item in selected)) {
      report(`${here}.matchLabelKeys`, `"${key}" stands in labelSelector too`);
    }
  });
  const pairs = spread.map((constraint) => `${constraint.topologyKey}, ${constraint.whenUnsatisfiable}`);
  unique(pairs, `${path}.topologySpreadConstraints`, report);
}

export function checkTolerations(tolerations: readonly Json[], path: string, report: Report): void {
  tolerations.forEach((toleration, index) => {
    const here = `${path}[${index}]`;
    const exists = toleration.operator === 'Exists';
    if (!exists && !text(toleration, 'key'))
      report(`${here}.operator`, 'must be Exists when there is no key');
    if (exists && text(toleration, 'value'))
      report(`${here}.value`, 'must be empty when the operator is Exists');
    if ('tolerationSeconds' in toleration && toleration.effect !== 'NoExecute') {
      report(`${here}.effect`, 'must be NoExecute when there are tolerationSeconds');
    }
  });
}
