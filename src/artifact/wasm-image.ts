import { joined } from '../value/deferred';
import { isDnsSubdomain } from '../value/name';
import { refusal } from '../value/refuse';
import { checkShape } from '../value/shape';
import { isUnresolved, literal } from '../value/unresolved';
import { digestProblem, parseImageReference, repositoryProblem, tagProblem } from './image-reference';

/**
 * How an image carries the WebAssembly. A shim takes some of them and not
 * others, and each needs other paths, commands and memory.
 */
export enum ImageFormat {
  /** CNCF Wasm OCI artifact: one `application/wasm` layer and no entrypoint (`wkg oci push`). */
  ARTIFACT = 'artifact',
  /** Spin application image: wasm layers and a locked application (`spin registry push`). */
  SPIN = 'spin',
  /** runwasi's image with wasm layers, which keeps an entrypoint (`oci-tar-builder`). */
  RUNWASI = 'runwasi',
  /** Ordinary image with the `.wasm` (and perhaps `/spin.toml`) as a file in it (`FROM scratch`). */
  PLAIN = 'plain',
}

/** When a node asks the registry for an image again. */
export enum ImagePullPolicy {
  /** At each start. */
  ALWAYS = 'Always',
  /** Where the node has no image of that name. */
  IF_NOT_PRESENT = 'IfNotPresent',
  /** Never: the image must be on the node. */
  NEVER = 'Never',
}

/** What is known of an image besides its reference. */
export interface WasmImageOptions {
  /**
   * How the image carries the WebAssembly.
   *
   * Structural: takes no token.
   *
   * @default - what the workload's usual tool makes: `SPIN` for `SpinApp`, `ARTIFACT` elsewhere
   */
  readonly format?: ImageFormat;

  /**
   * Size of the `.wasm` in bytes. From it follow the default resources and the check of a memory limit.
   *
   * Structural: takes no token.
   *
   * @default - not known: `resources` must be given, and the memory limit is not checked
   */
  readonly binarySize?: number;

  /**
   * When a node pulls.
   *
   * @default - `IF_NOT_PRESENT` with a digest or a tag that stays, `ALWAYS` with a tag that moves (`latest`, none)
   */
  readonly pullPolicy?: ImagePullPolicy;

  /**
   * Names of Secrets (type `kubernetes.io/dockerconfigjson`, in the namespace of the workload) with the registry's credentials.
   *
   * @default - none
   */
  readonly pullSecrets?: string[];

  /**
   * Whether no tag, or `latest` without a digest, is meant. Such a workload runs
   * other bytes after each push, and no rollout tells.
   *
   * Structural: takes no token.
   *
   * @default false
   */
  readonly allowMutableTag?: boolean;
}

/** An image as plain data; it survives JSON. */
export interface WasmImageSpec extends WasmImageOptions {
  /** Registry and path: `ghcr.io/acme/hello`. */
  readonly repository: string;

  /**
   * Tag.
   *
   * @default - none
   */
  readonly tag?: string;

  /**
   * Digest: `sha256:…`.
   *
   * @default - none
   */
  readonly digest?: string;
}

const WHERE = 'WasmImage';
const MOVING_TAG = 'latest';

/**
 * An image in a registry, as a pod names it.
 *
 * @example
 * WasmImage.of('ghcr.io/acme/hello:1.4.0');
 */
export class WasmImage {
  /**
   * An image from its whole reference: `host/path:tag@sha256:…`.
   *
   * @param reference `repository[:tag][@digest]`
   * @param options what else is known of it
   * @throws where the reference does not parse, or has neither digest nor a tag that stays
   */
  public static of(reference: string, options: WasmImageOptions = {}): WasmImage {
    checkShape(WHERE, 'WasmImageOptions', options);
    if (isUnresolved(reference)) {
      return new WasmImage({ repository: reference, ...options }, true);
    }
    if (typeof reference !== 'string') {
      throw refusal({
        path: WHERE,
        field: 'reference',
        value: reference,
        wrong: 'no text',
        allowed: 'a string',
      });
    }
    try {
      return new WasmImage({ ...parseImageReference(reference), ...options }, false);
    } catch (error) {
      if (error instanceof Error && !error.message.startsWith(`[${WHERE}]`)) {
        throw refusal({
          path: WHERE,
          field: 'reference',
          value: reference,
          wrong: error.message,
          allowed: 'repository[:tag][@sha256:digest]',
          fix: 'for example ghcr.io/acme/hello:1.4.0',
        });
      }
      throw error;
    }
  }

