import { type App, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import fc from 'fast-check';
import { SpinApp, WasmImage, WasmJob, WasmPlatform, WasmRuntime, WasmService, WasmWorker } from '../../src';

/** A chart or a stage (a construct that holds charts), and what is said of it. */
export interface Place {
  readonly isChart: boolean;
  /** Which of the places before it it stands in; else it stands in the app. */
  readonly in: number | undefined;
  readonly namespace?: string;
  readonly labels?: { readonly [key: string]: string };
  readonly platform?: keyof typeof PLATFORMS;
}

/** A workload: where it stands and what it runs on. */
export interface Work {
  readonly place: number;
  readonly kind: keyof typeof WORKLOADS;
  readonly choice: number;
}

/** An app as its statements say it, in no order. */
export interface Tree {
  readonly platform: keyof typeof PLATFORMS;
  readonly places: readonly Place[];
  readonly works: readonly Work[];
  /** Charts that depend on one before them. */
  readonly dependencies: readonly (readonly [later: number, sooner: number])[];
}

const CUSTOM = WasmPlatform.fromSpec({
  ...WasmPlatform.kind().toSpec(),
  name: 'custom',
  runtimes: {
    spin: {
      className: 'spin-gpu',
      handler: 'spin-v3',
      nodeSelector: { gpu: 'yes' },
      overhead: { memory: '10Mi' },
    },
    wasmtime: { className: 'wasmtime-gpu', handler: 'wasmtime-v3' },
  },
});

/** Platforms that emit their classes, and one that does not. */
export const PLATFORMS = {
  kind: WasmPlatform.kind(),
  talos: WasmPlatform.talos(),
  kwasm: WasmPlatform.kwasm(),
  custom: CUSTOM,
  k3s: WasmPlatform.k3s(),
};

const IMAGE = WasmImage.of('ghcr.io/acme/hello:1.4.0');
const RESOURCES = { limits: { memory: '256Mi' } };
const RUNTIMES: { readonly [name: string]: () => WasmRuntime } = {
  spin: WasmRuntime.spin,
  wasmtime: WasmRuntime.wasmtime,
  wasmedge: WasmRuntime.wasmedge,
};

export const WORKLOADS = {
  WasmService: (scope: Construct, name: string, runtime: WasmRuntime) =>
    new WasmService(scope, name, { name, image: IMAGE, resources: RESOURCES, runtime }),
  SpinApp: (scope: Construct, name: string) =>
    new SpinApp(scope, name, { name, image: IMAGE, resources: RESOURCES }),
  WasmWorker: (scope: Construct, name: string, runtime: WasmRuntime) =>
    new WasmWorker(scope, name, { name, image: IMAGE, resources: RESOURCES, runtime }),
  WasmJob: (scope: Construct, name: string, runtime: WasmRuntime) =>
    new WasmJob(scope, name, { name, image: IMAGE, resources: RESOURCES, runtime }),
};

const platformNames: (keyof typeof PLATFORMS)[] = ['kind', 'talos', 'kwasm', 'custom', 'k3s'];
const someLabels = fc.constantFrom<{ readonly [key: string]: string }>(
  { team: 'shop' },
  { 'app.kubernetes.io/part-of': 'all', team: 'crew' },
);

/** Random apps: charts in charts and in stages, platforms here and there, and workloads that they have runtimes for. */
export const trees: fc.Arbitrary<Tree> = fc
  .record({
    platform: fc.constantFrom(...platformNames),
    places: fc.array(
      fc.record(
        {
          isChart: fc.boolean(),
          in: fc.option(fc.nat(), { nil: undefined }),
          namespace: fc.constantFrom('shop', 'crew'),
          labels: someLabels,
          platform: fc.constantFrom(...platformNames),
        },
        { requiredKeys: ['isChart', 'in'] },
      ),
      { minLength: 1, maxLength: 5 },
    ),
    works: fc.array(
      fc.record({
        place: fc.nat(),
        kind: fc.constantFrom<keyof typeof WORKLOADS>('WasmService', 'SpinApp', 'WasmWorker', 'WasmJob'),
        choice: fc.nat(),
      }),
      { minLength: 1, maxLength: 6 },
    ),
    dependencies: fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 2 }),
  })
  .map(({ platform, places, works, dependencies }) => {
    const all: Place[] = places.map((place, index) => ({
      ...place,
      isChart: index === 0 || place.isChart,
      in: index === 0 || place.in === undefined ? undefined : place.in % index,
    }));
    const outer = all.flatMap((place, index) => (place.isChart && place.in === undefined ? [index] : []));
    return {
      platform,
      places: all,
      works: works.map((work) => ({ ...work, place: chartAt(all, work.place % all.length) })),
      dependencies: dependencies
        .map(([a, b]): [number, number] => [outer[a % outer.length], outer[b % outer.length]])
        .filter(([later, sooner]) => later > sooner),
    };
  });

