import { ApiObject, App, Chart, Lazy } from 'cdk8s';
import { Node } from 'constructs';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { FastSynth, WasmImage, WasmPlatform, WasmService } from '../../src';
import { allocatedBy } from './allocated';
import { folder } from './apps';

const FEW = 40;
const MANY = 4 * FEW;

/** What a synth does, counted: no clock says the same on two machines. */
interface Operations {
  /** Children of a construct that were asked for. */
  readonly visits: number;
  /** Validations that ran. */
  readonly validations: number;
  /** Values that were produced. */
  readonly produced: number;
  /** Fields that were read of what somebody gave. */
  readonly reads: number;
}

afterEach(() => {
  vi.restoreAllMocks();
});

/** Counts what a synth of so many objects does. */
function operationsOf(objects: number, charts: number, depends: boolean): Operations {
  let [validations, produced, reads] = [0, 0, 0];
  const counted = <T extends object>(target: T): T =>
    new Proxy(target, {
      get: (of, key, receiver) => {
        reads += 1;
        return Reflect.get(of, key, receiver);
      },
    });
  const app = new App({ outdir: folder() });
  const made: ApiObject[] = [];
  const scopes = Array.from({ length: charts }, (_, i) => new Chart(app, `chart-${i}`));
  for (let i = 0; i < objects; i++) {
    const spec = counted({ lazy: Lazy.any({ produce: () => ++produced }), text: 'a', number: 1 });
    const object = new ApiObject(scopes[i % charts], `object-${i}`, {
      apiVersion: 'v1',
      kind: 'A',
      ...{ spec },
    });
    object.node.addValidation({
      validate: () => {
        validations += 1;
        return [];
      },
    });
    if (depends) for (const other of made.slice(-2)) object.addDependency(other);
    made.push(object);
  }
  const visits = vi.spyOn(Node.prototype, 'children', 'get');
  FastSynth.write(app);
  const operations = { visits: visits.mock.calls.length, validations, produced, reads };
  visits.mockRestore();
  return operations;
}

/** Counts what a synth of so many services of ours does, each scaled by an autoscaler that somebody else made. */
function operationsOfServices(services: number, charts: number): Record<string, number> {
  const app = new App({ outdir: folder() });
  WasmPlatform.k3s().bind(app);
  const scopes = Array.from({ length: charts }, (_, i) => new Chart(app, `chart-${i}`));
  for (let i = 0; i < services; i++) {
    const image = WasmImage.of(`ghcr.io/acme/hello:1.0.${i}`, { binarySize: 2_000_000 });
    const chart = scopes[i % charts];
    const service = new WasmService(chart, `service-${i}`, { name: `service-${i}`, image });
    service.handOverScaling();
    new ApiObject(chart, `autoscaler-${i}`, {
      apiVersion: 'autoscaling/v2',
      kind: 'HorizontalPodAutoscaler',
      ...{ spec: { scaleTargetRef: { kind: 'Deployment', name: service.name }, maxReplicas: 3 } },
    });
  }
  const visits = vi.spyOn(Node.prototype, 'children', 'get');
  const scopesOf = vi.spyOn(Node.prototype, 'scopes', 'get');
  const renders = vi.spyOn(ApiObject.prototype, 'toJson');
  FastSynth.write(app);
  const counts = [visits, scopesOf, renders].map((spy) => spy.mock.calls.length);
  vi.restoreAllMocks();
  return { visits: counts[0], scopes: counts[1], renders: counts[2] };
}

/** An app of so many objects of plain data. */
function appOf(objects: number, charts: number): App {
  const app = new App({ outdir: folder() });
  const scopes = Array.from({ length: charts }, (_, i) => new Chart(app, `chart-${i}`));
  for (let i = 0; i < objects; i++) {
    const spec = { text: `text ${i}`, list: [1, { a: 'b' }] };
    new ApiObject(scopes[i % charts], `object-${i}`, { apiVersion: 'v1', kind: 'A', ...{ spec } });
  }
  return app;
}

