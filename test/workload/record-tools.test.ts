import { afterAll, beforeAll, expect, test } from 'vitest';
import { cli } from '../cli/cli';
import { describeWithRegistry, type TestRegistry } from '../oci/registry';
import { describeWithTools, readByKubectl, runTool } from '../support/kubernetes-tools';
import { filesIn, OUTPUT_TYPES, objectsIn, RecordProject, recordsAt, recordsIn } from './record-project';

let project: RecordProject;
beforeAll(async () => {
  project = await RecordProject.create();
});
afterAll(() => project.remove());

/** What `helm template` makes of the chart that a synth writes. */
const rendered = async (repository?: string): Promise<string> =>
  runTool('helm', ['template', 'shop', await project.chart(repository)]);

/** Objects without what kubectl puts where there are no labels, in an order that is always the same. */
const comparable = (objects: readonly unknown[]): unknown[] =>
  objects
    .map((object) => JSON.stringify(object).replace(/"labels":\{\},?/g, ''))
    .sort()
    .map((text): unknown => JSON.parse(text));

describeWithTools('helm', ['helm'], () => {
  test('renders the records as they were synthesised', async () => {
    expect(recordsIn(objectsIn(await rendered()))).toEqual(recordsAt());
  });

  test('has nothing to say against the chart', async () => {
    const report = await runTool('helm', ['lint', await project.chart()]);
    expect(report).toContain('1 chart(s) linted, 0 chart(s) failed');
  });

  describeWithRegistry('renders what the push reads', (startRegistry) => {
    let registry: TestRegistry;
    beforeAll(async () => {
      registry = await startRegistry();
    });
    afterAll(() => registry.stop());

    test('on standard input', async () => {
      const repository = `${registry.host}/acme/shop`;
      const run = { cwd: project.folder, input: await rendered(repository) };
      const missing = await cli(['push', '--dry-run', '-'], run);
      expect({ ...missing, stderr: '' }).toMatchObject({
        code: 1,
        stdout: expect.stringContaining('missing'),
      });
      const pushed = await cli(['push', '-'], run);
      expect(pushed).toMatchObject({ code: 0, stdout: expect.stringContaining('2 images: 2 pushed') });
      expect(await cli(['push', '--dry-run', '-'], run)).toMatchObject({ code: 0 });
    });
  });
});

describeWithTools('kubectl', ['kubectl'], () => {
  test.each(OUTPUT_TYPES)('reads every object and record of a folder, %s', async (outputType) => {
    const folder = await project.manifests(outputType);
    const objects = await readByKubectl({ folder });
    expect(recordsIn(objects)).toEqual(recordsAt());
    const written = filesIn(folder).flatMap(([, text]) => objectsIn(text));
    expect(comparable(objects)).toEqual(comparable(written));
  });

  test('reads every object and record on standard input', async () => {
    const text = await project.synth('FILE_PER_APP', ['--stdout']);
    expect(recordsIn(await readByKubectl(text))).toEqual(recordsAt());
  });
});

describeWithTools('helm and kubectl', ['helm', 'kubectl'], () => {
  test('hand the records from one to the other', async () => {
    expect(recordsIn(await readByKubectl(await rendered()))).toEqual(recordsAt());
  });
});
