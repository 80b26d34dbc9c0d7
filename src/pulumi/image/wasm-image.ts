import { relative, resolve, sep } from 'node:path';
import * as pulumi from '@pulumi/pulumi';
import type { ImageFormat } from '../../artifact/image-format';
import type { ImageRecord } from '../../artifact/image-record';
import type { ImagePullPolicy } from '../../artifact/image-spec';
import type { LocalImageRequest } from '../../artifact/local-image';
import { repositoryRoot } from '../../artifact/repository-root';
import { WasmImage as Image } from '../../artifact/wasm-image';
import { compact } from '../../value/json';
import type { ImageSpecArgs } from '../args';
import type { Spec } from '../inputs';
import { Tokens } from '../tokens';

/** How a registry is reached. Texts are kept as secrets. */
export interface RegistryArgs {
  /**
   * Name of the user.
   *
   * @default - what `docker login` left on the machine that runs `pulumi up`
   */
  readonly username?: pulumi.Input<string>;

  /**
   * The user's password, or an access token in its place.
   *
   * @default - what `docker login` left on the machine that runs `pulumi up`
   */
  readonly password?: pulumi.Input<string>;

  /**
   * An identity token, as some registries give at a login.
   *
   * @default - none
   */
  readonly identityToken?: pulumi.Input<string>;

  /**
   * Certificate of an authority that is trusted too, as PEM.
   *
   * @default - those that Node trusts
   */
  readonly ca?: pulumi.Input<string>;

  /**
   * Whether it is spoken to without TLS.
   *
   * @default - for a registry on this machine alone
   */
  readonly plainHttp?: boolean;
}

/** Arguments of `WasmImage`. */
export interface WasmImageArgs {
  /** The `.wasm`, or the `spin.toml` of an application that is built: a path from the current folder on. */
  readonly file: string;

  /** Registry and path: `ghcr.io/acme/hello`. */
  readonly repository: pulumi.Input<string>;

  /**
   * A tag that is to stand for it too. It is set where the image is pushed; pods go by the digest alone, and another tag for
   * an image that is pushed changes nothing.
   *
   * @default - none
   */
  readonly tag?: pulumi.Input<string>;

  /**
   * How the image carries the WebAssembly.
   *
   * @default - `ARTIFACT` for a `.wasm`, `SPIN` for a `spin.toml`
   */
  readonly format?: ImageFormat;

  /**
   * Entrypoint, for the formats that have one, of a `.wasm`.
   *
   * @default - that of the format
   */
  readonly entrypoint?: string;

  /**
   * Profile of a `spin.toml`.
   *
   * @default - none
   */
  readonly profile?: string;

  /**
   * Annotations of the image's manifest.
   *
   * @default - none
   */
  readonly annotations?: { [key: string]: string };

  /**
   * The folder above the file from which its path goes.
   *
   * @default - the nearest one upwards that has a `.git`, else the current one
   */
  readonly root?: string;

  /**
   * How the registry is reached.
   *
   * @default - with what `docker login` left on the machine that runs `pulumi up`
   */
  readonly registry?: RegistryArgs;

  /**
   * When a node pulls.
   *
   * @default - `IF_NOT_PRESENT`
   */
  readonly pullPolicy?: ImagePullPolicy;

  /**
   * Names of Secrets with the registry's credentials, in the namespace of the workload.
   *
   * @default - none
   */
  readonly pullSecrets?: pulumi.Input<string>[];

  /**
   * Whether the registry is to lose the image when the stack does, or has another in its place. Other stacks may use it.
   *
   * @default false
   */
  readonly deleteFromRegistry?: boolean;
}

const TYPE = 'pulumi-nodejs:dynamic/cdk8s-wasm:WasmImage';

/**
 * Asked by the engine's provider for resources of Node programs, which runs it in the folder of the program. A program that
 * has this package by way of another one may not find it by its name: then it lies where it lay when the program ran, from
 * that folder on.
 */
const provider = (): string => `exports.handler = () => {
  const load = (path) => require(path).imageProvider;
  try {
    return load("cdk8s-wasm/pulumi");
  } catch (error) {
    if (error.code !== "MODULE_NOT_FOUND") throw error;
    return load(require("node:path").resolve(${JSON.stringify(portable(__filename))}));
  }
};`;

/**
 * An image of a local file, in a registry: what `WasmImage.fromFile` and `WasmImage.fromSpin` make, pushed by `pulumi up`.
 *
 * Its digest is computed when the program runs, and is what it is: an unchanged file pushes nothing, and a changed one
 * rolls what runs it once it is pushed. What runs it waits for the push; where that fails, nothing else changes, and the
 * next `pulumi up` goes on where this one ended.
 *
 * @example
 * const image = new WasmImage('hello', { file: 'build/hello.wasm', repository: 'ghcr.io/acme/hello' });
 * new WasmService('hello', { name: 'hello', image });
 */
export class WasmImage extends pulumi.CustomResource implements Spec<ImageSpecArgs> {
  /** Registry and path. */
  declare public readonly repository: pulumi.Output<string>;

  /** Digest of the image, `sha256:…`. */
  declare public readonly digest: pulumi.Output<string>;

  /** What a pod names: `ghcr.io/acme/hello@sha256:…`. */
  public readonly reference: pulumi.Output<string>;

  private readonly spec: ImageSpecArgs;

  /**
   * @param name of the resource
   * @param args which file, and where to
   * @param options parent, aliases, …
   * @throws where the file is missing or nothing that can run
   */
  public constructor(name: string, args: WasmImageArgs, options?: pulumi.CustomResourceOptions) {
    const { file, repository, tag, registry, deleteFromRegistry, pullSecrets, ...rest } = args;
    const tokens = new Tokens(name);
    const props = compact({ ...rest, repository: tokens.standIn(repository, 'text', 'repository') });
    const image = file.endsWith('.toml') ? Image.fromSpin(file, props) : Image.fromFile(file, props);
    const { record, ...spec } = image.toSpec();
    super(
      TYPE,
      name,
      {
        repository,
        tag,
        digest: spec.digest,
        source: record && sourceOf(record),
        // No path of this machine: another one may run the next update.
        root: portable(resolve(args.root ?? repositoryRoot())) || '.',
        registry: registry && pulumi.secret(registry),
        deleteFromRegistry,
        __provider: provider(),
      },
      pulumi.mergeOptions({ additionalSecretOutputs: ['registry'] }, options),
    );
    this.reference = pulumi.interpolate`${this.repository}@${this.digest}`;
    this.spec = {
      ...spec,
      ...(pullSecrets !== undefined && { pullSecrets }),
      repository: this.repository,
      digest: this.digest,
    };
  }

  /** The image as plain data: what a workload takes for it. */
  public toSpec(): ImageSpecArgs {
    return this.spec;
  }
}

/** Those parts of a record that change the bytes. */
function sourceOf({ path, format, profile, entrypoint, annotations }: ImageRecord): LocalImageRequest {
  return compact({ path, format, profile, entrypoint, annotations });
}

/** A path from the current folder on, as every system reads it. */
function portable(path: string): string {
  return relative(process.cwd(), path).split(sep).join('/');
}
