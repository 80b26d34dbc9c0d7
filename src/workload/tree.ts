import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { checkAtSynth, checkTree } from '../check/checks';
import { oncePer } from '../check/once';
import type { TreeEntry } from '../check/tree-rules';
import { dig, isObject, type Manifest } from '../value/json';
import { carriedByRoot, pathOf } from '../value/tree-state';
import { constructsOf } from '../value/tree-walk';

const TEMPLATE = ['spec', 'template', 'metadata', 'labels'];

/** Kinds that make pods, and where the labels of these stand. */
const CONTROLLERS: { readonly [kind: string]: readonly string[] } = {
  Deployment: TEMPLATE,
  ReplicaSet: TEMPLATE,
  StatefulSet: TEMPLATE,
  DaemonSet: TEMPLATE,
  Job: TEMPLATE,
  CronJob: ['spec', 'jobTemplate', ...TEMPLATE],
};

/** What a controller selects and makes changes by patches alone, and to render one costs. */
const PODS_OF = new WeakMap<ApiObject, { readonly patches: number; readonly pods: Pods }>();

type Pods = Pick<TreeEntry, 'selector' | 'podLabels'>;

/** An object of the app. Its path takes longer to tell than all else, and is asked for where something is wrong. */
class AppObject implements TreeEntry {
  public readonly group: string;
  public readonly kind: string;
  public readonly namespace: string | undefined;
  public readonly name: string;
  public readonly selector?: { [key: string]: string };
  public readonly podLabels?: { [key: string]: string };

  public constructor(private readonly object: ApiObject) {
    this.group = object.apiGroup;
    this.kind = object.kind;
    this.namespace = object.metadata.namespace;
    this.name = object.name;
    if (object.kind in CONTROLLERS) {
      Object.assign(this, podsOf(object));
    }
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
      `[${pathOf(by)}] ${kind} ${name}${namespace === undefined ? '' : ` in namespace ${namespace}`}: ${other} has one of that name, ` +
        'and a cluster holds one; fix: give one of them another name, or put them into charts with namespaces of their own',
    );
  }
  names.set(key, pathOf(by));
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

function watchTree(by: IConstruct): Map<string, string> {
  const root = by.node.root;
  checkAtSynth(root, () =>
    checkTree(
      root,
      objectsIn(constructsOf(root)).map((object) => new AppObject(object)),
    ),
  );
  return new Map();
}

function objectsIn(constructs: readonly IConstruct[]): ApiObject[] {
  return constructs.filter((construct): construct is ApiObject => ApiObject.isApiObject(construct));
}

function podsOf(object: ApiObject): Pods {
  const patches = patchesOf(object);
  // Not by `instanceof`, which cdk8s answers with yes for every ApiObject.
  if ('manifest' in object && patches === 0) {
    return podsIn(object.kind, object.manifest);
  }
  const known = PODS_OF.get(object);
  if (known?.patches === patches) {
    return known.pods;
  }
  const pods = podsIn(object.kind, object.toJson());
  PODS_OF.set(object, { patches, pods });
  return pods;
}

function podsIn(kind: string, manifest: unknown): Pods {
  const selector = dig(manifest, 'spec', 'selector', 'matchLabels');
  const podLabels = dig(manifest, ...CONTROLLERS[kind]);
  return {
    ...(isObject(selector) && { selector: selector as { [key: string]: string } }),
    ...(isObject(podLabels) && { podLabels: podLabels as { [key: string]: string } }),
  };
}

/** How often an object was patched: cdk8s keeps the patches in a field that it does not show. */
function patchesOf(object: ApiObject): number {
  const patches: unknown = Reflect.get(object, 'patches');
  return Array.isArray(patches) ? patches.length : 0;
}
