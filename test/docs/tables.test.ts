import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as cdk8sWasm from 'cdk8s-wasm';
import { describe, expect, test } from 'vitest';
import { SPIN_RULES } from '../../src/artifact/spin/problems';
import { RULES } from '../../src/check/rules';
import { TREE_RULES } from '../../src/check/tree-rules';
import { STRUCTS } from '../../src/value/shapes';
import { pages } from './markdown';

const root = join(import.meta.dirname, '..', '..');
const PROPS = ['WasmServiceProps', 'SpinAppProps', 'WasmWorkerProps', 'WasmJobProps', 'WasmCronJobProps'];

const read = (page: string): string => readFileSync(join(root, page), 'utf8');

/** The cells of a column of every table of a page whose header has that word, row by row. */
function column(page: string, header: string): string[] {
  let index = -1;
  return read(page)
    .split('\n')
    .flatMap((line) => {
      const cells = line.startsWith('|') ? line.split('|').map((cell) => cell.trim()) : [];
      if (cells.length === 0) index = -1;
      else if (index < 0) index = cells.indexOf(header);
      else if (!/^[-:]+$/.test(cells[index] ?? '-')) return [cells[index]];
      return [];
    });
}

/** What stands in backticks. */
function code(cell: string): string[] {
  return [...cell.matchAll(/`([^`]+)`/g)].map(([, text]) => text);
}

/** Whether a struct has a field at the end of `a.b.*.c`. */
function has(struct: string, path: string[]): boolean {
  const [field, ...rest] = path;
  const type = STRUCTS[struct]?.[field]?.replace(/\?$/, '');
  if (type === undefined) return false;
  const [element] = /\w+/.exec(type) ?? [''];
  const inner = type === element ? rest : rest[0] === '*' ? rest.slice(1) : rest;
  return inner.length === 0 || has(element, inner);
}

describe('the mapping of the config document', () => {
  const mapped = column('docs/config-mapping.md', 'prop').flatMap(code);
  const members = new Set([...Object.keys(cdk8sWasm), 'spin.toml', 'matchLabels', 'addJsonPatch']);

  test.each(mapped.filter((text) => !members.has(text)))('names a prop that there is: %s', (path) => {
    expect(PROPS.some((struct) => has(struct, path.split('.')))).toBe(true);
  });

  test('has a line for most of the document', () => {
    expect(mapped.length).toBeGreaterThan(50);
  });
});

describe('the table of props', () => {
  test('has every prop of every workload, and no other', () => {
    const told = column('docs/workloads.md', 'props').flatMap(code);
    const all = new Set(PROPS.flatMap((struct) => Object.keys(STRUCTS[struct])));
    expect([...told].sort()).toEqual([...all].sort());
  });
});

describe('the tables of verbs and accessors', () => {
  test('have every public member of every workload, and no other', () => {
    const files = ['wasm-workload', 'wasm-deployment', 'wasm-service', 'wasm-job', 'wasm-cron-job'];
    const members = files.flatMap((file) =>
      [...read(`src/workload/${file}.ts`).matchAll(/^ {2}public (?:readonly |get )?(\w+)/gm)].map(
        ([, member]) => member,
      ),
    );
    const told = ['verb', 'accessors'].flatMap((header) => column('docs/workloads.md', header).flatMap(code));
    expect(new Set(told.map((text) => text.replace(/\(.*$/, '')))).toEqual(
      new Set(members.filter((member) => member !== 'constructor')),
    );
  });
});

describe('the table of what a Spin manifest is held against', () => {
  const told = column('docs/spin.md', 'refused as').flatMap(code);
  const ids = new Set(told.filter((text) => !/^[A-Z]|[A-Z]/.test(text)));
  const checks = RULES.filter(({ needs }) => needs.includes('manifest'));

  test('names rules and checks that there are', () => {
    const known = new Set<string>([...SPIN_RULES, ...RULES.map(({ id }) => id)]);
    expect([...ids].filter((id) => !known.has(id))).toEqual([]);
  });

  test('has every check of the manifest', () => {
    expect(checks.map(({ id }) => id).filter((id) => !ids.has(id))).toEqual([]);
  });

  test('says of each check whether it is a warning', () => {
    const warnings = column('docs/spin.md', 'refused as').flatMap((cell) =>
      code(/\*warnings?\*(.*)$/.exec(cell)?.[1] ?? ''),
    );
    const own = checks.filter(({ severity }) => severity === 'warning').map(({ id }) => id);
    expect(warnings.filter((id) => checks.some((check) => check.id === id)).sort()).toEqual(own.sort());
  });
});

describe('the table of troubles', () => {
  const ids = new Set([...RULES, ...TREE_RULES].map(({ id }) => id));

  test.each(column('docs/troubleshooting.md', 'caught by').flatMap(code))('names a check: %s', (id) => {
    expect(ids).toContain(id);
  });
});

describe('a link', () => {
  const links = pages().flatMap((page) =>
    [...read(page).matchAll(/\]\(([^)\s#]+)(#[^)\s]*)?\)/g)]
      .map(([, target]) => target)
      .filter((target) => !/^[a-z]+:/.test(target))
      .map((target) => [page, target] as const),
  );

  test.each(links)('of %s leads somewhere: %s', (page, target) => {
    expect(existsSync(join(root, dirname(page), target))).toBe(true);
  });
});
