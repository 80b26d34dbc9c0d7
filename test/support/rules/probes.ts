import { type Json, number, object, objects, type Report, text } from '../json';
import { checkNotNegative, isPort, isPortName } from './syntax';

const PROBES = ['livenessProbe', 'readinessProbe', 'startupProbe'];
const PROBE_HANDLERS = ['exec', 'grpc', 'httpGet', 'tcpSocket'];
const HOOK_HANDLERS = ['exec', 'httpGet', 'sleep', 'tcpSocket'];
const COUNTS = [
  'initialDelaySeconds',
  'timeoutSeconds',
  'periodSeconds',
  'successThreshold',
  'failureThreshold',
];

export function checkProbes(container: Json, path: string, report: Report): void {
  for (const kind of PROBES) {
    if (!(kind in container)) continue;
    const here = `${path}.${kind}`;
    const probe = object(container, kind);
    checkHandler(probe, PROBE_HANDLERS, container, here, report);
    checkNotNegative(probe, COUNTS, here, report);
    if (kind !== 'readinessProbe' && (number(probe, 'successThreshold') ?? 1) !== 1) {
      report(`${here}.successThreshold`, 'must be 1');
    }
    if (kind === 'readinessProbe' && 'terminationGracePeriodSeconds' in probe) {
      report(`${here}.terminationGracePeriodSeconds`, 'a readiness probe ends nothing');
    }
    if ((number(probe, 'terminationGracePeriodSeconds') ?? 1) < 1) {
      report(`${here}.terminationGracePeriodSeconds`, 'must be 1 or more');
    }
  }
}

export function checkLifecycle(container: Json, graceSeconds: number, path: string, report: Report): void {
  for (const hook of ['postStart', 'preStop']) {
    const handler = object(object(container, 'lifecycle'), hook);
    if (!(hook in object(container, 'lifecycle'))) continue;
    const here = `${path}.lifecycle.${hook}`;
    checkHandler(handler, HOOK_HANDLERS, container, here, report);
    const seconds = number(object(handler, 'sleep'), 'seconds');
    if (seconds === undefined) continue;
    // zero seconds are behind a feature gate before Kubernetes 1.33
    if (seconds < 1 || seconds > graceSeconds) {
      report(`${here}.sleep.seconds`, `${seconds} is not between 1 and the grace period, ${graceSeconds}`);
    }
  }
}

function checkHandler(
  value: Json,
  allowed: readonly string[],
  container: Json,
  path: string,
  report: Report,
): void {
  const handlers = allowed.filter((handler) => handler in value);
  if (handlers.length !== 1)
    report(path, `must have exactly one of ${allowed.join(', ')}, has ${handlers.length}`);
  for (const handler of handlers) {
    const { port } = object(value, handler);
    if (port !== undefined) checkPort(port, container, `${path}.${handler}.port`, report);
    const url = text(object(value, handler), 'path');
    if (handler === 'httpGet' && url === '') report(`${path}.httpGet.path`, 'is empty');
  }
}

/** A probe's port by number or by name; a name that the container lacks fails in the kubelet. */
function checkPort(port: unknown, container: Json, path: string, report: Report): void {
  if (typeof port === 'number' ? !isPort(port) : !isPortName(String(port)))
    report(path, `"${port}" is not a port`);
  else if (typeof port === 'string' && !objects(container, 'ports').some((item) => item.name === port)) {
    report(path, `the container has no port "${port}"`);
  }
}
