import type * as pulumi from '@pulumi/pulumi';
import type { ImageFormat } from '../../artifact/image-format';
import type { ImagePullPolicy } from '../../artifact/image-spec';
import { refusal } from '../../value/refuse';
import { isLater } from '../tokens';

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

const REGISTRY = ['ca', 'identityToken', 'password', 'plainHttp', 'username'];

/**
 * Looks at what is read here and not by the construct: programs of other languages have no compiler that would.
 *
 * @throws where it is none
 */
export function checkImageArgs(path: string, { file, registry }: WasmImageArgs): void {
  if (typeof file !== 'string') {
    throw refusal({ path, field: 'file', value: file, wrong: 'no path', allowed: 'a string' });
  }
  for (const [key, value] of Object.entries(isLater(registry) ? {} : (registry ?? {}))) {
    const type = key === 'plainHttp' ? 'boolean' : 'string';
    const field = `registry.${key}`;
    if (!REGISTRY.includes(key)) {
      throw refusal({ path, field, value: '…', wrong: 'no such field', allowed: REGISTRY.join(', ') });
    }
    // Not shown: it may be a password.
    if (value !== undefined && typeof value !== type && !isLater(value)) {
      throw refusal({
        path,
        field,
        value: '…',
        wrong: `of the wrong type, ${typeof value}`,
        allowed: `a ${type}`,
      });
    }
  }
}
