import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { at, text } from '../support/json';
import { expectValid } from '../support/synth';
import { type Run, runExample } from './run';

const examples = join(import.meta.dirname, '..', '..', 'examples');
// In apps/ lie the programs that are deployed.
const FOLDERS = readdirSync(examples).filter((name) => existsSync(join(examples, name, 'main.ts')));

// All at once: each is a process of its own.
const runs = new Map(
  [...FOLDERS.map((folder) => `${folder}/main.ts`), 'main.ts'].map((program) => [
    program,
    runExample(program),
  ]),
);

async function runOf(program: string): Promise<Run> {
  const run = await runs.get(program);
  if (run === undefined) throw new Error(`no program ${program}`);
  return run;
}

test('there is one for each thing that the library is for', () => {
  expect(FOLDERS).toEqual(['hello-http', 'library', 'spin-manifest', 'spin-shop', 'teams', 'todo']);
});

describe.each(FOLDERS)('%s', (folder) => {
  let run: Run;
  beforeAll(async () => {
    run = await runOf(`${folder}/main.ts`);
  });

  test('runs alone, without a warning', () => {
    expect(run.warnings).toBe('');
  });

  test('makes objects that Kubernetes takes', () => {
    expect(run.objects.length).toBeGreaterThan(0);
    expectValid(run.objects);
  });

  test('makes the same ones with FastSynth', async () => {
    const fast = await runExample(`${folder}/main.ts`, join(import.meta.dirname, 'fast.ts'));
    expect(fast.warnings).toBe('written by FastSynth\n');
    expect(fast.files).toEqual(run.files);
  });

  test('makes these manifests', async () => {
    const all = Object.entries(run.files).map(([name, content]) => `# ${name}\n${content}`);
    await expect(all.join('---\n')).toMatchFileSnapshot(`snapshots/${folder}.yaml`);
  });

  test('has a page that fits on a screen and says how to run it', () => {
    const page = readFileSync(join(examples, folder, 'README.md'), 'utf8');
    expect(page).toContain(
      `npx cdk8s synth --app 'node --require sucrase/register/ts examples/${folder}/main.ts'`,
    );
    expect(page.trimEnd().split('\n').length).toBeLessThanOrEqual(30);
  });
});

describe('all of them in one app', () => {
  let run: Run;
  beforeAll(async () => {
    run = await runOf('main.ts');
  });

  test('make one set of objects that Kubernetes takes, without a warning', () => {
    expectValid(run.objects);
    expect(run.warnings).toBe('');
  });

  test('put runtime classes and namespaces before what needs them', () => {
    const kinds = run.objects.map((object) => text(object, 'kind'));
    const last = (kind: string): number => kinds.lastIndexOf(kind);
    const users = run.objects.filter((object) => at(object, 'metadata', 'namespace') !== undefined);
    expect(last('RuntimeClass')).toBeLessThan(kinds.indexOf('Deployment'));
    expect(last('Namespace')).toBeLessThan(run.objects.indexOf(users[0]));
  });

  test('have a file for each chart', () => {
    const names = Object.keys(run.files).map((name) =>
      name.replace(/^\d+-|\.k8s\.yaml$/g, '').replace(/-[0-9a-f]{8}$/, ''),
    );
    expect(names).toEqual([
      '0-runtime-classes',
      'hello-http',
      'spin-shop',
      'spin-manifest',
      'namespaces',
      'payments-staging',
      'search-staging',
      'payments-production',
      'search-production',
      'library',
      'todo',
    ]);
  });
});
