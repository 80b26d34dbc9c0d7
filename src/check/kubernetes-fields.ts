import { isObject, type JsonObject } from '../value/json';
import { isUnresolved } from '../value/unresolved';
import { isAtLeast } from '../value/version';
import { isGiven } from './fields';
import { podsOf, type Subject, titleOf } from './subject';

/** What a field stands in. */
type Owner =
  | 'pod'
  | 'container'
  | 'initContainer'
  | 'job'
  | 'CronJob'
  | 'Service'
  | 'PodDisruptionBudget'
  | 'HorizontalPodAutoscaler';

/** A field, and the first Kubernetes version that has it unless configured otherwise. */
interface VersionedField {
  readonly in: Owner;
  /** Steps from what it stands in; `*` is every member of a list or a map. */
  readonly path: string;
  /** Kubernetes' version, `major.minor`. */
  readonly since: string;
  /** The value that needs the version, where others do not. */
  readonly value?: unknown;
}

/**
 * Source: kubernetes/website, the stages of the feature gates, where a gate is
 * on by default; for `stopSignal` and `tolerance`, whose gates came off, the
 * release that first has the field.
 */
const FIELDS: readonly VersionedField[] = [
  { in: 'pod', path: 'hostUsers', since: '1.33', value: false },
  { in: 'pod', path: 'resources', since: '1.34' },
  { in: 'pod', path: 'schedulingGates', since: '1.27' },
  { in: 'pod', path: 'topologySpreadConstraints/*/matchLabelKeys', since: '1.27' },
  { in: 'pod', path: 'topologySpreadConstraints/*/minDomains', since: '1.27' },
  { in: 'pod', path: 'topologySpreadConstraints/*/nodeAffinityPolicy', since: '1.26' },
  { in: 'pod', path: 'topologySpreadConstraints/*/nodeTaintsPolicy', since: '1.26' },
  { in: 'pod', path: 'volumes/*/image', since: '1.35' },
  {
    in: 'pod',
    path: 'affinity/*/requiredDuringSchedulingIgnoredDuringExecution/*/matchLabelKeys',
    since: '1.31',
  },
  { in: 'pod', path: 'securityContext/appArmorProfile', since: '1.30' },
  { in: 'pod', path: 'securityContext/seLinuxChangePolicy', since: '1.33' },
  { in: 'pod', path: 'securityContext/supplementalGroupsPolicy', since: '1.33' },
  { in: 'container', path: 'lifecycle/preStop/sleep', since: '1.30' },
  { in: 'container', path: 'lifecycle/postStart/sleep', since: '1.30' },
  { in: 'container', path: 'lifecycle/stopSignal', since: '1.33' },
  { in: 'container', path: 'resizePolicy', since: '1.33' },
  { in: 'container', path: 'securityContext/appArmorProfile', since: '1.30' },
  { in: 'container', path: 'env/*/valueFrom/fileKeyRef', since: '1.35' },
  { in: 'container', path: 'restartPolicyRules', since: '1.35' },
  { in: 'initContainer', path: 'restartPolicy', since: '1.29', value: 'Always' },
  { in: 'job', path: 'podFailurePolicy', since: '1.26' },
  { in: 'job', path: 'backoffLimitPerIndex', since: '1.29' },
  { in: 'job', path: 'podReplacementPolicy', since: '1.29' },
  { in: 'job', path: 'successPolicy', since: '1.31' },
  { in: 'job', path: 'managedBy', since: '1.32' },
  { in: 'CronJob', path: 'spec/timeZone', since: '1.25' },
  { in: 'Service', path: 'spec/trafficDistribution', since: '1.31' },
  { in: 'PodDisruptionBudget', path: 'spec/unhealthyPodEvictionPolicy', since: '1.27' },
  { in: 'HorizontalPodAutoscaler', path: 'spec/metrics/*/containerResource', since: '1.27' },
  { in: 'HorizontalPodAutoscaler', path: 'spec/behavior/*/tolerance', since: '1.33' },
];

/** A place that needs a Kubernetes version. */
export interface VersionedUse {
  /** Where it stands. */
  readonly field: string;
  /** The version, `major.minor`. */
  readonly since: string;
}

/** The places of a subject that need a newer Kubernetes than `have`. */
export function tooNewUsesOf(subject: Subject, have: string): VersionedUse[] {
  const fields = fieldsNewerThan(have);
  const owners = fields.length === 0 ? [] : ownersOf(subject);
  return fields.flatMap(({ in: owner, path, since, value }) =>
    owners
      .filter((candidate) => candidate.is === owner)
      .flatMap(({ at, spec }) =>
        placesOf(spec, path.split('/'), value).map((place) => ({ field: `${at}${place}`, since })),
      ),
  );
}

const NEWER = new Map<string, readonly VersionedField[]>();

/** Fields that a version lacks; kept, because all subjects of a platform have one version. */
function fieldsNewerThan(have: string): readonly VersionedField[] {
  const known = NEWER.get(have) ?? FIELDS.filter(({ since }) => !isAtLeast(have, since));
  NEWER.set(have, known);
  return known;
}

interface OwnerView {
  readonly is: string;
  /** Where it stands, so that `/field` can follow. */
  readonly at: string;
  readonly spec: JsonObject;
}

function ownersOf(subject: Subject): OwnerView[] {
  const pods = podsOf(subject).flatMap((pod): OwnerView[] => [
    { is: 'pod', at: `${pod.owner} ${pod.at}`, spec: pod.spec },
    ...pod.containers.map(({ at, spec }) => ({ is: 'container', at, spec })),
    ...pod.containers
      .filter(({ isInit }) => isInit)
      .map(({ at, spec }) => ({ is: 'initContainer', at, spec })),
  ]);
  const objects = subject.objects.flatMap((object): OwnerView[] => {
    const whole = { is: object.kind, at: `${titleOf(object)} `, spec: object };
    const job =
      object.kind === 'Job' ? ['spec'] : object.kind === 'CronJob' ? ['spec', 'jobTemplate', 'spec'] : [];
    const found = job.reduce<unknown>((at, key) => (isObject(at) ? at[key] : undefined), object);
    return job.length > 0 && isObject(found)
      ? [whole, { is: 'job', at: `${titleOf(object)} /${job.join('/')}`, spec: found }]
      : [whole];
  });
  return [...pods, ...objects];
}

/** JSON pointers from `at` to what stands at the end of `path`. */
function placesOf(at: unknown, [key, ...rest]: string[], value: unknown): string[] {
  if (key === undefined) {
    return isGiven(at) && (value === undefined || at === value) ? [''] : [];
  }
  if (isUnresolved(at) || (!isObject(at) && !Array.isArray(at))) {
    return [];
  }
  const steps = key === '*' ? Object.entries(at) : [[key, Reflect.get(at, key)] as const];
  return steps.flatMap(([step, below]) => placesOf(below, rest, value).map((place) => `/${step}${place}`));
}
