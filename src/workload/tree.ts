import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { checkAtSynth, checkTree } from '../check/checks';
import type { TreeEntry } from '../check/tree-rules';
import { dig, isObject, type Manifest } from '../value/json';
import { carriedByRoot, pathOf } from '../value/tree-state';

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

type Pods = Pick<TreeEntry, 'selector' | 'podLabels'>;

/** What a controller selects and makes changes by patches alone, and to render one costs. */
const PODS_OF = new WeakMap<ApiObject, { readonly patches: number; readonly pods: Pods }>();

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
export function autoscalersOf(deployment: ApiObject): Manifest[] {
  return deployment.node.root.node
    .findAll()
    .filter((construct): construct is ApiObject => ApiObject.isApiObject(construct))
    .filter(
      ({ kind, metadata }) =>
        kind === 'HorizontalPodAutoscaler' && metadata.namespace === deployment.metadata.namespace,
    )
    .map((autoscaler): Manifest => autoscaler.toJson())
    .filter((manifest) => {
      const target = (field: string): unknown => dig(manifest, 'spec', 'scaleTargetRef', field);
      return target('kind') === deployment.kind && target('name') === deployment.name;
    });
}

function watchTree(by: IConstruct): Map<string, string> {
  const root = by.node.root;
  checkAtSynth(root, () => checkTree(root, entriesOf(root)));
  return new Map();
}

function entriesOf(root: IConstruct): TreeEntry[] {
  return root.node
    .findAll()
    .filter((construct): construct is ApiObject => ApiObject.isApiObject(construct))
    .map((object) => {
      const { node, apiGroup, kind, metadata, name } = object;
      const entry = { path: node.path, group: apiGroup, kind, namespace: metadata.namespace, name };
      return kind in CONTROLLERS ? { ...entry, ...podsOf(object) } : entry;
    });
}

function podsOf(object: ApiObject): Pods {
  const patches = patchesOf(object);
  const known = PODS_OF.get(object);
  if (known?.patches === patches) {
    return known.pods;
  }
  // Not by `instanceof`, which cdk8s answers with yes for every ApiObject.
  const json: unknown = 'manifest' in object && patches === 0 ? object.manifest : object.toJson();
  const selector = dig(json, 'spec', 'selector', 'matchLabels');
  const podLabels = dig(json, ...CONTROLLERS[object.kind]);
  const pods = {
    ...(isObject(selector) && { selector: selector as { [key: string]: string } }),
    ...(isObject(podLabels) && { podLabels: podLabels as { [key: string]: string } }),
  };
  PODS_OF.set(object, { patches, pods });
  return pods;
}

/** How often an object was patched: cdk8s keeps the patches in a field that it does not show. */
function patchesOf(object: ApiObject): number {
  const patches: unknown = Reflect.get(object, 'patches');
  return Array.isArray(patches) ? patches.length : 0;
}
