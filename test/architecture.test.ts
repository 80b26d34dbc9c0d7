import { readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { generators } from '../scripts/lib/generators.mjs';
import { root } from '../scripts/lib/root.mjs';
import { filesBelow, type Import, importsOf } from './support/imports';

/** The rooms of src/, in the order in which data flows: a room imports only from rooms before it. */
const ROOMS = [
  'value',
  'artifact',
  'oci',
  'runtime',
  'check',
  'expose',
  'workload',
  'synth',
  'testing',
  'plus',
  'pulumi',
  'config',
  'cli',
];

/** Packages whose code goes into the bundle, with their licenses in THIRD-PARTY-LICENSES. */
const BUNDLED = ['smol-toml', 'yaml'];

/** Packages that the room `pulumi` works with, and it alone. */
const PULUMI = ['@pulumi/kubernetes', '@pulumi/pulumi'];

/** Rooms that other tools use without cdk8s. */
const WITHOUT_CDK8S = ['artifact', 'oci', 'check', 'cli'];

const sources = filesBelow('src', /\.ts$/);
const imports = new Map<string, Import[]>(sources.map((file) => [file, importsOf(file)]));

describe('the sources', () => {
  test('lie in rooms that have a place in the order', () => {
    const homeless = sources.filter((file) => file !== 'src/index.ts' && !ROOMS.includes(roomOf(file)));
    expect(homeless).toEqual([]);
  });

  test('import only from their own room and the rooms before it', () => {
    const upstream = edges(({ local }) => local).filter(
      ([from, to]) => from !== 'src/index.ts' && ROOMS.indexOf(roomOf(to)) > ROOMS.indexOf(roomOf(from)),
    );
    expect(upstream.map(arrow)).toEqual([]);
  });

  test('never import the public surface', () => {
    expect(edges(({ target }) => target === 'src/index.ts').map(arrow)).toEqual([]);
  });

  test('import files that exist', () => {
    expect(edges(({ target, local }) => local && !imports.has(target)).map(arrow)).toEqual([]);
  });

  test('import no package but cdk8s, constructs, what Node brings and what is bundled', () => {
    const allowed = (name: string) => ['cdk8s', 'constructs', ...BUNDLED].includes(name) || isBuiltin(name);
    const strange = edges(({ target, local }) => !local && !allowed(target));
    // Who works with Pulumi has its packages, and nobody else needs them.
    expect(
      strange.filter(([from, to]) => roomOf(from) !== 'pulumi' || !PULUMI.includes(to)).map(arrow),
    ).toEqual([]);
  });

  test('have no circular imports', () => {
    expect(cycles()).toEqual([]);
  });

  test('tell no construct by instanceof: copies of a package may meet, and cdk8s answers yes for any object', () => {
    const told = sources.filter((file) => /\binstanceof (?!\w*Error\b)/.test(read(file)));
    expect(told).toEqual([]);
  });

  test.each(WITHOUT_CDK8S)('of %s/ load nothing of cdk8s', (room) => {
    const chains = sources
      .filter((file) => roomOf(file) === room)
      .map((file) => chainTo('cdk8s', file))
      .filter((chain) => chain !== undefined);
    expect(chains.map((chain) => chain.join(' -> '))).toEqual([]);
  });
});

describe('every file of the project', () => {
  const written = ['src', 'test', 'examples', 'bench', 'provider/src', 'scripts'].flatMap((folder) =>
    filesBelow(folder, /\.(ts|mts|mjs|cjs|js)$/),
  );
  const containing = (pattern: RegExp) => written.filter((file) => pattern.test(read(file)));

  test('has at most 400 lines, unless it is generated', () => {
    const generated = generators.map(({ file }) => file);
    const long = written.filter((file) => read(file).trimEnd().split('\n').length > 400);
    expect(long.filter((file) => !generated.includes(file))).toEqual([]);
  });

  test('has no cast that switches the types off', () => {
    expect(containing(/\bas (any|unknown as)\b/)).toEqual([]);
  });

  test('has no comment that switches a tool off', () => {
    expect(containing(/@ts-(ignore|nocheck)|(biome|prettier|c8|v8)-ignore|eslint-(disable)/)).toEqual([]);
  });

  test('leaves nothing for later', () => {
    expect(containing(/\b(TO)(DO)\b|\b(FIX)(ME)\b/)).toEqual([]);
  });

  test('runs all of its tests', () => {
    expect(containing(/\b(it|test|describe)\.(skip|only|todo|fails)\(/)).toEqual([]);
  });
});

function roomOf(file: string): string {
  return file.split('/')[1];
}

function read(file: string): string {
  return readFileSync(join(root, file), 'utf8');
}

function arrow([from, to]: [string, string]): string {
  return `${from} -> ${to}`;
}

/** The imports that a condition holds for, as pairs of file and target. */
function edges(condition: (edge: Import) => boolean): [string, string][] {
  return sources.flatMap((file) =>
    (imports.get(file) ?? []).filter(condition).map(({ target }): [string, string] => [file, target]),
  );
}

/** How a file comes to load a package at run time, or undefined when it does not. */
function chainTo(name: string, file: string, seen = new Set<string>()): string[] | undefined {
  if (seen.has(file)) return undefined;
  seen.add(file);
  for (const { target, local, typeOnly } of imports.get(file) ?? []) {
    if (typeOnly) continue;
    if (!local && (target === name || target.startsWith(`${name}/`))) return [file, target];
    const rest = local ? chainTo(name, target, seen) : undefined;
    if (rest !== undefined) return [file, ...rest];
  }
  return undefined;
}

/** The circles of imports, types included, each as a chain that ends where it began. */
function cycles(): string[] {
  const found: string[] = [];
  const done = new Set<string>();
  const visit = (file: string, path: string[]) => {
    const at = path.indexOf(file);
    if (at !== -1) found.push([...path.slice(at), file].join(' -> '));
    if (at !== -1 || done.has(file)) return;
    for (const { target, local } of imports.get(file) ?? []) if (local) visit(target, [...path, file]);
    done.add(file);
  };
  for (const file of sources) visit(file, []);
  return found;
}
