import { dig } from '../../value/json';
import type { Finding } from '../finding';
import type { CheckResult } from '../rule';
import { TREE_RULES, type TreeEntry } from '../tree-rules';
import {
  type Acknowledged,
  type Acknowledgements,
  acknowledgementsOf,
  findingsOf,
  idle,
} from './acknowledgements';
import { belongingsIn } from './belongings';
import { type Entry, groupOf, nameOf, namespaceOf, readEntries, type Source, textsOf } from './entries';
import { GUEST_CONTAINER, type KnownBeside, type Located, type Look, lookAt } from './look';
import { classesOf } from './runtime-of';

/** What was found, and the objects in which. */
export interface LintOutcome extends CheckResult {
  /** The objects by their places, which findings have for a path. */
  readonly places: ReadonlyMap<string, Entry>;
}

/**
 * Holds every rule against plain Kubernetes objects, whoever wrote them.
 *
 * @param sources the objects, by the file that they come from
 * @param known what no manifest tells; rules that need what is missing say that they did not look
 */
export function lintManifests(sources: readonly Source[], known: KnownBeside = {}): LintOutcome {
  const { entries, notChecked } = readEntries(sources);
  const places = new Map(entries.map((entry) => [entry.place, entry]));
  const classes = classesOf(entries, known.platform);
  const belongings = belongingsIn(entries);
  const looks = entries.flatMap((entry) => lookAt(entry, classes, belongings, known) ?? []);
  const said = new Map(entries.map((entry) => [entry, acknowledgementsOf(entry)]));
  const judged = [
    ...looks.flatMap(({ owner, found }) => found.map((one) => judge(one, [one.at, owner], said))),
    ...treeFindings(entries, places).map((one) => judge(one, [one.at], said)),
  ];
  return {
    findings: [...distinct(judged), ...entries.flatMap((entry) => faultsOf(entry, said, looks))],
    notChecked: [...notChecked, ...looks.flatMap((look) => look.notChecked)],
    places,
  };
}

/** A finding with the reason that the object it stands in gives for it, or else its workload. */
function judge(
  { finding }: Located,
  by: readonly Entry[],
  said: ReadonlyMap<Entry, Acknowledgements>,
): Finding {
  const reasons = by.flatMap((entry) => (said.get(entry)?.valid ?? []).filter(({ id }) => id === finding.id));
  for (const reason of reasons) {
    reason.matched = true;
  }
  return reasons.length === 0 ? finding : { ...finding, acknowledged: reasons[0].reason };
}

/** A Service of two workloads is found fault with twice; while one of them has not acknowledged it, it stands. */
function distinct(findings: readonly Finding[]): Finding[] {
  const known = new Map<string, Finding>();
  for (const finding of findings) {
    const key = JSON.stringify([finding.id, finding.path, finding.message]);
    const other = known.get(key);
    known.set(key, other === undefined || other.acknowledged !== undefined ? finding : other);
  }
  return [...known.values()];
}

function faultsOf(
  entry: Entry,
  said: ReadonlyMap<Entry, Acknowledgements>,
  looks: readonly Look[],
): Finding[] {
  const { valid = [], problems = [] } = said.get(entry) ?? {};
  const unmatched = valid.filter((own) => !own.matched && wasLookedFor(own, entry, looks));
  return findingsOf(entry, [...problems, ...unmatched.map(idle)]);
}

/** Whether the check of an acknowledgement has looked at its object, so that it would have found what there is. */
function wasLookedFor({ id }: Acknowledged, entry: Entry, looks: readonly Look[]): boolean {
  if (TREE_RULES.some((rule) => rule.id === id)) {
    return true;
  }
  const around = looks.filter(({ members }) => members.includes(entry));
  return (
    around.length > 0 &&
    !around.some(({ notChecked }) => notChecked.some((one) => one.id === id || one.id === GUEST_CONTAINER))
  );
}

function treeFindings(entries: readonly Entry[], places: ReadonlyMap<string, Entry>): Located[] {
  const tree = entries.flatMap(treeEntry);
  return TREE_RULES.flatMap(({ id, severity, check }) =>
    check(tree).flatMap(({ path, message }) => {
      const at = places.get(path);
      return at === undefined ? [] : [{ at, finding: { id, severity, path, field: path, message } }];
    }),
  );
}

/** An object as whole-tree rules see it; one whose name the API server makes up meets no other. */
function treeEntry({ place, object, pod, podMetadata }: Entry): TreeEntry[] {
  const name = nameOf(object);
  return name === undefined
    ? []
    : [
        {
          path: place,
          group: groupOf(object),
          kind: object.kind,
          namespace: namespaceOf(object) || undefined,
          name,
          selector: pod && textsOf(dig(object, 'spec', 'selector', 'matchLabels')),
          podLabels: pod && textsOf(dig(podMetadata, 'labels')),
        },
      ];
}
