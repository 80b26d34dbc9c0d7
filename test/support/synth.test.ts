import { ApiObject, App, Chart, Testing } from 'cdk8s';
import { describe, expect, it } from 'vitest';
import { synth, synthYaml } from './synth';

function account(chart: Chart, id: string, extra: object = {}): void {
  new ApiObject(chart, id, { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: id }, ...extra });
}

describe('a synth that Kubernetes is asked about', () => {
  it('returns the objects of a chart', () => {
    const chart = Testing.chart();
    account(chart, 'robot');
    expect(synth(chart)).toEqual([{ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'robot' } }]);
  });

  it('returns the objects of all charts of an app, in the order of their dependencies', () => {
    const app = new App();
    const first = new Chart(app, 'first');
    const second = new Chart(app, 'second');
    first.addDependency(second);
    account(first, 'later');
    account(second, 'sooner');
    expect(synth(app)).toMatchObject([{ metadata: { name: 'sooner' } }, { metadata: { name: 'later' } }]);
  });

  it('gives the same as YAML', () => {
    const chart = Testing.chart();
    account(chart, 'robot');
    expect(synthYaml(chart)).toBe('apiVersion: v1\nkind: ServiceAccount\nmetadata:\n  name: robot\n');
  });

  it('throws with every object that would be refused', () => {
    const chart = Testing.chart();
    account(chart, 'one', { automountToken: true });
    account(chart, 'two', { secrets: {} });
    expect(() => synth(chart)).toThrow(
      /ServiceAccount one: automountToken: unknown field\n.*ServiceAccount two: secrets/,
    );
  });

  it('throws when two charts of an app make the same object', () => {
    const app = new App();
    for (const id of ['a', 'b']) account(new Chart(app, id), 'robot');
    expect(() => synth(app)).toThrow('another object has the same kind, namespace and name');
  });
});
