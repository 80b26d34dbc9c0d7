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
  readonly selector?: { [key: string]: string };
  /** Labels of the pods that it makes. */
  readonly podLabels?: { [key: string]: string };
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
    const seen = new Map<string, TreeEntry>();
    return entries.flatMap((entry) => {
      const { group, kind, namespace, name, path } = entry;
      const key = `${group}|${kind}|${namespace ?? ''}|${name}`;
      const other = seen.get(key);
      seen.set(key, other ?? entry);
      return other === undefined
        ? []
        : [
            {
              path,
              message:
                `${kind} ${name}${namespace === undefined ? '' : ` in namespace ${namespace}`} stands twice, here and at ${other.path}, ` +
                'and a cluster holds one; fix: give one of them another name or namespace',
            },
          ];
    });
  },
};

const selectorOverlap: TreeRule = {
  id: 'selector-overlap',
  severity: CheckSeverity.ERROR,
  title: 'no controller selects the pods of another in its namespace',
  why: 'Two controllers that select one pod count it both and delete it by turns (Kubernetes documentation, Deployment, selector).',
  check: (entries) => {
    const controllers = entries.filter((entry) => entry.selector !== undefined);
    const byNamespace = new Map<string, TreeEntry[]>();
    for (const entry of entries.filter((e) => e.podLabels !== undefined)) {
      const space = entry.namespace ?? '';
      const list = byNamespace.get(space) ?? [];
      list.push(entry);
      byNamespace.set(space, list);
    }
    const index = new Map([...byNamespace].map(([space, list]) => [space, byLabel(list)]));
    return controllers.flatMap((controller) =>
      candidates(index.get(controller.namespace ?? ''), controller)
        .filter((other) => other.path !== controller.path && matches(controller.selector, other.podLabels))
        .map((other) => ({
          path: controller.path,
          message:
            `${controller.kind} ${controller.name} selects the pods of ${other.kind} ${other.name} at ${other.path} too; ` +
            'fix: give one of them another name or other labels',
        })),
    );
  },
};

/** Every whole-tree check, in the order of their ids. */
export const TREE_RULES: readonly TreeRule[] = [nameCollision, selectorOverlap];

/** Pods by each of their labels, so that a controller is compared with few of them. */
function byLabel(entries: readonly TreeEntry[]): Map<string, TreeEntry[]> {
  const index = new Map<string, TreeEntry[]>();
  for (const entry of entries) {
    for (const [key, value] of Object.entries(entry.podLabels ?? {})) {
      const label = `${key}=${value}`;
      const list = index.get(label) ?? [];
      list.push(entry);
      index.set(label, list);
    }
  }
  return index;
}

function candidates(index: Map<string, TreeEntry[]> | undefined, { selector = {} }: TreeEntry): TreeEntry[] {
  const lists = Object.entries(selector).map(([key, value]) => index?.get(`${key}=${value}`) ?? []);
  return lists.reduce((least, list) => (list.length < least.length ? list : least), lists[0] ?? []);
}

function matches(selector: { [key: string]: string } = {}, labels: { [key: string]: string } = {}): boolean {
  const wanted = Object.entries(selector);
  return wanted.length > 0 && wanted.every(([key, value]) => labels[key] === value);
}
