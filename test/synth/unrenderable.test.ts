import { ApiObject, App, Chart, JsonPatch, Lazy } from 'cdk8s';
import { describe, expect, test } from 'vitest';
import { FastSynth } from '../../src';
import { refusalOf } from './apps';

const DATE = new Date(0);

/** An app of one object. */
function appOf(fields: object, change: (object: ApiObject) => void = () => {}): App {
  const app = new App();
  change(new ApiObject(new Chart(app, 'chart'), 'a', { apiVersion: 'v1', kind: 'A', ...fields }));
  return app;
}

describe('what cannot be rendered', () => {
  test.each<[what: string, fields: object, place: string]>([
    ['a value of a class', { data: DATE }, '/data'],
    ['one in a list', { data: { list: ['a', { when: DATE }] } }, '/data/list/1/when'],
    ['one under an odd key', { data: { 'a/b~c': DATE } }, '/data/a~1b~0c'],
    [
      'one beside others that come to something',
      { data: { a: Lazy.any({ produce: () => 1 }), b: [DATE] } },
      '/data/b/0',
    ],
    [
      'one that a value comes to',
      { data: { lazy: Lazy.any({ produce: () => ({ when: DATE }) }) } },
      '/data/lazy/when',
    ],
    ['one that a token comes to', { data: { token: { resolve: () => [1, DATE] } } }, '/data/token/1'],
    [
      'one of the metadata',
      { metadata: { name: 'a', managedFields: [{ time: DATE }] } },
      '/metadata/managedFields/0/time',
    ],
  ])('is told with where it stands: %s', (_what, fields, place) => {
    const stock = refusalOf(() => appOf(fields).synthYaml());
    expect(stock).toMatch(/^Failed serializing construct at path 'chart\/a'/);
    expect(refusalOf(() => FastSynth.toYaml(appOf(fields)))).toBe(
      `${stock}, at ${place}; fix: what JSON knows in its place: a string, a number, a truth value, a list or an object`,
    );
  });

  test('is told with where it stands where it came to the metadata later', () => {
    const app = appOf({}, ({ metadata }) => metadata.add('when', DATE));
    expect(refusalOf(() => FastSynth.toYaml(app))).toContain(', at /metadata; fix: ');
  });

  test('is told with where it stands where somebody’s own code fails', () => {
    const fails = (): never => {
      throw new Error('no such thing');
    };
    const app = appOf({ data: { a: 'b', c: [Lazy.any({ produce: fails })] } });
    const refusal = refusalOf(() => FastSynth.toYaml(app));
    expect(refusal).toContain('no such thing, at /data/c/0; fix: ');
  });

  test.each<[what: string, make: () => App]>([
    ['a patch is at fault', () => appOf({}, (object) => object.addJsonPatch(JsonPatch.remove('/data/a')))],
    ['it renders in a way of its own', () => new OwnApp()],
  ])('is told in the words of cdk8s alone where %s', (_what, make) => {
    expect(refusalOf(() => FastSynth.toYaml(make()))).toBe(refusalOf(() => make().synthYaml()));
  });
});

class OwnObject extends ApiObject {
  public override toJson(): unknown {
    throw new Error('not now');
  }
}

class OwnApp extends App {
  public constructor() {
    super();
    new OwnObject(new Chart(this, 'chart'), 'a', { apiVersion: 'v1', kind: 'A' });
  }
}
