import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { checkAtSynth, checkTree } from '../check/checks';
import { oncePer } from '../check/once';
import type { Labels, TreeEntry } from '../check/tree-rules';
import { dig, isObject, type Manifest } from '../value/json';
import { carriedByRoot, pathOf, rootOf } from '../value/tree-state';
import { constructsOf } from '../value/tree-walk';
import type { WorkloadObject } from './workload-object';

const SELECTOR = ['spec', 'selector', 'matchLabels'];
const TEMPLATE = ['spec', 'template', 'metadata', 'labels'];

/** Kinds that make pods, and where the labels of these stand. */
const CONTROLLERS: ReadonlyMap<string, readonly string[]> = new Map([
  ['Deployment', TEMPLATE],
  ['ReplicaSet', TEMPLATE],
  ['StatefulSet', TEMPLATE],
  ['DaemonSet', TEMPLATE],
  ['Job', TEMPLATE],
  ['CronJob', ['spec', 'jobTemplate', ...TEMPLATE]],
]);

/** What a controller selects and makes changes by patches alone, and to render one costs. */
const PODS_OF = new WeakMap<ApiObject, { readonly patches: number; readonly pods: Pods }>();

type Pods = Pick<TreeEntry, 'selector' | 'podLabels'>;

const NO_PODS: Pods = { selector: undefined, podLabels: undefined };

/** An object of the app. Its path takes longer to tell than all else, and is asked for where something is wrong. */
class AppObject implements TreeEntry {
  public readonly group: string;
  public readonly kind: string;
  public readonly namespace: string | undefined;
  public readonly name: string;
  public readonly selector: Labels | undefined;
  public readonly podLabels: Labels | undefined;

  public constructor(private readonly object: ApiObject) {
    this.group = object.apiGroup;
    this.kind = object.kind;
    this.namespace = object.metadata.namespace;
    this.name = object.name;
    const labels = CONTROLLERS.get(object.kind);
    const pods = labels === undefined ? NO_PODS : podsOf(object, labels);
    this.selector = pods.selector;
    this.podLabels = pods.podLabels;
  }

  public get path(): string {
    return this.object.node.path;
  }
}

/**
 * Takes a name for an object of ours.
 *
 * @throws where one of ours has it: the user's line is still on the stack. Foreign objects are compared at synth.
 */
export function claimName(by: IConstruct, kind: string, namespace: string | undefined, name: string): void {
  const names = carriedByRoot(by, 'names', () => watchTree(by));
  const key = `${kind}|${namespace ?? ''}|${name}`;
  const other = names.get(key);
  if (other !== undefined) {
    throw new Error(
      `[${pathOf(by)}] ${kind} ${name}${namespace === undefined ? '' : ` in namespace ${namespace}`}: ${pathOf(other)} has one of that name, ` +
        'and a cluster holds one; fix: give one of them another name, or put them into charts with namespaces of their own',
    );
  }
  names.set(key, by);
}

/** The HorizontalPodAutoscalers that the app has for a Deployment, as they go to the cluster. */
export function autoscalersOf({ kind, name, metadata, node }: ApiObject): readonly Manifest[] {
  return autoscalersIn(constructsOf(node.root)).get(targetKey(metadata.namespace, kind, name)) ?? [];
}

/** All of a tree, by what they scale: a synth asks for those of each Deployment. */
const autoscalersIn = oncePer((constructs: readonly IConstruct[]): ReadonlyMap<string, Manifest[]> => {
  const found = new Map<string, Manifest[]>();
  for (const object of objectsIn(constructs)) {
    if (object.kind === 'HorizontalPodAutoscaler') {
      const manifest: Manifest = object.toJson();
      const target = (field: string): unknown => dig(manifest, 'spec', 'scaleTargetRef', field);
      const key = targetKey(object.metadata.namespace, target('kind'), target('name'));
      const others = found.get(key);
      found.set(key, others === undefined ? [manifest] : [...others, manifest]);
    }
  }
  return found;
});

function targetKey(...parts: unknown[]): string {
  return JSON.stringify(parts);
}

function watchTree(by: IConstruct): Map<string, IConstruct> {
  const root = rootOf(by);
  checkAtSynth(root, () =>
    checkTree(
      root,
      toCompare(constructsOf(root)).map((object) => new AppObject(object)),
    ),
  );
  return new Map();
}

/**
 * The objects that may meet another. Those of workloads do not meet each other, as their names were taken when they were
 * made, and their labels hold the name; what somebody else made, or has patched, may meet those of its kind, and where it
 * makes pods, those of all that do.
 */
function toCompare(constructs: readonly IConstruct[]): readonly ApiObject[] {
  const objects = objectsIn(constructs);
  const others = objects.filter((object) => !isClaimed(object));
  if (others.length === 0) {
    return [];
  }
  const kinds = new Set(others.map(({ kind }) => kind));
  const areControllers = others.some(({ kind }) => CONTROLLERS.has(kind));
  return objects.filter(({ kind }) => kinds.has(kind) || (areControllers && CONTROLLERS.has(kind)));
}

/** Whether an object is one for which a name was taken, and is as it was made. */
function isClaimed(object: ApiObject): object is WorkloadObject {
  const { isOfWorkload, patchCount }: Partial<WorkloadObject> = Object(object);
  return isOfWorkload === true && patchCount === 0;
}

function objectsIn(constructs: readonly IConstruct[]): ApiObject[] {
  return constructs.filter((construct): construct is ApiObject => ApiObject.isApiObject(construct));
}

/** @param labels where the labels of its pods stand */
function podsOf(object: ApiObject, labels: readonly string[]): Pods {
  if (isClaimed(object)) {
    return podsIn(object.manifest, labels);
  }
  const patches = patchesOf(object);
  const known = PODS_OF.get(object);
  if (known?.patches === patches) {
    return known.pods;
  }
  const pods = podsIn(object.toJson(), labels);
  PODS_OF.set(object, { patches, pods });
  return pods;
}

function podsIn(manifest: unknown, labels: readonly string[]): Pods {
  return {
    selector: labelsAt(manifest, SELECTOR),
    podLabels: labelsAt(manifest, labels),
  };
}

function labelsAt(manifest: unknown, path: readonly string[]): Labels | undefined {
  const found = dig(manifest, ...path);
  return isObject(found) ? (found as { [key: string]: string }) : undefined;
}

/** How often an object was patched: cdk8s keeps the patches in a field that it does not show. */
function patchesOf(object: ApiObject): number {
  const { patches }: { patches?: unknown } = Object(object);
  return Array.isArray(patches) ? patches.length : 0;
}
