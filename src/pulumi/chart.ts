import * as pulumi from '@pulumi/pulumi';
import { App } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { deploy } from './deploy';
import type { PlatformInput } from './inputs';
import type { DeployOptions } from './options';
import { findPlatform } from './platform';
import { OutputResolver } from './resolver';
import { Tokens } from './tokens';

/** Arguments of `Chart`. */
export interface ChartArgs extends DeployOptions {
  /**
   * Builds the charts, as a cdk8s program does before `app.synth()`. It is called once, at once.
   *
   * @param app holds the charts
   * @param tokens turns Outputs into values that constructs take
   */
  readonly build: (app: App, tokens: Tokens) => void;

  /**
   * The cluster, for the workloads of this package among the constructs.
   *
   * @default - that of the nearest parent, else of the stack's configuration `cdk8s-wasm:platform`, else what `build` binds
   */
  readonly platform?: PlatformInput;
}

/**
 * Any cdk8s code as a component: each object of its charts becomes a resource of the Kubernetes SDK, named after the
 * construct's path.
 *
 * The code runs once, when the component is made, and outside of any `apply`: previews show every resource. Outputs enter
 * through `tokens`, and each comes to stand in its own place of the resource: secrets stay secret, what is not known yet
 * is not known there alone, and the resource depends on what the Output depends on.
 *
 * @example
 * new Chart('shop', { build: (app, tokens) => new ShopChart(app, 'web', { host: tokens.asString(database.host) }) });
 */
export class Chart extends pulumi.ComponentResource {
  /** The resources, by the path of their construct (without a `Resource` at its end). */
  public readonly resources: { readonly [path: string]: pulumi.CustomResource };

  private readonly byConstruct: ReadonlyMap<IConstruct, pulumi.CustomResource>;

  /**
   * @param name of the component
   * @param args what is built
   * @param options parent, provider, aliases, …
   * @throws where the code does, a validation fails, or an Output is put to a use that cannot be before it is known
   */
  public constructor(name: string, args: ChartArgs, options?: pulumi.ComponentResourceOptions) {
    // Without inputs: a state keeps those of components, and with them secrets in a form that nobody asked for.
    super('cdk8s-wasm:index:Chart', name, {}, options);
    const { build, platform, ...rest } = args;
    const tokens = new Tokens(name);
    const app = new App({ resolvers: [new OutputResolver(tokens)] });
    findPlatform(this, name, platform)?.bind(app);
    build(app, tokens);
    const { byConstruct, byPath } = deploy(this, name, { app, tokens, ...(options && { options }) }, rest);
    this.byConstruct = byConstruct;
    this.resources = byPath;
    this.registerOutputs();
  }

  /**
   * The resource of an object.
   *
   * @param construct an `ApiObject` of the charts
   * @throws where it is none
   */
  public getResource(construct: IConstruct): pulumi.CustomResource {
    const found = this.byConstruct.get(construct);
    if (found === undefined) {
      throw new Error(
        `[${construct.node.path}] it is no object that this component has made; allowed: an ApiObject in one of its charts ` +
          '(ApiObject.of(construct) finds that of a construct which brings one)',
      );
    }
    return found;
  }
}
