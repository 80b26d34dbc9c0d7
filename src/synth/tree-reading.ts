import { ApiObject, Chart } from 'cdk8s';
import type { IConstruct, IValidation, Node } from 'constructs';
import { looksOnly } from '../value/tree-walk';

// cdk8s exports each of its classes by a function, and every construct is asked.
const { isChart } = Chart;
const { isApiObject } = ApiObject;

/** What is asked whether a construct is valid. */
export interface Asked {
  readonly node: Node;
  readonly validations: readonly Pick<IValidation, 'validate'>[];
}

/** All that a synth has to know of the constructs of a tree, read in one walk: there may be very many of them. */
export class TreeReading {
  /** Every construct, each before those below it. */
  public readonly constructs: IConstruct[] = [];

  /** The objects of each chart without those of charts in it. */
  public readonly objectsIn = new Map<Chart, ApiObject[]>();

  /** What constructs were said to depend on. */
  public readonly dependencies = new Map<IConstruct, Set<IConstruct>>();

  /** The constructs that have something to say of whether they are valid. */
  public readonly asked: Asked[] = [];

  /** Whether somebody asked may add to the tree, so that it has to be read again. */
  public mayGrow = false;

  private readonly kinds = new Set<unknown>();

  /** @param root of the tree */
  public constructor(root: IConstruct) {
    this.read(root, undefined);
  }

  /** @param objects those of the chart that the construct lies in */
  private read(construct: IConstruct, objects: ApiObject[] | undefined): void {
    const { node } = construct;
    this.constructs.push(construct);
    this.readValidations(construct, node);
    if (mayDepend(node)) {
      this.readDependencies(construct, node);
    }
    let inside = objects;
    if (isApiObject(construct)) {
      objects?.push(construct);
    } else if (isChart(construct)) {
      inside = [];
      this.objectsIn.set(construct, inside);
    }
    for (const child of node.children) {
      this.read(child, inside);
    }
  }

  private readValidations(construct: IConstruct, node: Node): void {
    const validations = validationsOf(node);
    this.mayGrow ||= validations?.every(looksOnly) !== true;
    // A node looks at what its construct can do, which is the same for all of its kind, and asks its validations.
    const kind: unknown = Object.getPrototypeOf(construct);
    if (validations === undefined || !this.kinds.has(kind)) {
      this.kinds.add(kind);
      this.asked.push({ node, validations: [node] });
    } else if (validations.length > 0) {
      this.asked.push({ node, validations });
    }
  }

  private readDependencies(construct: IConstruct, node: Node): void {
    const { dependencies } = node;
    if (dependencies.length > 0) {
      this.dependencies.set(construct, new Set(dependencies));
    }
  }
}

/** constructs makes a list of what a node depends on each time; where another release keeps it elsewhere, it is asked. */
function mayDepend(node: Node): boolean {
  const { _dependencies: dependencies }: { _dependencies?: { size?: unknown } } = Object(node);
  return dependencies?.size !== 0;
}

const NONE: readonly IValidation[] = [];

/**
 * constructs keeps them to itself, and makes the list in newer releases with the first: where another has them elsewhere,
 * nothing is known of them.
 */
function validationsOf(node: Node): readonly IValidation[] | undefined {
  const { _validations: validations }: { _validations?: unknown } = Object(node);
  if (Array.isArray(validations)) {
    return validations;
  }
  return validations === undefined && '_validations' in node ? NONE : undefined;
}
