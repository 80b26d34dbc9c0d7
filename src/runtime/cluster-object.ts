import { ApiObject, type ApiObjectProps } from 'cdk8s';
import type { Construct } from 'constructs';
import { isObject } from '../value/json';

/**
 * An object that stands outside namespaces. A chart puts its namespace and its
 * labels on everything in it, and a shared object may not change with the chart
 * it happens to stand in.
 */
export class ClusterObject extends ApiObject {
  private readonly ownLabels: Set<string>;

  public constructor(scope: Construct, id: string, props: ApiObjectProps) {
    super(scope, id, props);
    this.ownLabels = new Set(Object.keys(props.metadata?.labels ?? {}));
    const metadata: { namespace?: string } = this.metadata;
    metadata.namespace = undefined;
  }

  public override toJson(): unknown {
    const json = super.toJson();
    const { labels } = json.metadata;
    if (isObject(labels)) {
      for (const [key, value] of Object.entries(this.chart.labels)) {
        if (labels[key] === value && !this.ownLabels.has(key)) {
          delete labels[key];
        }
      }
      if (Object.keys(labels).length === 0) {
        delete json.metadata.labels;
      }
    }
    return json;
  }
}
