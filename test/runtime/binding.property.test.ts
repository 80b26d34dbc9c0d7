import { App, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { FastSynth } from '../../src';
import { FULL, quietly, SEED, TIMEOUT } from '../property/runs';
import { filesOf, folder, type Synth } from '../synth/apps';
import { PLATFORMS, platformAt, runtimeOf, sayInOrder, type Tree, trees, WORKLOADS } from './trees';

const options = { seed: SEED, numRuns: FULL ? 1_000 : 25 };
const orders = fc.array(fc.nat(), { minLength: 1, maxLength: 30 });

/** What cdk8s writes, and the same files in less time. */
const stock: Synth = (app) => app.synth();
const fast: Synth = (app) => FastSynth.write(app);

beforeAll(quietly);

describe('whatever the order of statements', () => {
  test(
    'the same classes stand in one file, which comes first',
    () => {
      const outdir = folder();
      fc.assert(
        fc.property(trees, orders, orders, (tree, one, other) => {
          const first = written(tree, one, stock, outdir);
          const second = written(tree, other, fast, outdir);
          expect(withClasses(second)).toEqual(withClasses(first));
          expect(withClasses(first).flatMap(([, text]) => namesIn(text))).toEqual(expectedClasses(tree));
          for (const files of [first, second]) {
            const [before] = Object.keys(files).sort();
            expect(withClasses(files).map(([file]) => file)).toEqual(
              expectedClasses(tree).length > 0 ? [before] : [],
            );
          }
        }),
        options,
      );
    },
    TIMEOUT,
  );

  test(
    'a class has neither the namespace nor the labels of a chart, and stands beside nothing else',
    () => {
      const outdir = folder();
      fc.assert(
        fc.property(trees, orders, (tree, order) => {
          const files = written(tree, order, fast, outdir);
          const objects = withClasses(files).flatMap(([, text]) => parsed(text));
          for (const { kind, metadata } of objects) {
            expect([kind, Object.keys(Object(metadata))]).toEqual(['RuntimeClass', ['name']]);
          }
        }),
        options,
      );
    },
    TIMEOUT,
  );
});

describe('a scope of any depth', () => {
  const depths = fc.integer({ min: 0, max: 4 });
  const names = fc.constantFrom<keyof typeof PLATFORMS>('kind', 'talos', 'kwasm', 'custom');

  /** A chart, and constructs in it so deep. */
  function nested(app: App, depth: number): Construct[] {
    const scopes: Construct[] = [new Chart(app, 'chart')];
    for (let i = 0; i < depth; i++) scopes.push(new Construct(scopes[i], `part-${i}`));
    return scopes;
  }

  test('is not bound to two platforms, and the error names who bound it', () => {
    fc.assert(
      fc.property(depths, names, names, (depth, a, b) => {
        const scope = nested(new App(), depth)[depth];
        PLATFORMS[a].bind(scope);
        const again = (): unknown => PLATFORMS[b].bind(scope);
        if (a === b) expect(again).not.toThrow();
        else
          expect(again).toThrow(
            `[${scope.node.path}] binds ${scope.node.path} to platform ${b}, but ${scope.node.path} has bound it to ${a}`,
          );
      }),
      options,
    );
  });

  test('is not bound once something below has looked, and the error names who looked and what it found where', () => {
    fc.assert(
      fc.property(depths, depths, names, names, (depth, at, a, b) => {
        const app = new App();
        const scopes = nested(app, depth);
        PLATFORMS[a].bind(app);
        WORKLOADS.SpinApp(scopes[depth], 'hello');
        const between = scopes[Math.min(at, depth)];
        const late = (): unknown => PLATFORMS[b].bind(between);
        const looker = `${scopes[depth].node.path}/hello`;
        if (a === b) expect(late).not.toThrow();
        else expect(late).toThrow(`${looker} below it already works with ${a}, bound at App`);
      }),
      options,
    );
  });
});

/** The files of a tree whose statements were said in one of their orders. */
function written(tree: Tree, order: readonly number[], synth: Synth, outdir: string): Record<string, string> {
  return filesOf((props) => sayInOrder(new App(props), tree, order), synth, { outdir });
}

/** The files that hold a RuntimeClass. */
function withClasses(files: Record<string, string>): [string, string][] {
  return Object.entries(files).filter(([, text]) => /^kind: RuntimeClass$/m.test(text));
}

function parsed(text: string): { kind?: unknown; metadata?: unknown }[] {
  return parseAllDocuments(text).map((document) => Object(document.toJS()));
}

function namesIn(text: string): string[] {
  return parsed(text).map(({ metadata }) => String(Object(metadata).name));
}

/** The classes that the workloads of a tree use and their platforms emit, by name. */
function expectedClasses(tree: Tree): string[] {
  const used = tree.works.flatMap((work) => {
    const { runtimeClasses, runtimes } = platformAt(tree, work.place).toSpec();
    return runtimeClasses === 'emitted' ? [runtimes[runtimeOf(tree, work)].className] : [];
  });
  return [...new Set(used)].sort();
}
