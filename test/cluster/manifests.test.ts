import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { objectsIn } from '../examples/run';
import { at, isObject, type Json, text } from '../support/json';
import { sharedPath } from '../support/shared';
import { apply, kubectl, listOf, tryKubectl } from './support/kubernetes';
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
const crds = customResourceDefinitions();
const made: string[] = [];

beforeAll(async () => {
  const namespaces = files.flatMap((file) => objectsIn(file)).flatMap((object) => namespace(object) ?? []);
  await makeMissing('namespace', [...new Set(namespaces)].map(namespaceOf));
  await makeMissing('crd', crds);
  const names = crds.map((crd) => `crd/${nameOf(crd)}`);
  if (names.length > 0) await kubectl(['wait', '--for=condition=Established', '--timeout=60s', ...names]);
});

afterAll(async () => {
  if (made.length > 0) await kubectl(['delete', '--wait=false', ...made]);
});

describe('the API server takes every object of', () => {
  test.each(files.map((file) => [basename(file, '.yaml'), file]))('%s', async (_name, file) => {
    const objects = objectsIn(file);
    expect(objects).not.toEqual([]);
    const { code, stderr } = await dryRun(objects);
    expect(stderr).toBe('');
    expect(code).toBe(0);
  });

  test('none with a field that it does not know', async () => {
    const [object] = objectsIn(files[0]);
    const { code, stderr } = await dryRun([{ ...object, spec: { ...Object(object.spec), colour: 'blue' } }]);
    expect(stderr).toMatch(/colour/);
    expect(code).not.toBe(0);
  });
});

function dryRun(objects: readonly Json[]) {
  return tryKubectl(
    ['apply', '--server-side', '--dry-run=server', '--validate=strict', '-f', '-'],
    listOf(objects),
  );
}

/** Public definitions of custom kinds, as far as they lie beside the checkout. */
function customResourceDefinitions(): Json[] {
  const folder = sharedPath('crds');
  if (folder === undefined) return [];
  return readdirSync(folder)
    .map((name): unknown => parse(readFileSync(join(folder, name), 'utf8')))
    .filter(isObject);
}

function namespace({ metadata }: Json): string | undefined {
  return isObject(metadata) ? text(metadata, 'namespace') : undefined;
}

/** A cluster that is not ours keeps what it had. */
async function makeMissing(kind: string, objects: readonly Json[]): Promise<void> {
  const there = new Set(
    (await kubectl(['get', kind, '-o', 'name'])).split('\n').map((line) => basename(line)),
  );
  const missing = objects.filter((object) => !there.has(nameOf(object)));
  if (missing.length === 0) return;
  await apply(missing);
  made.push(...missing.map((object) => `${kind}/${nameOf(object)}`));
}

function nameOf(object: Json): string {
  return String(at(object, 'metadata', 'name'));
}
