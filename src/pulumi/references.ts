import { dig, isObject, type JsonObject, type Manifest } from '../value/json';

/** Fields that hold the name of another object. */
const NAMES: { readonly [field: string]: string } = {
  gatewayClassName: 'GatewayClass',
  ingressClassName: 'IngressClass',
  priorityClassName: 'PriorityClass',
  runtimeClassName: 'RuntimeClass',
  secretName: 'Secret',
  serviceAccountName: 'ServiceAccount',
  storageClassName: 'StorageClass',
};

/** Fields that hold another object's `name`, alone or in a list; where the field says a `kind`, that counts. */
const HOLDERS: { readonly [field: string]: string } = {
  backendRefs: 'Service',
  configMap: 'ConfigMap',
  configMapKeyRef: 'ConfigMap',
  configMapRef: 'ConfigMap',
  imagePullSecrets: 'Secret',
  parentRefs: 'Gateway',
  roleRef: 'Role',
  scaleTargetRef: 'Deployment',
  secret: 'Secret',
  secretKeyRef: 'Secret',
  secretRef: 'Secret',
  service: 'Service',
  subjects: 'ServiceAccount',
};

/** Kinds that are there once they are made: nothing waits for something else to make them ready. */
const AT_ONCE = ['ConfigMap', 'Secret', 'ServiceAccount'];

/** Kinds that stand outside of namespaces, whatever namespace their chart puts on them. */
const CLUSTER_WIDE = [
  'GatewayClass',
  'IngressClass',
  'Namespace',
  'PriorityClass',
  'RuntimeClass',
  'StorageClass',
];

/** Kinds that have pods. The provider takes a Service for ready when its pods are, so none of these may wait for one. */
const WITH_PODS = [
  'CronJob',
  'DaemonSet',
  'Deployment',
  'Job',
  'Pod',
  'ReplicaSet',
  'ReplicationController',
  'StatefulSet',
];

/** A name that cdk8s generated: it has a hash of the construct's path, so that no other object has it by chance. */
const GENERATED = /[a-z0-9][a-z0-9-]*-c8[0-9a-f]{6}(?![0-9a-z])/g;

/**
 * Which objects others need first: those that they name, their namespaces, and the definitions of their kinds.
 *
 * A name that is said by hand counts in the fields where Kubernetes looks for one. A generated one counts anywhere, as in
 * a custom resource, where it is that of an object that is there once it is made.
 */
export class References {
  private readonly byName = new Map<string, Manifest>();
  private readonly byGenerated = new Map<string, Manifest>();
  private readonly definitions = new Map<string, Manifest>();

  /** @param manifests all objects that come into question */
  public constructor(manifests: readonly Manifest[]) {
    for (const manifest of manifests) {
      const { kind } = manifest;
      const { name, namespace } = metadataOf(manifest);
      this.byName.set(keyOf(kind, namespace, name), manifest);
      if (AT_ONCE.includes(kind) && `${name}`.match(GENERATED)?.[0] === name) {
        this.byGenerated.set(`${name}`, manifest);
      }
      if (kind === 'CustomResourceDefinition') {
        this.definitions.set(
          `${dig(manifest, 'spec', 'group')}/${dig(manifest, 'spec', 'names', 'kind')}`,
          manifest,
        );
      }
    }
  }

  /** What an object needs. */
  public of(manifest: Manifest): Manifest[] {
    const found = new Set<Manifest>();
    const add = (other: Manifest | undefined): void => {
      if (other !== undefined && other !== manifest) {
        found.add(other);
      }
    };
    const { namespace } = metadataOf(manifest);
    add(this.definitions.get(`${manifest.apiVersion.split('/')[0]}/${manifest.kind}`));
    add(this.byName.get(keyOf('Namespace', undefined, namespace)));
    const named = (kind: string, name: unknown, at: unknown): void => {
      if (!(kind === 'Service' && WITH_PODS.includes(manifest.kind))) {
        add(
          this.byName.get(keyOf(kind, at ?? namespace, name)) ??
            this.byName.get(keyOf(kind, undefined, name)),
        );
      }
    };
    const text = (value: string): void => {
      for (const [name] of value.matchAll(GENERATED)) {
        add(this.byGenerated.get(name));
      }
    };
    for (const [field, value] of Object.entries(manifest)) {
      if (field !== 'metadata') {
        walk(field, value, named, text);
      }
    }
    return [...found];
  }
}

/** Goes through a value and tells of the names of others in it, and of every text. */
function walk(
  field: string,
  value: unknown,
  named: (kind: string, name: unknown, namespace: unknown) => void,
  text: (value: string) => void,
): void {
  if (typeof value === 'string') {
    text(value);
    if (field in NAMES) {
      named(NAMES[field], value, undefined);
    }
  } else if (Array.isArray(value)) {
    for (const item of value) {
      walk(field, item, named, text);
    }
  } else if (isObject(value)) {
    const { kind, name, namespace } = value;
    if (typeof name === 'string' && (typeof kind === 'string' || field in HOLDERS)) {
      named(typeof kind === 'string' ? kind : HOLDERS[field], name, namespace);
    }
    for (const [key, item] of Object.entries(value)) {
      walk(key, item, named, text);
    }
  }
}

function metadataOf(manifest: Manifest): JsonObject {
  return isObject(manifest.metadata) ? manifest.metadata : {};
}

function keyOf(kind: string, namespace: unknown, name: unknown): string {
  const where = CLUSTER_WIDE.includes(kind) ? '' : (namespace ?? '');
  return `${kind}|${where}|${name}`;
}