  /**
   * An image from its parts.
   *
   * @param spec repository, tag, digest and what else is known
   * @throws where a part does not parse, or neither digest nor a tag that stays is given
   */
  public static fromSpec(spec: WasmImageSpec): WasmImage {
    checkShape(WHERE, 'WasmImageSpec', spec);
    return new WasmImage(spec, false);
  }

  private constructor(
    private readonly spec: WasmImageSpec,
    /** The reference came whole and unresolved: its parts are nobody's to judge yet. */
    private readonly opaque: boolean,
  ) {
    if (!opaque) {
      checkParts(spec);
      checkTagStays(spec);
    }
    checkOptions(spec);
  }

  /** How the image carries the WebAssembly; `undefined` where nobody said. */
  public get format(): ImageFormat | undefined {
    return this.spec.format;
  }

  /** Size of the `.wasm` in bytes; `undefined` where nobody said. */
  public get binarySize(): number | undefined {
    return this.spec.binarySize;
  }

  /** What the pod names: `repository[:tag][@digest]`. */
  public get reference(): string {
    const { repository, tag, digest } = this.spec;
    if (this.opaque) {
      return repository;
    }
    return joined(
      repository,
      ...(tag === undefined ? [] : [':', tag]),
      ...(digest === undefined ? [] : ['@', digest]),
    );
  }

  /** When a node pulls. */
  public get pullPolicy(): ImagePullPolicy {
    const moves = !this.opaque && this.spec.digest === undefined && tagMoves(this.spec.tag);
    return this.spec.pullPolicy ?? (moves ? ImagePullPolicy.ALWAYS : ImagePullPolicy.IF_NOT_PRESENT);
  }

  /** Names of the Secrets with the registry's credentials. */
  public get pullSecrets(): string[] {
    return [...(this.spec.pullSecrets ?? [])];
  }

  /** The image as plain data: `WasmImage.fromSpec(image.toSpec())` is the same image. */
  public toSpec(): WasmImageSpec {
    return { ...this.spec };
  }
}

function checkParts(spec: WasmImageSpec): void {
  const parts = [
    { field: 'repository', value: spec.repository, problem: repositoryProblem },
    { field: 'tag', value: spec.tag, problem: tagProblem },
    { field: 'digest', value: spec.digest, problem: digestProblem },
  ];
  for (const { field, value, problem } of parts) {
    const known = literal(value);
    const wrong = known === undefined ? undefined : problem(known);
    if (wrong !== undefined) {
      throw refusal({ path: WHERE, field, value, wrong });
    }
  }
}

function checkTagStays(spec: WasmImageSpec): void {
  if (spec.digest === undefined && !spec.allowMutableTag && tagMoves(spec.tag)) {
    throw refusal({
      path: WHERE,
      field: spec.tag === undefined ? 'reference' : 'tag',
      value: spec.tag ?? spec.repository,
      wrong: `${spec.tag === undefined ? 'no tag' : 'the tag latest'} without a digest names other bytes after each push`,
      allowed: 'a tag that stays, or a digest',
      fix: `${String(spec.repository)}:1.0.0 or ${String(spec.repository)}@sha256:…, or allowMutableTag: true where that is meant`,
    });
  }
}

function checkOptions(spec: WasmImageSpec): void {
  const size = spec.binarySize;
  if (size !== undefined && !(Number.isInteger(size) && size > 0)) {
    throw refusal({
      path: WHERE,
      field: 'binarySize',
      value: size,
      wrong: 'no size in bytes',
      allowed: 'a whole number above 0',
    });
  }
  for (const [index, name] of (spec.pullSecrets ?? []).entries()) {
    const known = literal(name);
    if (known !== undefined && !isDnsSubdomain(known)) {
      throw refusal({
        path: WHERE,
        field: 'pullSecrets',
        value: name,
        wrong: 'no name of a Secret',
        allowed: 'lower-case letters, digits, "-" and "."',
      });
    }
    if (known !== undefined && spec.pullSecrets?.indexOf(name) !== index) {
      throw refusal({
        path: WHERE,
        field: 'pullSecrets',
        value: name,
        wrong: 'named twice',
        fix: 'name it once',
      });
    }
  }
}

function tagMoves(tag: string | undefined): boolean {
  return tag === undefined || tag === MOVING_TAG;
}
