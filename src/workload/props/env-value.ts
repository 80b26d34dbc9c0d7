/** A key of a Secret or of a ConfigMap in the workload's namespace. */
export interface KeyRef {
  /** Name of the Secret or the ConfigMap. */
  readonly name: string;

  /** The key in it. */
  readonly key: string;

  /**
   * Whether the pod starts without the object or the key.
   *
   * @default false
   */
  readonly optional?: boolean;
}

/** A field of the pod. */
export interface FieldRef {
  /** The field: `metadata.name`, `metadata.namespace`, `status.podIP`, `metadata.labels['key']`. */
  readonly fieldPath: string;
}

/** A resource of a container. */
export interface ResourceFieldRef {
  /** The resource: `limits.memory`, `requests.cpu`. */
  readonly resource: string;

  /**
   * Name of the container.
   *
   * @default - the one that has the variable
   */
  readonly containerName?: string;

  /**
   * The unit of the value: `1Mi`.
   *
   * @default "1"
   */
  readonly divisor?: string;
}

/** The value of a variable: exactly one of its members is given. */
export interface EnvValueSpec {
  /**
   * The text itself. It stands in the manifest: no place for a secret.
   *
   * @default - not a literal
   */
  readonly value?: string;

  /**
   * From a Secret.
   *
   * @default - not from a Secret
   */
  readonly secretKeyRef?: KeyRef;

  /**
   * From a ConfigMap.
   *
   * @default - not from a ConfigMap
   */
  readonly configMapKeyRef?: KeyRef;

  /**
   * From a field of the pod.
   *
   * @default - not from a field
   */
  readonly fieldRef?: FieldRef;

  /**
   * From a resource of a container.
   *
   * @default - not from a resource
   */
  readonly resourceFieldRef?: ResourceFieldRef;
}

/** A Secret, ConfigMap or ServiceAccount by its name; objects of cdk8s and cdk8s-plus are one as they stand. */
export interface INamedRef {
  /** Name of the object. */
  readonly name: string;
}

/**
 * Values of variables.
 *
 * @example
 * EnvValue.fromSecret({ name: 'hello-db' }, 'password');
 */
export class EnvValue {
  /**
   * The text itself. It stands in the manifest: no place for a secret.
   *
   * @param value the text
   */
  public static of(value: string): EnvValueSpec {
    return { value };
  }

  /**
   * A key of a Secret.
   *
   * @param secret the Secret, in the workload's namespace
   * @param key the key in it
   */
  public static fromSecret(secret: INamedRef, key: string): EnvValueSpec {
    return { secretKeyRef: { name: secret.name, key } };
  }

  /**
   * A key of a ConfigMap.
   *
   * @param configMap the ConfigMap, in the workload's namespace
   * @param key the key in it
   */
  public static fromConfigMap(configMap: INamedRef, key: string): EnvValueSpec {
    return { configMapKeyRef: { name: configMap.name, key } };
  }

  /**
   * A field of the pod.
   *
   * @param fieldPath `metadata.name`, `metadata.namespace`, `status.podIP`, …
   */
  public static fromField(fieldPath: string): EnvValueSpec {
    return { fieldRef: { fieldPath } };
  }

  /**
   * A resource of the container.
   *
   * @param resource `limits.memory`, `requests.cpu`, …
   */
  public static fromResource(resource: string): EnvValueSpec {
    return { resourceFieldRef: { resource } };
  }

  private constructor() {}
}

/** All keys of a Secret or a ConfigMap as variables: one of the two is given. */
export interface EnvFromSpec {
  /**
   * Name of the Secret.
   *
   * @default - not from a Secret
   */
  readonly secretName?: string;

  /**
   * Name of the ConfigMap.
   *
   * @default - not from a ConfigMap
   */
  readonly configMapName?: string;

  /**
   * What is put before each key.
   *
   * @default - nothing
   */
  readonly prefix?: string;
}
