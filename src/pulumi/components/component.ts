import * as pulumi from '@pulumi/pulumi';
import { type ApiObject, App, Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import type { WasmPlatform } from '../../runtime/wasm-platform';
import { shortHash } from '../../value/hash';
import { isDnsLabel, toDns1035Label } from '../../value/name';
import { refusal } from '../../value/refuse';
import { type Deployed, deploy } from '../deploy';
import type { PlatformInput } from '../inputs';
import { demandPlatform, findPlatform } from '../platform';
import { propsOf } from '../props';
import { OutputResolver } from '../resolver';
import { isLater, Tokens } from '../tokens';

/** A class of the Kubernetes SDK that knows its own. */
interface ResourceType<T> {
  isInstance(value: unknown): value is T;
}

/** How the construct of a component is made. */
export interface Recipe<C, Props> {
  /** Name of the construct's class, which is that of the component too. */
  readonly kind: string;
  /** Whether it cannot be without a platform. */
  readonly needsPlatform: boolean;
  /** Makes it. */
  make(scope: Construct, id: string, props: Props): C;
}

/** What the arguments of all components may say. */
interface CommonArgs {
  readonly namespace?: pulumi.Input<string>;
  readonly platform?: PlatformInput;
}

/** What every component of this package is: a construct, and the resources that come of it. */
export abstract class WasmComponent<C extends Construct> extends pulumi.ComponentResource {
  /** The resources of the component, by the path of their construct in it: `Deployment`, `Service`, … */
  public readonly resources: { readonly [path: string]: pulumi.CustomResource };

  /** @internal */
  protected readonly _construct: C;

  private readonly deployed: Deployed;

  /**
   * @param name of the component
   * @param args of the component
   * @param options parent, provider, aliases, …
   * @param recipe what it is
   */
  protected constructor(
    name: string,
    args: object,
    options: pulumi.ComponentResourceOptions | undefined,
    recipe: Recipe<C, never>,
  ) {
    // Without inputs: a state keeps those of components, and with them secrets in a form that nobody asked for.
    super(`cdk8s-wasm:index:${recipe.kind}`, name, {}, options);
    const { namespace, platform, ...own }: CommonArgs = args;
    demandNamespace(name, namespace);
    const tokens = new Tokens(name);
    const app = new App({ resolvers: [new OutputResolver(tokens)] });
    this.platform(recipe, name, platform)?.bind(app);
    const chart = new ComponentChart(
      app,
      recipe.kind,
      name,
      tokens.standIn<string | undefined>(namespace, 'text', 'namespace'),
    );
    this._construct = recipe.make(chart, name, propsOf(`${recipe.kind}Props`, own, tokens));
    this.deployed = deploy(this, name, {
      app,
      tokens,
      top: this._construct,
      ...(options && { options }),
    });
    this.resources = this.deployed.byPath;
  }

  /**
   * The resource of an object of the construct.
   *
   * @internal
   */
  protected _resource<T>(object: ApiObject, type: ResourceType<T>): T {
    const found: unknown = this.deployed.byConstruct.get(object);
    if (!type.isInstance(found)) {
      throw new Error(
        `[${object.node.path}] ${object.apiVersion} ${object.kind} is of no class that is known here`,
      );
    }
    return found;
  }

  /** @internal */
  protected _resourceIf<T>(object: ApiObject | undefined, type: ResourceType<T>): T | undefined {
    return object && this._resource(object, type);
  }

  /**
   * What a text of the construct is at deployment.
   *
   * @internal
   */
  protected _valueOf(text: string | undefined): pulumi.Output<string | undefined> {
    return this.deployed.valueOf(text);
  }

  private platform(
    { needsPlatform }: Recipe<C, never>,
    name: string,
    own: PlatformInput | undefined,
  ): WasmPlatform | undefined {
    return needsPlatform ? demandPlatform(this, name, own) : findPlatform(this, name, own);
  }
}

/** Where it is known now: programs of other languages have no compiler that would look. */
function demandNamespace(path: string, namespace: unknown): void {
  if (
    namespace !== undefined &&
    !isLater(namespace) &&
    !(typeof namespace === 'string' && isDnsLabel(namespace))
  ) {
    throw refusal({
      path,
      field: 'namespace',
      value: namespace,
      wrong: 'no name of a namespace',
      allowed: 'lower-case letters, digits and "-", at most 63',
    });
  }
}

/**
 * Holds the construct of a component. Objects without a name are called after the component, with a hash by which those of
 * several stacks in one namespace stay apart.
 */
class ComponentChart extends Chart {
  public constructor(
    app: App,
    private readonly kind: string,
    private readonly componentName: string,
    namespace: string | undefined,
  ) {
    super(app, kind, { ...(namespace !== undefined && { namespace }) });
  }

  public override generateObjectName(): string {
    const whose = [pulumi.getProject(), pulumi.getStack(), this.kind, this.componentName];
    return toDns1035Label(`${this.componentName}-${shortHash(whose.join('\n'))}`);
  }
}
