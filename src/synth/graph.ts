import { ApiObject, Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { TreeReading } from './tree-reading';

// cdk8s exports each of its classes by a function, and every construct is asked.
const { isChart } = Chart;
const { isApiObject } = ApiObject;

/** The objects of a construct, as something else depends on them all. */
interface Group {
  readonly members: readonly IConstruct[];
  readonly has: ReadonlySet<IConstruct>;
}

/** What a construct stands behind: another one, or a group of objects. */
type Step = { readonly construct: IConstruct } | { readonly group: Group };

/** A number that JavaScript takes for an index, which comes before all other keys of an object. */
const INDEX = /^(?:0|[1-9]\d{0,8})$/;

/**
 * An app as synth walks it, read once: every construct with its chart, and what depends on what.
 *
 * The order in which charts and objects are written follows cdk8s' `App`: a construct stands behind all that it depends
 * on, and else where the tree has it. There, a dependency between two constructs becomes one between each two of their
 * objects, and every route is walked again and again; here a group of objects is one step, and each step is taken once.
 */
export class AppGraph {
  /** The charts, each behind those that it depends on. */
  public readonly charts: readonly Chart[];

  /** Whether charts depend on each other, so that the order of their files counts. */
  public readonly hasDependentCharts: boolean;

  private readonly constructs: readonly IConstruct[];
  private readonly objectsIn: ReadonlyMap<Chart, readonly ApiObject[]>;
  private readonly dependencies: Map<IConstruct, Set<IConstruct>>;
  private readonly steps = new Map<IConstruct, Step[]>();

  /**
   * @param app the root of the tree
   * @param reading what was read of it
   * @throws where a construct depends on itself by whatever way, or on one that lies in no chart
   */
  public constructor(
    private readonly app: IConstruct,
    reading: TreeReading,
  ) {
    this.constructs = reading.constructs;
    this.objectsIn = reading.objectsIn;
    this.dependencies = reading.dependencies;
    this.hasDependentCharts = this.readDependencies();
    this.charts =
      this.steps.size === 0
        ? this.indexedFirst([...this.objectsIn.keys()])
        : this.sorted(this.constructs).filter(isChart);
  }

  /** The objects of a chart without those of charts in it, each behind those that it depends on. */
  public objectsOf(chart: Chart): readonly ApiObject[] {
    const objects = this.objectsIn.get(chart) ?? [];
    // What is no object may have a say in the order of those that are.
    return this.steps.size === 0
      ? objects
      : this.sorted(chart.node.findAll())
          .filter(isApiObject)
          .filter((object) => chartOf(object) === chart);
  }

  /** Reads what depends on what, and says whether charts do. */
  private readDependencies(): boolean {
    const { dependencies } = this;
    const add = (from: IConstruct, to: IConstruct): void => {
      const known = dependencies.get(from);
      if (known === undefined) {
        dependencies.set(from, new Set([to]));
      } else {
        known.add(to);
      }
    };
    let hasDependentCharts = false;
    const betweenCharts = (from: IConstruct, to: IConstruct): void => {
      hasDependentCharts = true;
      add(from, to);
    };
    for (const inner of this.objectsIn.keys()) {
      const { scope } = inner.node;
      if (scope !== undefined && isChart(scope)) {
        betweenCharts(scope, inner);
      }
    }
    for (const [from, to] of this.pairs(dependencies)) {
      const [source, target] = [Chart.of(from), Chart.of(to)];
      if (source !== target) {
        betweenCharts(source, target);
      }
    }
    for (const [from, targets] of dependencies) {
      this.steps.set(
        from,
        [...targets].map((construct) => ({ construct })),
      );
    }
    this.addGroups(this.pairs(dependencies));
    return hasDependentCharts;
  }

  /** Every dependency, in the order of the tree. */
  private pairs(dependencies: ReadonlyMap<IConstruct, ReadonlySet<IConstruct>>): [IConstruct, IConstruct][] {
    if (dependencies.size === 0) {
      return [];
    }
    return this.constructs.flatMap((from) =>
      [...(dependencies.get(from) ?? [])].map((to): [IConstruct, IConstruct] => [from, to]),
    );
  }

  /** The objects of a construct stand behind the objects of what it depends on. */
  private addGroups(pairs: readonly [IConstruct, IConstruct][]): void {
    const groups = new Map<IConstruct, Group>();
    for (const [from, to] of pairs) {
      const group = groups.get(to) ?? this.groupOf(to);
      groups.set(to, group);
      for (const object of this.objectsBelow(from)) {
        const steps = this.steps.get(object) ?? [];
        this.steps.set(object, steps);
        if (group.has.has(object)) {
          // Not behind itself, and so not behind the group as a whole.
          const others = group.members.filter((member) => member !== object);
          steps.push(...others.map((construct) => ({ construct })));
        } else {
          steps.push({ group });
        }
      }
    }
  }

  private groupOf(construct: IConstruct): Group {
    const members = this.objectsBelow(construct);
    return { members, has: new Set(members) };
  }

  /** The objects of a construct that lie in its own chart. */
  private objectsBelow(construct: IConstruct): IConstruct[] {
    const chart = chartOf(construct);
    return construct.node.findAll().filter((each) => isApiObject(each) && chartOf(each) === chart);
  }

  /** Constructs, each behind those of them that it depends on. */
  private sorted(constructs: readonly IConstruct[]): readonly IConstruct[] {
    const ordered = this.indexedFirst(constructs);
    if (this.steps.size === 0) {
      return ordered;
    }
    const walk = new Walk(new Set(constructs), this.steps);
    return walk.run(ordered);
  }

  /** cdk8s keeps the constructs under their paths in an object, in which keys that are numbers come first. */
  private indexedFirst<Kind extends IConstruct>(constructs: readonly Kind[]): readonly Kind[] {
    const isIndexed = (construct: IConstruct): boolean =>
      construct.node.scope === this.app && INDEX.test(construct.node.id);
    const indexed = constructs.filter(isIndexed);
    return indexed.length === 0
      ? constructs
      : [
          ...indexed.sort((a, b) => Number(a.node.id) - Number(b.node.id)),
          ...constructs.filter((construct) => !isIndexed(construct)),
        ];
  }
}

/** A walk along dependencies that takes each step once. */
class Walk {
  private readonly done = new Set<IConstruct | Group>();
  private readonly route: IConstruct[] = [];
  private readonly onRoute = new Set<IConstruct>();
  private readonly result: IConstruct[] = [];

  public constructor(
    /** What lies outside is passed over. */
    private readonly inside: ReadonlySet<IConstruct>,
    private readonly steps: ReadonlyMap<IConstruct, readonly Step[]>,
  ) {}

  public run(ordered: readonly IConstruct[]): IConstruct[] {
    const depended = this.dependedOn(ordered);
    // Who stands behind nobody begins; where all of them stand behind somebody, it is in a circle.
    for (const start of [ordered.filter((construct) => !depended.has(construct)), ordered]) {
      for (const construct of start) {
        this.visit(construct);
      }
    }
    return this.result;
  }

  private dependedOn(constructs: readonly IConstruct[]): Set<IConstruct> {
    const depended = new Set<IConstruct>();
    const groups = new Set<Group>();
    for (const construct of constructs) {
      for (const step of this.steps.get(construct) ?? []) {
        if ('construct' in step) {
          depended.add(step.construct);
        } else if (!groups.has(step.group)) {
          groups.add(step.group);
          for (const member of step.group.members) {
            depended.add(member);
          }
        }
      }
    }
    return depended;
  }

  private visit(construct: IConstruct): void {
    if (!this.inside.has(construct) || this.done.has(construct)) {
      return;
    }
    if (this.onRoute.has(construct)) {
      const circle = [...this.route.slice(this.route.indexOf(construct)), construct];
      throw new Error(`Dependency cycle detected: ${circle.map(({ node }) => node.path).join(' => ')}`);
    }
    this.route.push(construct);
    this.onRoute.add(construct);
    for (const step of this.steps.get(construct) ?? []) {
      if ('construct' in step) {
        this.visit(step.construct);
      } else if (!this.done.has(step.group)) {
        for (const member of step.group.members) {
          this.visit(member);
        }
        this.done.add(step.group);
      }
    }
    this.route.pop();
    this.onRoute.delete(construct);
    this.done.add(construct);
    this.result.push(construct);
  }
}

/** The chart that a construct is or lies in. */
function chartOf(construct: IConstruct): Chart | undefined {
  const { scope } = construct.node;
  return isChart(construct) ? construct : scope && chartOf(scope);
}
