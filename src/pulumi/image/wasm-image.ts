import { relative, resolve, sep } from 'node:path';
import * as pulumi from '@pulumi/pulumi';
import type { ImageRecord } from '../../artifact/image-record';
import type { LocalImageRequest } from '../../artifact/local-image';
import { repositoryRoot } from '../../artifact/repository-root';
import { WasmImage as Image } from '../../artifact/wasm-image';
import { compact } from '../../value/json';
import type { ImageSpecArgs } from '../args';
import type { Spec } from '../inputs';
import { Tokens } from '../tokens';
import { checkImageArgs, type WasmImageArgs } from './args';

/** Who pushes: the provider that the engine asks for a resource of that type. */
export interface ImagePusher {
  /** The type of the resource. */
  readonly type: string;
  /** What its provider needs besides the inputs. */
  readonly inputs: { readonly [name: string]: string };
}

/** The engine's provider for resources of Node programs, which runs ours in the folder of the program. */
const ofNodePrograms = (): ImagePusher => ({
  type: 'pulumi-nodejs:dynamic/cdk8s-wasm:WasmImage',
  inputs: { __provider: provider() },
});

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
   * @param pusher who pushes it; for a Node program nobody need say
   * @throws where the file is missing or nothing that can run
   */
  public constructor(
    name: string,
    args: WasmImageArgs,
    options?: pulumi.CustomResourceOptions,
    pusher = ofNodePrograms(),
  ) {
    checkImageArgs(name, args);
    const { file, repository, tag, registry, deleteFromRegistry, pullSecrets, ...rest } = args;
    const tokens = new Tokens(name);
    const props = compact({ ...rest, repository: tokens.standIn(repository, 'text', 'repository') });
    const image = file.endsWith('.toml') ? Image.fromSpin(file, props) : Image.fromFile(file, props);
    const { record, ...spec } = image.toSpec();
    super(
      pusher.type,
      name,
      {
        ...pusher.inputs,
        repository,
        tag,
        digest: spec.digest,
        source: record && sourceOf(record),
        // No path of this machine: another one may run the next update.
        root: portable(resolve(args.root ?? repositoryRoot())) || '.',
        registry: registry && pulumi.secret(registry),
        deleteFromRegistry,
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
