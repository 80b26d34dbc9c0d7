import { type ApiObject, type App, Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { AppGraph } from '../synth/graph';
import { TreeReading } from '../synth/tree-reading';
import { isObject, type Manifest } from '../value/json';

/** An object of an app. */
export interface Synthesized {
  /** Where in the tree it stands. */
  readonly path: string;
  /** What made it; a chart may write objects that no construct has. */
  readonly construct: IConstruct;
  /** The object itself; Outputs stand in it as tokens. */
  readonly manifest: Manifest;
}

/**
 * All objects of an app, each behind those that it depends on. Nothing is written.
 *
 * @throws where a validation fails, constructs depend on each other in a circle, or a value cannot be rendered
 */
export function synthesize(app: App): Synthesized[] {
  validate(app);
  const graph = new AppGraph(app, new TreeReading(app));
  return graph.charts.flatMap((chart) => {
    const objects = graph.objectsOf(chart);
    return chart.toJson === Chart.prototype.toJson
      ? objects.map((object) => ofObject(object, object.toJson()))
      : ofDocuments(chart, objects);
  });
}

function ofObject(construct: ApiObject, manifest: Manifest): Synthesized {
  return { path: construct.node.path, construct, manifest };
}

/** What a chart writes that has its own way to: the objects of its tree may be changed, or others be among them. */
function ofDocuments(chart: Chart, objects: readonly ApiObject[]): Synthesized[] {
  const byName = new Map(objects.map((object) => [keyOf(object.kind, object.name), object]));
  return Object.values<unknown>(chart.toJson())
    .filter(isManifest)
    .map((manifest) => {
      const { name } = Object(manifest.metadata);
      const object = byName.get(keyOf(manifest.kind, name));
      return object !== undefined
        ? ofObject(object, manifest)
        : { path: `${chart.node.path}/${manifest.kind}-${name}`, construct: chart, manifest };
    });
}

function keyOf(kind: string, name: unknown): string {
  return `${kind}|${name}`;
}

function isManifest(value: unknown): value is Manifest {
  return isObject(value) && typeof value.kind === 'string' && typeof value.apiVersion === 'string';
}

/** Once for the app: cdk8s validates it again for each chart. */
function validate(app: App): void {
  const errors = app.node
    .findAll()
    .flatMap(({ node }) => node.validate().map((error) => `[${node.path}] ${error}`));
  if (errors.length > 0) {
    throw new Error(`Validation failed with the following errors:\n  ${errors.join('\n  ')}`);
  }
}
