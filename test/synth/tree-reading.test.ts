import { ApiObject, App, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { describe, expect, test } from 'vitest';
import { TreeReading } from '../../src/synth/tree-reading';
import { lookingOnly } from '../../src/value/tree-walk';

/** An app of two charts, one in the other, with an object each and one in a construct. */
function tree(): { app: App; outer: Chart; inner: Chart; objects: ApiObject[] } {
  const app = new App();
  const outer = new Chart(app, 'outer');
  const object = (scope: Construct, id: string): ApiObject =>
    new ApiObject(scope, id, { apiVersion: 'v1', kind: 'A' });
  const first = object(outer, 'first');
  const inner = new Chart(outer, 'inner');
  const objects = [first, object(new Construct(inner, 'group'), 'second'), object(outer, 'third')];
  return { app, outer, inner, objects };
}

describe('what is read of a tree', () => {
  test('is every construct in the order in which constructs has them', () => {
    const { app } = tree();
    expect(new TreeReading(app).constructs).toEqual(app.node.findAll());
  });

  test('is of each chart its objects, without those of charts in it', () => {
    const { app, outer, inner, objects } = tree();
    const [first, second, third] = objects;
    expect([...new TreeReading(app).objectsIn]).toEqual([
      [outer, [first, third]],
      [inner, [second]],
    ]);
  });

  test('is what somebody said of the order, and nothing of the rest', () => {
    const { app, inner, objects } = tree();
    objects[0].node.addDependency(inner, objects[2]);
    expect([...new TreeReading(app).dependencies]).toEqual([[objects[0], new Set([inner, objects[2]])]]);
  });

  test('is who has to be asked: one of each kind, and who has a validation', () => {
    const { app, objects } = tree();
    const validation = lookingOnly(() => []);
    objects[2].node.addValidation(validation);
    const { asked } = new TreeReading(app);
    expect(asked.map(({ node }) => node.path)).toEqual([
      '',
      'outer',
      'outer/first',
      'outer/inner/group',
      'outer/third',
    ]);
    expect(asked.at(-1)?.validations).toEqual([validation]);
  });

  test.each([
    ['no validation', () => {}, false],
    ['one that looks only', ({ node }: Construct) => node.addValidation(lookingOnly(() => [])), false],
    ['one that may do anything', ({ node }: Construct) => node.addValidation({ validate: () => [] }), true],
    [
      'one of each',
      ({ node }: Construct) => {
        node.addValidation({ validate: () => [] });
        node.addValidation(lookingOnly(() => []));
      },
      true,
    ],
  ])('says whether the tree may grow while it is validated: with %s', (_what, prepare, mayGrow) => {
    const { app, objects } = tree();
    prepare(objects[1]);
    expect(new TreeReading(app).mayGrow).toBe(mayGrow);
  });
});
