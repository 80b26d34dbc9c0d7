import type * as pulumi from '@pulumi/pulumi';

/** What a schema says of a resource, as far as the compiler needs it. */
export interface Resource {
  readonly properties: object;
}

/** What makes a resource, and has all its outputs. */
export type Constructor<R extends Resource> = new (
  name: string,
  args: never,
  options?: pulumi.ComponentResourceOptions,
) => pulumi.ComponentResource & { readonly [Output in keyof R['properties']]: pulumi.Output<unknown> };

/** A class for each resource of a schema: one that is missing, or that lacks an output, does not compile. */
export type Constructors<Resources extends { readonly [type: string]: Resource }> = {
  readonly [Type in keyof Resources]: Constructor<Resources[Type]>;
};
