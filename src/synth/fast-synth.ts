import { type ApiObject, type App, Chart, Names, YamlOutputType } from 'cdk8s';
import { withWalk } from '../value/tree-walk';
import { AppGraph } from './graph';
import { OutputFiles } from './output-files';
import { type Rendered, Renderer } from './render';
import { sayWhereUntested } from './tested-range';
import { TreeReading } from './tree-reading';
import { YamlEmitter } from './yaml';

/**
 * Writes an app as `App.synth()` does, file by file and byte by byte, in a time that grows with the number of objects
 * alone: cdk8s looks at the whole app again for each chart.
 *
 * A chart whose `toJson` was overridden is asked by it; where that calls `super.toJson()`, it costs what it costs there.
 *
 * @example
 * FastSynth.write(app);
 */
export class FastSynth {
  /**
   * Writes the files of an app to its `outdir`. They come there when all of them are whole, so that a synth that fails
   * leaves what was there.
   *
   * @param app the app, as it would be given to `app.synth()`
   * @throws where a validation fails, constructs depend on each other in a circle, or a value cannot be rendered: with the
   * construct's path
   */
  public static write(app: App): void {
    new FastSynth(app).write();
  }

  /**
   * The whole app as one text, as `App.synthYaml()` gives it.
   *
   * @param app the app
   * @throws as `write` does
   */
  public static toYaml(app: App): string {
    const synth = new FastSynth(app);
    return [...synth.textOf(synth.renderAll())].join('');
  }

  private readonly graph: AppGraph;
  private readonly renderer: Renderer;
  private readonly emitter = new YamlEmitter();

  private constructor(private readonly app: App) {
    sayWhereUntested();
    this.graph = new AppGraph(app, validated(app));
    this.renderer = new Renderer(app);
  }

  private write(): void {
    const files = new OutputFiles(this.app.outdir);
    try {
      this.writeManifests(files);
      // cdk8s keeps it to itself.
      if (Reflect.get(this.app, 'recordConstructMetadata') === true) {
        files.write('construct-metadata.json', [this.constructMetadata()]);
      }
      files.publish();
    } finally {
      files.discard();
    }
  }

  private writeManifests(files: OutputFiles): void {
    const { outputFileExtension: extension, yamlOutputType } = this.app;
    const { charts } = this.graph;
    switch (yamlOutputType) {
      case YamlOutputType.FILE_PER_APP:
        if (charts.length > 0) {
          files.write(`app${extension}`, this.textOf(this.renderAll()));
        }
        break;
      case YamlOutputType.FILE_PER_CHART:
        for (const [index, chart] of charts.entries()) {
          files.write(`${this.nameOf(chart, index)}${extension}`, this.textOf(this.renderChart(chart)));
        }
        break;
      case YamlOutputType.FILE_PER_RESOURCE:
        for (const rendered of this.renderAll()) {
          this.writeObject(files, '', rendered);
        }
        break;
      case YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE:
        for (const [index, chart] of charts.entries()) {
          for (const rendered of this.renderObjects(this.graph.objectsOf(chart))) {
            this.writeObject(files, `${this.nameOf(chart, index)}/`, rendered);
          }
        }
        break;
    }
  }

  private writeObject(files: OutputFiles, folder: string, rendered: Rendered): void {
    if (rendered.document !== undefined) {
      const { kind, metadata } = rendered.document as { kind: string; metadata: { name: string } };
      const name = `${kind}.${metadata.name}`.replace(/[^0-9a-zA-Z-_.]/g, '');
      files.write(`${folder}${name}${this.app.outputFileExtension}`, this.textOf([rendered]));
    }
  }

  private *renderAll(): Iterable<Rendered> {
    for (const chart of this.graph.charts) {
      yield* this.renderChart(chart);
    }
  }

  private renderChart(chart: Chart): Iterable<Rendered> {
    return chart.toJson === Chart.prototype.toJson
      ? this.renderObjects(this.graph.objectsOf(chart))
      : Object.values<unknown>(chart.toJson()).map((document) => ({ document }));
  }

  private *renderObjects(objects: readonly ApiObject[]): Iterable<Rendered> {
    for (const object of objects) {
      yield this.renderer.render(object);
    }
  }

  private *textOf(documents: Iterable<Rendered>): Iterable<string> {
    let start = '';
    for (const rendered of documents) {
      yield start + this.textOfOne(rendered);
      start = '---\n';
    }
  }

  private textOfOne({ document, like, render }: Rendered): string {
    if (render === undefined) {
      return this.emitter.document(document);
    }
    const text =
      like === undefined ? this.emitter.raw(document) : this.emitter.patterned(document.metadata, like);
    return text ?? this.emitter.document(render());
  }

  private nameOf(chart: Chart, index: number): string {
    const name = Names.toDnsLabel(chart);
    return this.graph.hasDependentCharts ? `${String(index).padStart(4, '0')}-${name}` : name;
  }

  private constructMetadata(): string {
    const objects = this.graph.charts.flatMap((chart) => this.graph.objectsOf(chart));
    const resources = Object.fromEntries(objects.map(({ name, node }) => [name, { path: node.path }]));
    return JSON.stringify({ version: '1.0.0', resources });
  }
}

/**
 * Validates the app, once: cdk8s does it again for each chart.
 *
 * @returns the app as it is then
 * @throws where a validation finds something
 */
function validated(app: App): TreeReading {
  const reading = new TreeReading(app);
  const errors: string[] = [];
  withWalk(app, reading.constructs, () => {
    for (const { node, validations } of reading.asked) {
      for (const validation of validations) {
        for (const error of validation.validate()) {
          errors.push(`[${node.path}] ${error}`);
        }
      }
    }
  });
  if (errors.length > 0) {
    throw new Error(`Validation failed with the following errors:\n  ${errors.join('\n  ')}`);
  }
  return reading.mayGrow ? new TreeReading(app) : reading;
}
