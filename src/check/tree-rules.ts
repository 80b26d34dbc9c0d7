import { CheckSeverity } from './finding';

/** An object of the app, as far as whole-tree rules look at it. */
export interface TreeEntry {
  /** Path of its construct. */
  readonly path: string;
  readonly group: string;
  readonly kind: string;
  readonly namespace: string | undefined;
  readonly name: string;
  /** Labels of pods that a controller takes for its own. */
  readonly selector: Labels | undefined;
  /** Labels of the pods that it makes. */
  readonly podLabels: Labels | undefined;
}

/** Labels, or what selects them. */
export interface Labels {
  readonly [key: string]: string;
}

/** What a whole-tree rule says: of one construct, naming the other. */
export interface TreeProblem {
  readonly path: string;
  readonly message: string;
}

/** A check of all objects of an app together. */
export interface TreeRule {
  readonly id: string;
  readonly severity: CheckSeverity;
  readonly title: string;
  readonly why: string;
  readonly check: (entries: readonly TreeEntry[]) => TreeProblem[];
}

const nameCollision: TreeRule = {
  id: 'name-collision',
  severity: CheckSeverity.ERROR,
  title: 'two objects of an app do not share group, kind, namespace and name',
  why: 'The API server holds one of them: what is applied last wins, and deleting one deletes the other.',
  check: (entries) => {
    const seen: Nested<Nested<Nested<Nested<TreeEntry>>>> = new Map();
    const problems: TreeProblem[] = [];
    for (const entry of entries) {
      const { group, kind, namespace, name } = entry;
      const ofKind = within(within(seen, group, nested), kind, nested);
      const other = within(within(ofKind, namespace ?? '', nested), name, () => entry);
      if (other !== entry) {
        problems.push({
          path: entry.path,
          message:
            `${kind} ${name}${namespace === undefined ? '' : ` in namespace ${namespace}`} stands twice, here and at ${other.path}, ` +
            'and a cluster holds one; fix: give one of them another name or namespace',
        });
      }
    }
    return problems;
  },
};

const selectorOverlap: TreeRule = {
  id: 'selector-overlap',
  severity: CheckSeverity.ERROR,
  title: 'no controller selects the pods of another in its namespace',
  why: 'Two controllers that select one pod count it both and delete it by turns (Kubernetes documentation, Deployment, selector).',
  check: (entries) => {
    const pods = new PodIndex(entries);
    const problems: TreeProblem[] = [];
    for (const controller of entries) {
      for (const other of pods.selectedBy(controller)) {
        if (other !== controller && other.path !== controller.path) {
          problems.push({
            path: controller.path,
            message:
              `${controller.kind} ${controller.name} selects the pods of ${other.kind} ${other.name} at ${other.path} too; ` +
              'fix: give one of them another name or other labels',
          });
        }
      }
    }
    return problems;
  },
};

/** Every whole-tree check, in the order of their ids. */
export const TREE_RULES: readonly TreeRule[] = [nameCollision, selectorOverlap];

/** Pods by namespace and each of their labels, so that a controller is compared with few of them. */
class PodIndex {
  private readonly pods: Nested<Nested<Nested<TreeEntry[]>>> = new Map();

  public constructor(entries: readonly TreeEntry[]) {
    for (const entry of entries) {
      const { namespace, podLabels } = entry;
      if (podLabels === undefined) {
        continue;
      }
      for (const key of Object.keys(podLabels)) {
        const values = within(within(this.pods, namespace ?? '', nested), key, nested);
        within(values, podLabels[key], (): TreeEntry[] => []).push(entry);
      }
    }
  }

  /** The pods that a controller selects. */
  public selectedBy({ namespace, selector }: TreeEntry): readonly TreeEntry[] {
    if (selector === undefined) {
      return [];
    }
    const wanted = Object.keys(selector);
    const labels = this.pods.get(namespace ?? '');
    let fewest: readonly TreeEntry[] | undefined;
    for (const key of wanted) {
      const found = labels?.get(key)?.get(selector[key]) ?? [];
      if (fewest === undefined || found.length < fewest.length) {
        fewest = found;
      }
    }
    return (fewest ?? []).filter(({ podLabels = {} }) =>
      wanted.every((key) => podLabels[key] === selector[key]),
    );
  }
}

type Nested<Value> = Map<string, Value>;

function nested<Value>(): Nested<Value> {
  return new Map();
}

/** What stands under a key; it is put there where nothing does. */
function within<Value>(map: Nested<Value>, key: string, make: () => NoInfer<Value>): Value {
  const found = map.get(key);
  if (found !== undefined) {
    return found;
  }
  const made = make();
  map.set(key, made);
  return made;
}
