import type { RuntimeConfigSpec } from '../../artifact/runtime-config/spec';
import { fromRoot } from '../../artifact/runtime-config/written-paths';
import { autoscalersOf } from '../autoscaler';
import type { GuestView } from '../container';
import { isMissing, mayHoldMore, membersAt, numberAt, textAt } from '../fields';
import { CheckSeverity } from '../finding';
import type { Problem, Rule } from '../rule';
import { applicationsOf, inManifest, mayRunOnSpin, type SpinApplication } from '../spin/application';
import { DEFAULT_STORE } from '../spin/names';
import { runtimeConfigOf } from '../spin/runtime-config';
import { type Subject, titleOf } from '../subject';
import { SPIN_STATE } from '../writable-paths';

export const spinStoreLocal: Rule = {
  id: 'spin-store-local',
  severity: CheckSeverity.WARNING,
  title: 'a Spin application with several pods keeps nothing in a store that each pod has for itself',
  why:
    'Spin’s own stores and databases are a SQLite file in the pod’s /.spin, or in memory: each replica has its own, and it is gone ' +
    'with the pod. Seen with containerd-shim-spin 0.24.0; Source: spinframework/spin crates/key-value-spin, crates/sqlite.',
  needs: ['runtime', 'manifest'],
  concerns: mayRunOnSpin,
  check: (subject) =>
    applicationsOf(subject).flatMap((application) => {
      const pods = podsAtMost(subject, application.pod.owner);
      return pods === undefined || pods < 2 ? [] : problemsOf(subject, application, pods);
    }),
};

/** How many pods may run at a time; `undefined` where it is not known. */
function podsAtMost(subject: Subject, owner: string): number | undefined {
  const scaler = autoscalersOf(subject).find(({ target }) => target === owner);
  return scaler === undefined
    ? numberAt(
        subject.objects.find((object) => titleOf(object) === owner),
        'spec',
        'replicas',
      )
    : numberAt(scaler.object, 'spec', 'maxReplicas');
}

function problemsOf(subject: Subject, application: SpinApplication, pods: number): Problem[] {
  const { known, hidden } = runtimeConfigOf(subject, application.guest);
  if (hidden !== undefined) {
    return [];
  }
  const { keyValueStores = {}, sqliteDatabases = {} } = known;
  const local = (
    label: string,
    kept: { readonly [label: string]: { readonly spin?: { readonly path?: string } } },
  ) => (label in kept ? isLocal(kept[label].spin) : label === DEFAULT_STORE && !isShared(application, known));
  return application.components.flatMap(([id, component]) => [
    ...component.keyValueStores
      .filter((label) => local(label, keyValueStores))
      .map((label) =>
        problem(`component.${id}.key_value_stores`, label, pods, 'keyValueStores', 'redis: { url: … }'),
      ),
    ...component.sqliteDatabases
      .filter((label) => local(label, sqliteDatabases))
      .map((label) =>
        problem(
          `component.${id}.sqlite_databases`,
          label,
          pods,
          'sqliteDatabases',
          'libsql: { url: …, token: … }',
        ),
      ),
  ]);
}

/** A store of Spin's own without a file is in memory; where the file is, a volume must be, and that may be shared. */
function isLocal(spin: { readonly path?: string } | undefined): boolean {
  return spin !== undefined && spin.path === undefined;
}

/** Whether the folder of the store `default` is on a volume that outlives the pod. */
function isShared({ guest, pod }: GuestView, { stateDir = SPIN_STATE }: RuntimeConfigSpec): boolean {
  if (stateDir === '') {
    return false;
  }
  if (mayHoldMore(guest.spec.volumeMounts, 'mountPath') || mayHoldMore(pod.spec.volumes, 'name')) {
    return true;
  }
  const folder = fromRoot(stateDir);
  const mount = membersAt(guest.spec, 'volumeMounts')
    .map(({ spec }) => ({ name: spec.name, at: (textAt(spec, 'mountPath') ?? '').replace(/\/+$/, '') }))
    .filter(({ at }) => folder === at || folder.startsWith(`${at}/`))
    .sort((a, b) => b.at.length - a.at.length)[0];
  const volume = membersAt(pod.spec, 'volumes').find(({ spec }) => spec.name === mount?.name)?.spec;
  return volume !== undefined && isMissing(volume, 'emptyDir');
}

function problem(field: string, label: string, pods: number, prop: string, example: string): Problem {
  return {
    field: inManifest(field),
    value: label,
    wrong: `each of ${pods} pods has its own, and what is in it is gone with the pod`,
    allowed: 'a store on a server, or one replica',
    fix: `runtimeConfig: RuntimeConfig.of({ ${prop}: { '${label}': { ${example} } } }), or replicas: 1 where that is meant`,
  };
}
