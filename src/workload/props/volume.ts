/** An empty folder that lives as long as the pod. */
export interface EmptyDirSpec {
  /**
   * `Memory` for a folder in memory, which counts against the limit.
   *
   * @default - the node's disk
   */
  readonly medium?: string;

  /**
   * The most it may hold: `64Mi`.
   *
   * @default - no limit of its own
   */
  readonly sizeLimit?: string;
}

/** The keys of a Secret or a ConfigMap as files. */
export interface KeyFilesSpec {
  /** Name of the Secret or the ConfigMap. */
  readonly name: string;

  /**
   * Which keys become which files, by key: `{ 'app.json': 'config/app.json' }`.
   *
   * @default - every key, as a file of its name
   */
  readonly items?: { [key: string]: string };

  /**
   * Permissions of the files, as a number: 420 is 0644.
   *
   * @default 420
   */
  readonly defaultMode?: number;

  /**
   * Whether the pod starts without the object. Not together with `subPath`: a folder would appear in the file's place.
   *
   * @default false
   */
  readonly optional?: boolean;
}

/** A claim of the namespace. */
export interface ClaimSpec {
  /** Name of the PersistentVolumeClaim. */
  readonly claimName: string;
}

/** A path of the node. */
export interface HostPathSpec {
  /** The path. */
  readonly path: string;

  /**
   * What must stand there: `Directory`, `File`, `DirectoryOrCreate`, …
   *
   * @default - nothing is checked
   */
  readonly type?: string;
}

/** A volume and how it is mounted: exactly one of the first five is given. */
export interface VolumeSpec {
  /**
   * An empty folder.
   *
   * @default - not an empty folder
   */
  readonly emptyDir?: EmptyDirSpec;

  /**
   * A ConfigMap's keys as files.
   *
   * @default - not a ConfigMap
   */
  readonly configMap?: KeyFilesSpec;

  /**
   * A Secret's keys as files.
   *
   * @default - not a Secret
   */
  readonly secret?: KeyFilesSpec;

  /**
   * A claim.
   *
   * @default - not a claim
   */
  readonly persistentVolumeClaim?: ClaimSpec;

  /**
   * A path of the node.
   *
   * @default - not a path of the node
   */
  readonly hostPath?: HostPathSpec;

  /**
   * Name of the volume, by which several containers of the pod share it: a DNS label. Structural: takes no token.
   *
   * @default - made from the mount path
   */
  readonly name?: string;

  /**
   * Whether it can only be read.
   *
   * @default - true for Secrets and ConfigMaps, else false
   */
  readonly readOnly?: boolean;

  /**
   * One path in the volume instead of all of it.
   *
   * @default - all of it
   */
  readonly subPath?: string;
}

/** Volumes. */
export class Volume {
  /** An empty folder that lives as long as the pod. */
  public static emptyDir(): VolumeSpec {
    return { emptyDir: {} };
  }

  /**
   * A ConfigMap's keys as files.
   *
   * @param name name of the ConfigMap
   */
  public static configMap(name: string): VolumeSpec {
    return { configMap: { name } };
  }

  /**
   * A Secret's keys as files.
   *
   * @param name name of the Secret
   */
  public static secret(name: string): VolumeSpec {
    return { secret: { name } };
  }

  /**
   * A claim of the namespace.
   *
   * @param claimName name of the PersistentVolumeClaim
   */
  public static claim(claimName: string): VolumeSpec {
    return { persistentVolumeClaim: { claimName } };
  }

  private constructor() {}
}

/** One file in the container: exactly one of `content`, `secretKeyRef` and `configMapKeyRef` is given. */
export interface FileSpec {
  /**
   * The text of the file. It becomes a ConfigMap whose name holds the hash of the
   * text, so that a change rolls the pods. Structural: takes no token.
   *
   * @default - not given here
   */
  readonly content?: string;

  /**
   * Whether `content` goes into a Secret instead of a ConfigMap. It stands in the manifest all the same. Structural:
   * takes no token.
   *
   * @default false
   */
  readonly secret?: boolean;

  /**
   * The key of a Secret.
   *
   * @default - not from a Secret
   */
  readonly secretKeyRef?: FileKeyRef;

  /**
   * The key of a ConfigMap.
   *
   * @default - not from a ConfigMap
   */
  readonly configMapKeyRef?: FileKeyRef;
}

/** A key of a Secret or of a ConfigMap as a file. */
export interface FileKeyRef {
  /** Name of the Secret or the ConfigMap. */
  readonly name: string;

  /** The key in it. Structural: takes no token. */
  readonly key: string;
}
