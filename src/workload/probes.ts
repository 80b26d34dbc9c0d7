import { demandPort, demandWhole, exactlyOne } from '../value/demand';
import { compact, type JsonObject } from '../value/json';
import { MadeOnce } from '../value/made-once';
import { refusal } from '../value/refuse';
import { isUnresolved, literal } from '../value/unresolved';
import type { HealthSpec, ProbeSpec } from './props/probe';

/** What a container's probes are where nobody says otherwise. */
export interface ProbeDefaults {
  /** Port that is asked; `undefined` where there is none. */
  readonly port?: number;
  /** How it is asked; `undefined` for not at all. */
  readonly usual?: ProbeSpec;
  /** How often it may fail to start, at 2 seconds between asks. */
  readonly startupFailures: number;
}

/** At least a minute at startup: the first start of an image on a node compiles it. */
const STARTUP_PERIOD = 2;
const LEAST_STARTUP_FAILURES = 30;
const PATIENCE = 3;
const READINESS = 'readiness';
const HANDLERS = ['httpGet', 'tcpSocket', 'grpc', 'exec'] as const;
const COUNTS = [
  'initialDelaySeconds',
  'periodSeconds',
  'timeoutSeconds',
  'successThreshold',
  'failureThreshold',
] as const;

/** Failures at startup that a start of so many seconds needs, three times over. */
export function startupFailures(seconds: number | undefined): number {
  return Math.max(LEAST_STARTUP_FAILURES, Math.ceil(((seconds ?? 0) * PATIENCE) / STARTUP_PERIOD));
}

const USUAL = new MadeOnce<JsonObject>();

/** The three probes of a container, as its fields. */
export function probes(
  path: string,
  field: string,
  health: HealthSpec | undefined,
  defaults: ProbeDefaults,
): JsonObject {
  return health === undefined && !isUnresolved(defaults.port)
    ? USUAL.of(JSON.stringify(defaults), () => probesOf(path, field, {}, defaults))
    : probesOf(path, field, health ?? {}, defaults);
}

function probesOf(path: string, field: string, health: HealthSpec, defaults: ProbeDefaults): JsonObject {
  return compact({
    startupProbe: probe(
      path,
      `${field}.startup`,
      health.startup,
      defaults,
      STARTUP_PERIOD,
      defaults.startupFailures,
    ),
    readinessProbe: probe(path, `${field}.${READINESS}`, health.readiness, defaults, 5, 3),
    livenessProbe: probe(path, `${field}.liveness`, health.liveness, defaults, 10, 3),
  });
}

function probe(
  path: string,
  field: string,
  spec: ProbeSpec | undefined,
  defaults: ProbeDefaults,
  period: number,
  failures: number,
): JsonObject | undefined {
  const asked = withHandler(spec, defaults.usual);
  if (asked === undefined || asked.disabled) {
    refuseRest(path, field, spec);
    return undefined;
  }
  for (const key of COUNTS) {
    if (asked[key] !== undefined) {
      demandWhole(path, `${field}.${key}`, asked[key], key === 'initialDelaySeconds' ? 0 : 1);
    }
  }
  if ((literal(asked.successThreshold) ?? 1) > 1 && !field.endsWith(`.${READINESS}`)) {
    throw refusal({
      path,
      field: `${field}.successThreshold`,
      value: asked.successThreshold,
      wrong: 'Kubernetes wants one success of all probes but readiness',
      allowed: '1',
      fix: 'leave it out',
    });
  }
  const usual: ProbeSpec = { periodSeconds: period, failureThreshold: failures };
  const made = handler(path, field, asked, defaults.port);
  for (const key of COUNTS) {
    const count = asked[key] ?? usual[key];
    if (count !== undefined) {
      made[key] = count;
    }
  }
  return made;
}

/** What was said, asked in the usual way where only its times were. */
function withHandler(spec: ProbeSpec | undefined, usual: ProbeSpec | undefined): ProbeSpec | undefined {
  if (spec === undefined) {
    return usual;
  }
  const says = spec.disabled || HANDLERS.some((member) => spec[member] !== undefined);
  return says || usual === undefined ? spec : { ...usual, ...spec };
}

function refuseRest(path: string, field: string, spec: ProbeSpec | undefined): void {
  const rest = Object.keys(compact({ ...spec, disabled: undefined }));
  if (rest.length > 0) {
    throw refusal({
      path,
      field,
      value: spec,
      wrong: `disabled, and yet ${rest.join(', ')}`,
      fix: 'leave out disabled, or the rest',
    });
  }
}

function handler(path: string, field: string, spec: ProbeSpec, port: number | undefined): JsonObject {
  const how = exactlyOne(path, field, spec, HANDLERS);
  if (how === 'exec') {
    if (spec.exec?.command.length === 0) {
      throw refusal({ path, field: `${field}.exec.command`, value: [], wrong: 'nothing to run' });
    }
    return { exec: { command: spec.exec?.command } };
  }
  const asked = spec[how]?.port ?? port;
  if (asked === undefined) {
    throw refusal({
      path,
      field: `${field}.${how}.port`,
      value: undefined,
      wrong: 'this workload has no port to ask',
      fix: 'give the port',
    });
  }
  demandPort(path, `${field}.${how}.port`, asked);
  if (how === 'httpGet') {
    const headers = Object.entries(spec.httpGet?.headers ?? {}).map(([name, value]) => ({ name, value }));
    return {
      httpGet: compact({
        path: spec.httpGet?.path,
        port: asked,
        scheme: spec.httpGet?.scheme,
        httpHeaders: headers.length > 0 ? headers : undefined,
      }),
    };
  }
  return { [how]: compact({ port: asked, service: how === 'grpc' ? spec.grpc?.service : undefined }) };
}