/** Whether the root of a construct is found by way of `scopes`, which newer constructs pass by. */
function rootAsksForScopes(): boolean {
  const { node } = new App();
  const scopesOf = vi.spyOn(Node.prototype, 'scopes', 'get');
  const { root } = node;
  const asked = root !== undefined && scopesOf.mock.calls.length > 0;
  vi.restoreAllMocks();
  return asked;
}

describe('a synth', () => {
  test.each([
    ['in one chart', () => 1],
    ['in as many charts', (services: number) => services],
  ])('of four times the services %s looks at four times as much', (_what, chartsFor) => {
    const few = operationsOfServices(FEW, chartsFor(FEW));
    const many = operationsOfServices(MANY, chartsFor(MANY));
    expect([few.visits, few.renders]).not.toContain(0);
    expect(few.scopes > 0).toBe(rootAsksForScopes());
    for (const [operation, count] of Object.entries(few)) {
      expect(many[operation], operation).toBeLessThanOrEqual(1.2 * (MANY / FEW) * count);
    }
  });

  test.each([
    ['once', 1, () => {}],
    [
      'once more after a validation that may have added to it',
      2,
      (chart: Chart) => chart.node.addValidation({ validate: () => [] }),
    ],
  ])('walks the tree %s', (_what, walks, prepare) => {
    const app = new App({ outdir: folder() });
    WasmPlatform.k3s().bind(app);
    const image = WasmImage.of('ghcr.io/acme/hello:1.0.0', { binarySize: 2_000_000 });
    const chart = new Chart(app, 'chart');
    new WasmService(chart, 'hello', { image });
    prepare(chart);
    const constructs = app.node.findAll().length;
    const visits = vi.spyOn(Node.prototype, 'children', 'get');
    FastSynth.write(app);
    expect(visits).toHaveBeenCalledTimes(walks * constructs);
  });

  test.each([
    ['in one chart', () => 1, false],
    ['in as many charts', (objects: number) => objects, false],
    ['that depend on each other, in one chart', () => 1, true],
    ['that depend on each other, in as many charts', (objects: number) => objects, true],
  ])('of four times the objects %s does four times as much', (_what, chartsFor, depends) => {
    const few = operationsOf(FEW, chartsFor(FEW), depends);
    const many = operationsOf(MANY, chartsFor(MANY), depends);
    for (const [operation, count] of Object.entries(few)) {
      expect(count, operation).toBeGreaterThan(0);
      expect(many[operation as keyof Operations], operation).toBeLessThan(1.2 * (MANY / FEW) * count);
    }
  });

  test.each([
    ['in one chart', () => 1],
    ['in as many charts', (objects: number) => objects],
  ])('of four times the objects %s allocates four times as much', (_what, chartsFor) => {
    const allocated = (objects: number): number => {
      const app = appOf(objects, chartsFor(objects));
      return allocatedBy(() => FastSynth.write(app));
    };
    // What is compiled and remembered with the first.
    allocated(FEW);
    const [few, many] = [allocated(10 * FEW), allocated(10 * MANY)];
    expect(few).toBeGreaterThan(0);
    expect(many).toBeLessThan(1.2 * (MANY / FEW) * few);
  });

  test('runs each validation once, and makes each value once', () => {
    const { validations, produced } = operationsOf(FEW, FEW, true);
    expect({ validations, produced }).toEqual({ validations: FEW, produced: FEW });
  });

  test('walks a ladder of dependencies once, of which cdk8s tries every route', () => {
    const app = new App({ outdir: folder() });
    const chart = new Chart(app, 'chart');
    let level: ApiObject[] = [];
    // Each object behind both of the level above: 2^60 routes.
    for (let depth = 0; depth < 60; depth++) {
      const next = ['a', 'b'].map(
        (id) => new ApiObject(chart, `${id}${depth}`, { apiVersion: 'v1', kind: 'A' }),
      );
      for (const object of next) object.addDependency(...level);
      level = next;
    }
    expect(FastSynth.toYaml(app).match(/^kind: A$/gm)).toHaveLength(120);
  });
});
