import { existsSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { type LocalImage, type LocalImageRequest, localImage } from '../../artifact/local-image';
import { type Credentials, planPush, push, RegistryClient } from '../../oci';
import { storedSource } from '../../oci/blob-source';

/** How a registry is reached. */
export interface RegistryAccess {
  /** Name of the user. */
  readonly username?: string;
  /** The user's password, or an access token in its place. */
  readonly password?: string;
  /** An identity token, as some registries give at a login. */
  readonly identityToken?: string;
  /** Certificate of an authority that is trusted too, as PEM. */
  readonly ca?: string;
  /** Whether it is spoken to without TLS. */
  readonly plainHttp?: boolean;
}

/** What the resource of an image is made of, as its provider gets it. */
export interface ImageInputs {
  /** Registry and path. */
  readonly repository: string;
  /** A tag that is to stand for it too. */
  readonly tag?: string;
  /** The digest of what is to be pushed. */
  readonly digest: string;
  /** Which file, and what is made of it. */
  readonly source: LocalImageRequest;
  /** The folder from which the path of the file goes, from that of the project on. */
  readonly root: string;
  /** How the registry is reached. */
  readonly registry?: RegistryAccess;
  /** Whether the registry is to lose it with the stack. */
  readonly deleteFromRegistry?: boolean;
}

/**
 * Sees to it that a registry has an image, and that the tag stands for it. What the registry has is not sent again.
 *
 * @throws where the file is not what it was when the program ran, or the registry does not take it
 */
export async function pushImage(inputs: ImageInputs): Promise<void> {
  const { repository, tag, digest } = inputs;
  const { image, blobs } = made(inputs);
  await withClient(inputs.registry, async (client) => {
    if ((await client.getManifest(repository, digest)) === undefined) {
      const root = rootOf(inputs);
      const sources = blobs.map((blob) => storedSource(relative(root, blob.path), blob.path, blob));
      await push(planPush(repository, { image, sources }), { client });
    }
    // When all of it is there: no tag tells of an image that is not whole.
    if (tag !== undefined && (await client.getManifest(repository, tag))?.digest !== digest) {
      await client.putManifest(repository, image.manifest, tag);
    }
  });
}

/** Whether the registry has an image. */
export function isPushed({ repository, digest, registry }: ImageInputs): Promise<boolean> {
  return withClient(registry, async (client) => (await client.getManifest(repository, digest)) !== undefined);
}

/** Takes an image out of its registry. */
export function deleteImage({ repository, digest, registry }: ImageInputs): Promise<void> {
  return withClient(registry, (client) => client.deleteManifest(repository, digest));
}

function made(inputs: ImageInputs): LocalImage {
  const { source, digest } = inputs;
  const root = rootOf(inputs);
  if (!existsSync(join(root, source.path))) {
    throw new Error(`${source.path}: no such file below ${root}; fix: build it before the program runs`);
  }
  const local = localImage(root, source);
  const { digest: now } = local.image.manifest;
  if (now !== digest) {
    throw new Error(
      `${source.path}: the file has changed since the program read it: it was ${digest}, and is ${now} now; fix: run pulumi up again`,
    );
  }
  return local;
}

function rootOf({ root }: ImageInputs): string {
  return resolve(root);
}

async function withClient<T>(
  access: RegistryAccess = {},
  act: (client: RegistryClient) => Promise<T>,
): Promise<T> {
  const { ca, plainHttp } = access;
  const credentials = credentialsOf(access);
  const client = new RegistryClient({
    ...(ca !== undefined && { ca }),
    ...(plainHttp !== undefined && { plainHttp }),
    ...(credentials !== undefined && { credentials: async () => credentials }),
  });
  try {
    return await act(client);
  } finally {
    client.close();
  }
}

function credentialsOf({ username, password, identityToken }: RegistryAccess): Credentials | undefined {
  if (identityToken !== undefined) {
    return { kind: 'identity-token', token: identityToken };
  }
  return username !== undefined && password !== undefined
    ? { kind: 'password', username, password }
    : undefined;
}
