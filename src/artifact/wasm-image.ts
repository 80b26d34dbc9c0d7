import { joined } from '../value/deferred';
import { isDnsSubdomain } from '../value/name';
import { refusal } from '../value/refuse';
import { checkShape } from '../value/shape';
import { isUnresolved, literal } from '../value/unresolved';
import { ImageFormat } from './image-format';
import { checkImageManifest } from './image-manifest';
import { checkRecord } from './image-record';
import { digestProblem, parseImageReference, repositoryProblem, tagProblem } from './image-reference';
import { ImagePullPolicy, type WasmImageOptions, type WasmImageSpec } from './image-spec';
import { type LocalImageRequest, localImage } from './local-image';
import type { LocalImageProps, SpinFileProps, WasmFileProps } from './local-image-props';
import { pathInRepository, repositoryRoot } from './repository-root';

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

  /**
   * An image of a `.wasm`. Its digest is computed here, and what it is made of stands in the manifests, so that
   * `npx cdk8s-wasm push` makes the same bytes and uploads them before they are applied. Files are read and none is
   * written, and no network is asked.
   *
   * @param path the `.wasm`, from the current folder on
   * @param props what the image is called, and what is made of the file
   * @throws where the file is missing, is no WebAssembly or nothing that can run, or lies outside of the repository
   */
  public static fromFile(path: string, props: WasmFileProps): WasmImage {
    checkShape(WHERE, 'WasmFileProps', props);
    if (isManifest(path)) {
      throw refusal({
        path: WHERE,
        field: 'path',
        value: path,
        wrong: 'it is a manifest, and no .wasm',
        fix: `WasmImage.fromSpin(${JSON.stringify(path)}, …)`,
      });
    }
    const { format = ImageFormat.ARTIFACT, entrypoint } = props;
    return new WasmImage(
      localSpec(path, props, { format, ...(entrypoint !== undefined && { entrypoint }) }),
      false,
    );
  }

  /**
   * An image of a Spin application: the components of its manifest, which must be built, and their files. Otherwise like
   * `fromFile`.
   *
   * @param path the `spin.toml`, from the current folder on
   * @param props what the image is called, and what is made of the application
   * @throws where Spin would not take the manifest, a file is missing, or a component must be fetched or composed
   */
  public static fromSpin(path: string, props: SpinFileProps): WasmImage {
    checkShape(WHERE, 'SpinFileProps', props);
    if (!isManifest(path)) {
      throw refusal({
        path: WHERE,
        field: 'path',
        value: path,
        wrong: 'it is no spin.toml',
        allowed: 'the path of a manifest, which ends in .toml',
        fix: 'WasmImage.fromFile(…) for one .wasm',
      });
    }
    const { format = ImageFormat.SPIN, profile } = props;
    return new WasmImage(
      localSpec(path, props, { format, ...(profile !== undefined && { profile }) }),
      false,
    );
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
    checkImageManifest(WHERE, spec);
    checkOwnRecord(spec);
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

function isManifest(path: unknown): boolean {
  return typeof path === 'string' && path.endsWith('.toml');
}

/** An image of local files, with the record by which it can be made again. */
function localSpec(
  path: string,
  props: LocalImageProps,
  made: Omit<LocalImageRequest, 'path' | 'annotations'>,
): WasmImageSpec {
  const { repository, tag, annotations, root, pullPolicy, pullSecrets } = props;
  if (typeof path !== 'string' || path === '' || isUnresolved(path)) {
    throw refusal({
      path: WHERE,
      field: 'path',
      value: path,
      wrong: 'no path of a file',
      allowed: 'a string',
    });
  }
  const from = root ?? repositoryRoot();
  const request = {
    ...made,
    path: pathInRepository(from, path),
    ...(annotations !== undefined && { annotations }),
  };
  const { image, binarySize, binary, manifest, componentBinaries } = localImage(from, request);
  const { digest } = image.manifest;
  const name = { repository, ...(tag !== undefined && { tag }) };
  return {
    ...name,
    digest,
    format: made.format,
    binarySize,
    ...(binary !== undefined && { binary }),
    ...(manifest !== undefined && { manifest }),
    ...(componentBinaries !== undefined && { componentBinaries }),
    ...(pullPolicy !== undefined && { pullPolicy }),
    ...(pullSecrets !== undefined && { pullSecrets }),
    record: { ...request, ...name, digest },
  };
}

/** A push follows the record, and pods the image. */
function checkOwnRecord(spec: WasmImageSpec): void {
  const { record } = spec;
  if (record === undefined) {
    return;
  }
  checkRecord(WHERE, record);
  for (const field of ['repository', 'tag', 'digest', 'format'] as const) {
    const [said, recorded] = [literal(spec[field]), literal(record[field])];
    if (said !== recorded && !isUnresolved(spec[field]) && !isUnresolved(record[field])) {
      throw refusal({
        path: WHERE,
        field: `record.${field}`,
        value: recorded,
        wrong: `the image has ${JSON.stringify(said)}`,
        fix: 'leave the record out, or make the image with WasmImage.fromFile or WasmImage.fromSpin',
      });
    }
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
