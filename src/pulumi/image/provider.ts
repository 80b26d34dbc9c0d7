import type * as pulumi from '@pulumi/pulumi';
import { repositoryAddress } from '../../oci/address';
import { deleteImage, type ImageInputs, isPushed, pushImage } from './push';

/** What stands in a preview for what is not known yet. */
const UNKNOWN = '04da6b54-80e4-46f7-96ec-b56ff0331ba9';

type Provider = pulumi.dynamic.ResourceProvider<ImageInputs, ImageInputs>;

/**
 * What the engine asks of the resource of an image. The digest and the repository are what it is; another tag for the
 * same is not another image.
 */
export const imageProvider: Required<Omit<Provider, 'configure' | 'update'>> = {
  async check(_before, inputs) {
    return { inputs, failures: inputs.repository === UNKNOWN ? [] : failuresOf(inputs) };
  },

  async diff(_id, before, inputs) {
    const replaces = (['digest', 'repository'] as const).filter((part) => before[part] !== inputs[part]);
    return { changes: replaces.length > 0, replaces, deleteBeforeReplace: false };
  },

  async create(inputs) {
    await pushImage(inputs);
    return { id: `${inputs.repository}@${inputs.digest}`, outs: inputs };
  },

  /** An image that somebody has taken out of the registry is gone for a refresh, and the next update pushes it. */
  async read(id, props) {
    if (props === undefined) {
      throw new Error(
        `${id}: an image cannot be imported, as its file is not known; fix: let the program make it`,
      );
    }
    return (await isPushed(props)) ? { id, props } : { id: '' };
  },

  async delete(_id, props) {
    if (props.deleteFromRegistry) {
      await deleteImage(props);
    }
  },
};

function failuresOf({ repository }: ImageInputs): pulumi.dynamic.CheckFailure[] {
  try {
    repositoryAddress(repository);
    return [];
  } catch (error) {
    return [{ property: 'repository', reason: error instanceof Error ? error.message : String(error) }];
  }
}
