import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { at, isObject, type Json, objects, text } from '../support/json';
import { describeWithShared } from '../support/shared';
import { objectsIn, type Run, runExample } from './run';

const folder = join(import.meta.dirname, '..', '..', 'examples', 'todo');
const ORIGINAL = /^fermyon__.*~kubernetes~(.*)\.yaml$/;

let run: Run;
beforeAll(async () => {
  run = await runExample('todo/main.ts');
});

/** The object of that kind and name. */
function find(all: readonly Json[], kind: string, name: string): Json {
  const found = all.find((object) => object.kind === kind && at(object, 'metadata', 'name') === name);
  if (found === undefined) throw new Error(`no ${kind} ${name}`);
  return found;
}

/** Lines that are not blank. */
function linesOf(content: string): number {
  return content.split('\n').filter((line) => line.trim() !== '').length;
}

/** The figures of one line of the README's table. */
function figures(row: string): number[] {
  const page = readFileSync(join(folder, 'README.md'), 'utf8');
  const line = page.split('\n').find((candidate) => candidate.startsWith(`| ${row} |`)) ?? '';
  return line
    .split('|')
    .slice(2, -1)
    .map((cell) => Number.parseInt(cell, 10));
}

/** Lines that were emitted for the database's objects, or for the rest. */
function emitted(part: 'database' | 'applications'): number {
  const documents = Object.values(run.files).flatMap((file) => file.split(/^(?=---$)/m));
  const isDatabase = (document: string): boolean =>
    /^ {2}name: (db-config|postgres|todo-db)$/m.test(document);
  return documents
    .filter((document) => isDatabase(document) === (part === 'database'))
    .reduce((sum, document) => sum + linesOf(document), 0);
}

describe('the lines that its page tells of', () => {
  const here = (file: string): number => linesOf(readFileSync(join(folder, file), 'utf8'));

  test('are those of the programs', () => {
    const [database, applications] = [here('postgres.ts'), here('main.ts')];
    expect([figures('database')[1], figures('applications')[1]]).toEqual([database, applications]);
    expect(figures('together')[1]).toBe(database + applications);
  });

  test('are those of the manifests', () => {
    const [database, applications] = [emitted('database'), emitted('applications')];
    expect([figures('database')[2], figures('applications')[2]]).toEqual([database, applications]);
    expect(figures('together')[2]).toBe(database + applications);
  });
});

describeWithShared('the manifests by hand', ['samples', 'spin'], (samples) => {
  const files = new Map(
    readdirSync(samples).flatMap((name) => {
      const part = ORIGINAL.exec(basename(name))?.[1];
      return part === undefined ? [] : [[part, join(samples, name)] as const];
    }),
  );
  const file = (part: string): string => files.get(part) ?? '';
  const original = (part: string): Json[] => objectsIn(file(part));

  test('have as many lines as the page says', () => {
    const lines = (part: string): number => linesOf(readFileSync(file(part), 'utf8'));
    const applications = lines('api') + lines('migrations') + lines('stats-generator');
    expect([figures('database')[0], figures('applications')[0]]).toEqual([lines('db'), applications]);
    expect(figures('together')[0]).toBe(lines('db') + applications);
  });

  test('have the same database', () => {
    for (const theirs of original('db').filter(({ kind }) => kind !== 'Secret')) {
      const ours = find(run.objects, String(theirs.kind), String(at(theirs, 'metadata', 'name')));
      expect(withoutImages(ours)).toEqual(withoutImages(theirs));
    }
  });

  test('have a Secret in the clear where the program names one', () => {
    const [secret] = original('db').filter(({ kind }) => kind === 'Secret');
    const keys = Object.keys(Object(secret.data)).map((key) => `${at(secret, 'metadata', 'name')}/${key}`);
    expect(run.objects.filter(({ kind }) => kind === 'Secret')).toEqual([]);
    expect(new Set(secretsIn(run.objects))).toEqual(new Set(keys));
  });

  test('have the same API: the operator makes its Deployment and Service from a SpinApp', () => {
    const [theirs] = original('api');
    const name = String(at(theirs, 'metadata', 'name'));
    const deployment = find(run.objects, 'Deployment', name);
    find(run.objects, 'Service', name);
    expect(at(deployment, 'spec', 'replicas')).toBe(at(theirs, 'spec', 'replicas'));
    const theirVariables = objects(Object(theirs.spec), 'variables').map((variable) => ({
      ...variable,
      name: `SPIN_VARIABLE_${String(variable.name).toUpperCase()}`,
    }));
    expect(spinVariables(podOf(deployment))).toEqual(theirVariables);
  });

  test('have the same migration', () => {
    const [theirs] = original('migrations');
    const ours = find(run.objects, 'Job', String(at(theirs, 'metadata', 'name')));
    const keptFor = (job: Json): unknown => at(job, 'spec', 'ttlSecondsAfterFinished');
    expect(keptFor(ours)).toBe(keptFor(theirs));
    expectSamePod(podOf(ours), podOf(theirs));
  });

  test('have the same statistics', () => {
    const [theirs] = original('stats-generator');
    const ours = find(run.objects, 'CronJob', String(at(theirs, 'metadata', 'name')));
    expect(at(ours, 'spec', 'schedule')).toBe(at(theirs, 'spec', 'schedule'));
    expectSamePod(podOf(ours), podOf(theirs));
  });
});

function podOf(object: Json): Json {
  const job = at(object, 'spec', 'jobTemplate') ?? object;
  return Object(at(job, 'spec', 'template', 'spec'));
}

/** Every key of a Secret that the objects name. */
function secretsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(secretsIn);
  if (!isObject(value)) return [];
  const ref = value.secretKeyRef;
  const own = isObject(ref) ? [`${ref.name}/${ref.key}`] : [];
  return [...own, ...Object.values(value).flatMap(secretsIn)];
}

function spinVariables(pod: Json): Json[] {
  const [guest] = objects(pod, 'containers');
  return objects(guest, 'env').filter((variable) => text(variable, 'name')?.startsWith('SPIN_VARIABLE_'));
}

function expectSamePod(ours: Json, theirs: Json): void {
  expect(spinVariables(ours)).toEqual(spinVariables(theirs));
  expect(ours.runtimeClassName).toBe(theirs.runtimeClassName);
  const [command, theirCommand] = [ours, theirs].map((pod) => objects(pod, 'containers')[0].command);
  expect(command).toEqual(theirCommand);
}

/** The object without image tags: theirs move. */
function withoutImages(object: Json): unknown {
  return JSON.parse(JSON.stringify(object), (key, value: unknown) => (key === 'image' ? undefined : value));
}
