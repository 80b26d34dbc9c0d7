import * as k8s from '@pulumi/kubernetes';
import * as pulumi from '@pulumi/pulumi';
import type { ApiObject } from 'cdk8s';
import { ServiceType } from '../../expose/service-spec';
import type { Recipe } from './component';
import { DeploymentComponent, type DeploymentConstruct } from './deployment';

/** What a workload that answers requests is made of. */
export interface HttpConstruct extends DeploymentConstruct {
  /** The Service. */
  readonly service: ApiObject;
  /** The Ingress, where one was asked for. */
  readonly ingress?: ApiObject;
}

/** What the components of workloads that answer requests have. */
export abstract class HttpComponent<C extends HttpConstruct> extends DeploymentComponent<C> {
  /** The Service. */
  public readonly service: k8s.core.v1.Service;

  /** Name of the Service. */
  public readonly serviceName: pulumi.Output<string>;

  /** The Ingress, where one was asked for. */
  public readonly ingress?: k8s.networking.v1.Ingress;

  /**
   * Where it answers: at the first host and path of its Ingress; else at the address of its load balancer; else at its
   * Service, within the cluster.
   */
  public readonly url: pulumi.Output<string>;

  protected constructor(
    name: string,
    args: object,
    options: pulumi.ComponentResourceOptions | undefined,
    recipe: Recipe<C, never>,
  ) {
    super(name, args, options, recipe);
    const { service, ingress } = this._construct;
    this.service = this._resource(service, k8s.core.v1.Service);
    this.serviceName = this.service.metadata.name;
    this.ingress = this._resourceIf(ingress, k8s.networking.v1.Ingress);
    this.url = this.ingress === undefined ? urlOfService(this.service) : urlOfIngress(this.ingress);
    const { deploymentName, serviceName, url, imageReference, imageDigest } = this;
    this.registerOutputs({ deploymentName, serviceName, url, imageReference, imageDigest });
  }
}

function urlOfIngress({ spec, status }: k8s.networking.v1.Ingress): pulumi.Output<string> {
  const host = spec.apply(({ rules }) => rules?.[0]?.host);
  const balancer = pulumi.output(status).apply((known) => addressOf(known?.loadBalancer?.ingress));
  return pulumi.all([spec, host]).apply(([{ rules, tls }, known]) => {
    const scheme = (tls ?? []).length > 0 ? 'https' : 'http';
    const path = rules?.[0]?.http?.paths?.[0]?.path ?? '/';
    return known === undefined
      ? balancer.apply((address) => `${scheme}://${address ?? 'unknown'}${path}`)
      : pulumi.output(`${scheme}://${known}${path}`);
  });
}

function urlOfService({ spec, status, metadata }: k8s.core.v1.Service): pulumi.Output<string> {
  return pulumi.all([spec, metadata]).apply(([{ type, ports }, { name, namespace }]) => {
    const { port } = ports[0];
    const suffix = port === 80 ? '' : `:${port}`;
    return type === ServiceType.LOAD_BALANCER
      ? pulumi
          .output(status)
          .apply((known) => `http://${addressOf(known?.loadBalancer?.ingress) ?? 'unknown'}${suffix}/`)
      : pulumi.output(`http://${name}.${namespace ?? 'default'}.svc${suffix}/`);
  });
}

/** What a load balancer says of itself. */
interface Address {
  readonly hostname?: string;
  readonly ip?: string;
}

function addressOf(found: readonly Address[] | undefined): string | undefined {
  return found?.[0]?.hostname ?? found?.[0]?.ip;
}
