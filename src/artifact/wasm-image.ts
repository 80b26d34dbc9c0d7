import { joined } from '../value/deferred';
import { refusal } from '../value/refuse';
import { checkShape } from '../value/shape';
import { isUnresolved } from '../value/unresolved';
import { checkImage, tagMoves } from './image-checks';
import { ImageFormat } from './image-format';
import { parseImageReference } from './image-reference';
import { ImagePullPolicy, type WasmImageOptions, type WasmImageSpec } from './image-spec';
import type { SpinFileProps, WasmFileProps } from './local-image-props';
import { localSpec } from './local-spec';

const WHERE = 'WasmImage';

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
    checkImage(spec, opaque);
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
