import * as k8s from '@pulumi/kubernetes';
import * as pulumi from '@pulumi/pulumi';
import { ApiObject, type App } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { JsonObject, Manifest } from '../value/json';
import { type DeployOptions, demandUsed, earlierPaths, resourcePath, withReadiness } from './options';
import { inOrder, type Ordered } from './order';
import { classOf, type ResourceClass } from './resource-class';
import { type Synthesized, synthesize } from './synthesis';
import type { Tokens } from './tokens';

/** What is built, and with what. */
export interface Built {
  /**
   * The options of the component. Pulumi hands on the rest of them, but not what it depends on.
   *
   * @default - none
   */
  readonly options?: pulumi.ComponentResourceOptions;
  /** The app. */
  readonly app: App;
  /** The tokens that stand in it. */
  readonly tokens: Tokens;
  /**
   * The construct whose path is that of the component, and says nothing in the names of its resources.
   *
   * @default - the app
   */
  readonly top?: IConstruct;
}

/** The resources of a component, by their construct and by their path. */
export interface Deployed {
  /** By the construct. */
  readonly byConstruct: ReadonlyMap<IConstruct, pulumi.CustomResource>;
  /** By the path of the construct, as it stands in the resource's name. */
  readonly byPath: { readonly [path: string]: pulumi.CustomResource };
  /** What a value of the app is at deployment. */
  valueOf(value: string | undefined): pulumi.Output<string | undefined>;
}

/**
 * Registers every object of an app as a resource of the Kubernetes SDK, outside of any `apply`, with Outputs where their
 * tokens stood.
 *
 * @param parent the component
 * @param name its name, which begins those of its resources
 * @param built what they come from
 * @param options what is said of them
 * @throws where the synth does, or a token was put to a use that cannot be
 */
export function deploy(
  parent: pulumi.ComponentResource,
  name: string,
  { app, tokens, top = app, options: { dependsOn } = {} }: Built,
  options: DeployOptions = {},
): Deployed {
  const ordered = inOrder(app, synthesize(app));
  const restorer = tokens.restorer();
  // All before the first is registered: what is refused leaves nothing half made.
  const planned = ordered.map((each) => ({
    ...each,
    path: resourcePath(each.object.path, top.node.path),
    args: restorer.restore(withReadiness(each.object.manifest, options.waitFor), each.object.path),
  }));
  restorer.demandAllFound();
  demandDistinct(name, planned);
  demandUsed(
    name,
    planned.map(({ path, object: { manifest } }) => ({ path, manifest })),
    options,
  );
  const made = new Map<Synthesized, pulumi.CustomResource>();
  for (const { object, needs, path, args } of planned) {
    const own = ApiObject.isApiObject(object.construct)
      ? options.resourceOptions?.(object.construct)
      : undefined;
    const general: pulumi.CustomResourceOptions = {
      parent,
      dependsOn: needs.flatMap((other) => made.get(other) ?? []),
      aliases: earlierPaths(path, options.aliases).map((earlier) => ({ name: `${name}/${earlier}` })),
    };
    const inherited: pulumi.CustomResourceOptions = dependsOn === undefined ? {} : { dependsOn };
    made.set(
      object,
      register(
        object.manifest,
        `${name}/${path}`,
        args,
        pulumi.mergeOptions(pulumi.mergeOptions(inherited, general), own),
      ),
    );
  }
  return {
    byConstruct: new Map(planned.flatMap(({ object }) => pairOf(object.construct, made.get(object)))),
    byPath: Object.fromEntries(planned.flatMap(({ object, path }) => pairOf(path, made.get(object)))),
    valueOf: (value) => restorer.outputOf(value, name),
  };
}

function pairOf<T>(key: T, resource: pulumi.CustomResource | undefined): [T, pulumi.CustomResource][] {
  return resource === undefined ? [] : [[key, resource]];
}

function register(
  { apiVersion, kind }: Manifest,
  name: string,
  args: JsonObject,
  options: pulumi.CustomResourceOptions,
): pulumi.CustomResource {
  const known: ResourceClass | undefined = classOf(apiVersion, kind);
  // A property that is asked for comes back as the cluster has it.
  return known === undefined
    ? new k8s.apiextensions.CustomResource(name, { ...args, apiVersion, kind, status: undefined }, options)
    : new known(name, args, options);
}

type Planned = Ordered & { readonly path: string };

function demandDistinct(name: string, planned: readonly Planned[]): void {
  const known = new Map<string, Synthesized>();
  for (const { object, path } of planned) {
    const other = known.get(path);
    if (other !== undefined) {
      throw new Error(
        `[${name}] ${object.path} and ${other.path}: both would be the resource ${name}/${path}; fix: give one of the constructs another id`,
      );
    }
    known.set(path, object);
  }
}
