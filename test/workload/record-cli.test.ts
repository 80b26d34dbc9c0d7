import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isObject } from '../../src/value/json';
import { listing } from '../artifact/local-image/repository';
import { filesIn, OUTPUT_TYPES, objectsIn, RecordProject, recordsAt, recordsIn } from './record-project';

let project: RecordProject;
beforeAll(async () => {
  project = await RecordProject.create();
});
afterAll(() => project.remove());

describe('cdk8s synth keeps the records', () => {
  test.each(OUTPUT_TYPES)('in a folder of nothing but manifests, %s', async (outputType) => {
    const before = listing(project.apps);
    const files = filesIn(await project.manifests(outputType));
    for (const [name, text] of files) {
      // What kubectl reads in a folder; another name would be passed over, and another content refused.
      expect(name).toMatch(/\.k8s\.yaml$/);
      for (const object of objectsIn(text))
        expect(object).toMatchObject({
          apiVersion: expect.any(String),
          kind: expect.any(String),
          metadata: {},
        });
    }
    expect(recordsIn(files.flatMap(([, text]) => objectsIn(text)))).toEqual(recordsAt());
    expect(listing(project.apps)).toEqual(before);
  });

  test('on standard output', async () => {
    // Of several files the command line writes one into the other, without a line between them.
    const text = await project.synth('FILE_PER_APP', ['--stdout']);
    expect(recordsIn(objectsIn(text))).toEqual(recordsAt());
  });

  test('in the templates of a Helm chart', async () => {
    const out = await project.chart();
    expect(readdirSync(out)).toContain('Chart.yaml');
    const templates = filesIn(join(out, 'templates'));
    expect(templates.filter(([, text]) => text.includes('{{'))).toEqual([]);
    const objects = templates.flatMap(([, text]) => objectsIn(text));
    expect(recordsIn(objects.filter(isObject))).toEqual(recordsAt());
  });
});
