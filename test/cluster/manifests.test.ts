import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { objectsIn } from '../examples/run';
import { isObject, type Json, text } from '../support/json';
import type { Response } from './support/api';
import { type Made, makeMissing } from './support/custom-kinds';
import { applied } from './support/kubernetes';
import { namespaceOf } from './support/namespace';

// What the API server says to every object that the library's own tests and examples emit. The objects stay away:
// a dry run goes through defaulting, validation and admission, and is not stored.

const FOLDERS = ['examples/snapshots', 'workload/__snapshots__'];
const files = FOLDERS.flatMap((folder) => {
  const path = join(import.meta.dirname, '..', folder);
  return readdirSync(path)
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => join(path, name));
});
let made: Made | undefined;

beforeAll(async () => {
  const namespaces = files.flatMap((file) => objectsIn(file)).flatMap((object) => namespace(object) ?? []);
  made = await makeMissing('namespace', [...new Set(namespaces)].map(namespaceOf));
});

afterAll(() => made?.remove());

describe('the API server takes every object of', () => {
  test.each(files.map((file) => [basename(file, '.yaml'), file]))('%s', async (_name, file) => {
    const objects = objectsIn(file);
    expect(objects).not.toEqual([]);
    for (const answer of await dryRun(objects)) {
      expect(answer).toMatchObject({ status: expect.toBeOneOf([200, 201]), warnings: [] });
    }
  });

  test('none with a field that it does not know', async () => {
    const [object] = objectsIn(files[0]);
    const [answer] = await dryRun([{ ...object, spec: { ...Object(object.spec), colour: 'blue' } }]);
    expect(answer.text).toMatch(/colour/);
    expect(answer.status).toBeGreaterThanOrEqual(400);
  });
});

async function dryRun(objects: readonly Json[]): Promise<Response[]> {
  const answers: Response[] = [];
  for (const object of objects) answers.push(await applied(object, 'dryRun=All'));
  return answers;
}

function namespace({ metadata }: Json): string | undefined {
  return isObject(metadata) ? text(metadata, 'namespace') : undefined;
}
