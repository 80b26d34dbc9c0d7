import { randomBytes } from 'node:crypto';
import * as pulumi from '@pulumi/pulumi';

/** How long the password is. */
interface Length {
  readonly bytes: number;
}

const provider: pulumi.dynamic.ResourceProvider = {
  async create({ bytes }: Length) {
    const result = randomBytes(bytes).toString('base64url');
    return { id: 'made', outs: { bytes, result } };
  },
  async diff(_id, before: Length, { bytes }: Length) {
    return { changes: before.bytes !== bytes, replaces: before.bytes === bytes ? [] : ['bytes'] };
  },
};

/** A password that is made once and kept, as a secret, in the state. `RandomPassword` of `@pulumi/random` does the same. */
export class RandomPassword extends pulumi.dynamic.Resource {
  declare readonly result: pulumi.Output<string>;

  constructor(name: string, length: Length, options?: pulumi.CustomResourceOptions) {
    const secret = { additionalSecretOutputs: ['result'] };
    super(provider, name, { ...length, result: undefined }, pulumi.mergeOptions(secret, options));
  }
}
