import type * as pulumi from '@pulumi/pulumi';
import type { Constructor, Constructors, Resource } from './constructors';
import { imageResource, withPushed } from './image';
import { RESOURCES } from './resources';

/** What the provider reads of its schema. */
interface Schema {
  readonly version: string;
  readonly resources: { readonly [type: string]: Resource };
}

/** The provider of a schema: makes its resources of the components of `cdk8s-wasm/pulumi`. */
export class WasmProvider implements pulumi.provider.Provider {
  /** The release. */
  public readonly version: string;

  /** Of the resources that push images. */
  public readonly check = imageResource.check;
  /** As `check`. */
  public readonly create = imageResource.create;
  /** As `check`. */
  public readonly delete = imageResource.delete;
  /** As `check`. */
  public readonly diff = imageResource.diff;
  /** As `check`. */
  public readonly read = imageResource.read;

  private readonly resources: Schema['resources'];

  /** @param schema as JSON */
  public constructor(public readonly schema: string) {
    const { version, resources }: Schema = JSON.parse(schema);
    this.version = version;
    this.resources = resources;
  }

  /**
   * Makes a component.
   *
   * @throws where an argument is none, or a check finds what would fail on the cluster
   */
  public async construct(
    name: string,
    type: string,
    inputs: pulumi.Inputs,
    options: pulumi.ComponentResourceOptions,
  ): Promise<pulumi.provider.ConstructResult> {
    const make = classOf(type);
    const args = withPushed(name, inputs, options, this.version);
    const component: pulumi.ComponentResource = Reflect.construct(make, [name, args, options]);
    const outputs = Object.keys(this.resources[type].properties);
    const state = Object.fromEntries(outputs.map((output) => [output, Reflect.get(component, output)]));
    return { urn: component.urn, state };
  }
}

function classOf(type: string): Constructor<Resource> {
  const known: Constructors<{ readonly [type: string]: Resource }> = RESOURCES;
  if (!Object.hasOwn(known, type)) {
    throw new Error(`${type}: no such resource; allowed: ${Object.keys(known).join(', ')}`);
  }
  return known[type];
}