/** The place itself or the nearest around it where a workload can stand; the first place is a chart. */
function chartAt(places: readonly Place[], index: number): number {
  const around = ancestors(places, index);
  return around.some((at) => places[at].isChart) ? index : 0;
}

/** A place and all that it stands in. */
export function ancestors(places: readonly Place[], index: number): number[] {
  const outer = places[index].in;
  return [index, ...(outer === undefined ? [] : ancestors(places, outer))];
}

/** The platform that holds at a place. */
export function platformAt({ places, platform }: Tree, index: number): WasmPlatform {
  const nearest = ancestors(places, index).find((at) => places[at].platform !== undefined);
  return PLATFORMS[(nearest === undefined ? undefined : places[nearest].platform) ?? platform];
}

/** What a workload runs on: a runtime that the platform has. */
export function runtimeOf(tree: Tree, { place, kind, choice }: Work): string {
  const names = Object.keys(platformAt(tree, place).toSpec().runtimes).filter((name) => name in RUNTIMES);
  return kind === 'SpinApp' ? 'spin' : names[choice % names.length];
}

interface Statement {
  readonly needs: readonly string[];
  readonly run: (app: App, made: Map<number, Construct>) => void;
}

/** What the program says, by name, each with what must be said before it. */
function statementsOf(tree: Tree): Map<string, Statement> {
  const { places, works, dependencies } = tree;
  const statements = new Map<string, Statement>([
    ['bind app', { needs: [], run: (app) => void PLATFORMS[tree.platform].bind(app) }],
  ]);
  const scopeOf = (made: Map<number, Construct>, index: number): Construct => {
    const found = made.get(index);
    if (found === undefined) throw new Error(`place ${index} was not made`);
    return found;
  };
  places.forEach((place, index) => {
    const { platform, namespace, labels } = place;
    statements.set(`make ${index}`, {
      needs: place.in === undefined ? [] : [`make ${place.in}`],
      run: (app, made) => {
        const scope = place.in === undefined ? app : scopeOf(made, place.in);
        const id = `${place.isChart ? 'chart' : 'stage'}-${index}`;
        made.set(
          index,
          place.isChart
            ? new Chart(scope, id, { namespace: namespace ?? `own-${index}`, ...(labels && { labels }) })
            : new Construct(scope, id),
        );
      },
    });
    if (platform !== undefined) {
      statements.set(`bind ${index}`, {
        needs: [`make ${index}`],
        run: (_, made) => void PLATFORMS[platform].bind(scopeOf(made, index)),
      });
    }
  });
  works.forEach((work, index) => {
    const binds = ancestors(places, work.place).filter((at) => places[at].platform !== undefined);
    statements.set(`work ${index}`, {
      needs: ['bind app', `make ${work.place}`, ...binds.map((at) => `bind ${at}`)],
      run: (_, made) => {
        const runtime = RUNTIMES[runtimeOf(tree, work)]();
        WORKLOADS[work.kind](scopeOf(made, work.place), `work-${index}`, runtime);
      },
    });
  });
  for (const [later, sooner] of dependencies) {
    statements.set(`order ${later} ${sooner}`, {
      needs: [`make ${later}`, `make ${sooner}`],
      run: (_, made) => scopeOf(made, later).node.addDependency(scopeOf(made, sooner)),
    });
  }
  return statements;
}

/** Says all statements of a tree to an app, in one of their orders. */
export function sayInOrder(app: App, tree: Tree, order: readonly number[]): App {
  const made = new Map<number, Construct>();
  const open = statementsOf(tree);
  const said = new Set<string>();
  for (let step = 0; open.size > 0; step++) {
    const ready = [...open].filter(([, { needs }]) => needs.every((need) => said.has(need)));
    const [name, statement] = ready[(order[step % order.length] ?? 0) % ready.length];
    statement.run(app, made);
    said.add(name);
    open.delete(name);
  }
  return app;
}
