import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { parseRecord } from '../../src/artifact/image-record';
import { dig } from '../../src/value/json';
import { spinToml } from '../artifact/local-image/repository';
import { component } from '../artifact/wasm/make';
import { HELLO } from '../oci/wasm';
import { CDK8S_CLI, copyPackage } from '../support/package-copy';

/** The output types of `cdk8s synth`. */
export const OUTPUT_TYPES = [
  'FILE_PER_APP',
  'FILE_PER_CHART',
  'FILE_PER_RESOURCE',
  'FOLDER_PER_CHART_FILE_PER_RESOURCE',
] as const;

/** Where the images go, unless a test has a registry. */
const REPOSITORY = 'ghcr.io/acme/shop';

/** What Helm, YAML and parsers of YAML might take for their own. */
const NOTE = `{{ "a": 'b' }}: # {{- end }} \u0085\u2028\u007f \\ `;

/** Two charts in different folders of the output, with an image of each kind. */
const PROGRAM = `
const { App, Chart, YamlOutputType } = require('cdk8s');
const { SpinApp, WasmImage, WasmJob, WasmPlatform } = require('./package');
const app = new App({ yamlOutputType: YamlOutputType[process.env.OUTPUT_TYPE] });
WasmPlatform.k3s().bind(app);
const repository = process.env.REPOSITORY;
new WasmJob(new Chart(app, 'jobs'), 'Job', {
  name: 'job',
  image: WasmImage.fromFile('../apps/job.wasm', { repository, annotations: { note: ${JSON.stringify(NOTE)} } }),
});
new SpinApp(new Chart(app, 'shop'), 'Shop', {
  name: 'shop',
  image: WasmImage.fromSpin('../apps/spin.toml', { repository, tag: '1.4.0' }),
});
app.synth();
`;

/** What the records of the program say, by the kind of their object. */
export const recordsAt = (repository = REPOSITORY): object => ({
  Job: {
    path: 'apps/job.wasm',
    format: 'artifact',
    annotations: { note: NOTE },
    repository,
    digest: expect.stringMatching(/^sha256:/),
  },
  Deployment: {
    path: 'apps/spin.toml',
    format: 'spin',
    repository,
    tag: '1.4.0',
    digest: expect.stringMatching(/^sha256:/),
  },
});

/** A repository with applications and the program that deploys them, which the real cdk8s CLI runs. */
export class RecordProject {
  /** Makes the project, with the package as its users load it. */
  public static async create(): Promise<RecordProject> {
    const project = new RecordProject(mkdtempSync(join(tmpdir(), 'cdk8s-wasm-record-')));
    const { folder, apps, infra } = project;
    for (const path of [join(folder, '.git'), apps, infra]) mkdirSync(path);
    writeFileSync(join(apps, 'job.wasm'), HELLO);
    writeFileSync(join(apps, 'hello.wasm'), await component([], ['wasi:http/incoming-handler@0.2.3']));
    writeFileSync(join(apps, 'spin.toml'), spinToml());
    await copyPackage(infra);
    writeFileSync(join(infra, 'main.js'), PROGRAM);
    writeFileSync(join(infra, 'cdk8s.yaml'), 'language: typescript\napp: node main.js\n');
    return project;
  }

  /** Where the applications are. */
  public readonly apps: string;
  /** Where the program is. */
  public readonly infra: string;

  private constructor(public readonly folder: string) {
    this.apps = join(folder, 'apps');
    this.infra = join(folder, 'infra');
  }

  /** Runs `cdk8s synth`, and says what it printed. */
  public synth(
    outputType: (typeof OUTPUT_TYPES)[number],
    args: readonly string[],
    repository = REPOSITORY,
  ): Promise<string> {
    const own = { CDK8S_CHECK_UPGRADE: 'false', OUTPUT_TYPE: outputType, REPOSITORY: repository };
    const options = { cwd: this.infra, env: { ...process.env, ...own } };
    return new Promise((resolve, reject) => {
      execFile(process.execPath, [CDK8S_CLI, 'synth', ...args], options, (error, stdout, stderr) => {
        if (error) reject(new Error(stdout + stderr));
        else resolve(stdout);
      });
    });
  }

  /** Writes the manifests to a folder, and says which. */
  public async manifests(outputType: (typeof OUTPUT_TYPES)[number]): Promise<string> {
    const out = join(this.infra, outputType);
    await this.synth(outputType, ['--output', out]);
    return out;
  }

  /** Writes a Helm chart to a folder, and says which. */
  public async chart(repository?: string): Promise<string> {
    const out = mkdtempSync(join(this.infra, 'chart-'));
    const version = ['--chart-api-version', 'v2', '--chart-version', '1.0.0'];
    await this.synth('FILE_PER_CHART', ['--format', 'helm', ...version, '--output', out], repository);
    return out;
  }

  /** Removes it. */
  public remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** The texts of the files below a folder, in the order of their names. */
export function filesIn(dir: string): [string, string][] {
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry): [string, string] => [entry.name, readFileSync(join(entry.parentPath, entry.name), 'utf8')])
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

/** The objects of a text, without documents that hold none. */
export const objectsIn = (text: string): unknown[] =>
  parseAllDocuments(text)
    .map((document): unknown => document.toJS())
    .filter((object) => object !== null);

/** What records there are, by the kind of their object. */
export function recordsIn(objects: readonly unknown[]): unknown {
  return Object.fromEntries(
    objects.flatMap((object) => {
      const text = dig(object, 'metadata', 'annotations', 'wasmcd.dev/artifact');
      return typeof text === 'string' ? [[String(dig(object, 'kind')), parseRecord(text)]] : [];
    }),
  );
}
