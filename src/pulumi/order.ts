import { ApiObject, type App } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { Manifest } from '../value/json';
import { circlesOf } from './circles';
import { References } from './references';
import type { Synthesized } from './synthesis';

/** An object, and those that must be there before it. */
export interface Ordered {
  /** The object. */
  readonly object: Synthesized;
  /** What it needs; each of them stands before it. */
  readonly needs: readonly Synthesized[];
}

type Needs = ReadonlyMap<Synthesized, ReadonlySet<Synthesized>>;

/**
 * Objects in the order in which they can be made, each with what it needs: what cdk8s was told, and what it names. Where
 * names lead in a circle, they hold nobody up.
 */
export function inOrder(app: App, objects: readonly Synthesized[]): Ordered[] {
  const declared = declaredNeeds(app, objects);
  const named = namedNeeds(objects);
  const all = new Map(objects.map((object) => [object, [...of(declared, object), ...of(named, object)]]));
  const circles = circlesOf(objects, (object) => all.get(object) ?? []);
  const done = new Map<Synthesized, Ordered>();
  const visit = (object: Synthesized): void => {
    if (!done.has(object)) {
      const free = [...of(named, object)].filter((other) => circles.get(other) !== circles.get(object));
      const needs = [...new Set([...of(declared, object), ...free])];
      for (const other of needs) {
        visit(other);
      }
      done.set(object, { object, needs });
    }
  };
  for (const object of objects) {
    visit(object);
  }
  return [...done.values()];
}

function of(needs: Needs, object: Synthesized): Iterable<Synthesized> {
  return needs.get(object) ?? [];
}

function namedNeeds(objects: readonly Synthesized[]): Needs {
  const references = new References(objects.map(({ manifest }) => manifest));
  const byManifest = new Map<Manifest, Synthesized>(objects.map((object) => [object.manifest, object]));
  return new Map(
    objects.map((object) => [
      object,
      new Set(references.of(object.manifest).flatMap((manifest) => byManifest.get(manifest) ?? [])),
    ]),
  );
}

/** What was said with `addDependency`: all objects of a construct need all objects of what it depends on. */
function declaredNeeds(app: App, objects: readonly Synthesized[]): Needs {
  const byConstruct = new Map<IConstruct, Synthesized>(objects.map((object) => [object.construct, object]));
  const below = new Map<IConstruct, Synthesized[]>();
  const objectsBelow = (construct: IConstruct): Synthesized[] => {
    const found = below.get(construct) ?? objectsIn(construct).flatMap((each) => byConstruct.get(each) ?? []);
    below.set(construct, found);
    return found;
  };
  const needs = new Map<Synthesized, Set<Synthesized>>();
  for (const construct of app.node.findAll()) {
    for (const dependency of construct.node.dependencies) {
      for (const object of objectsBelow(construct)) {
        const own = needs.get(object) ?? new Set();
        needs.set(object, own);
        for (const other of objectsBelow(dependency).filter((each) => each !== object)) {
          own.add(other);
        }
      }
    }
  }
  return needs;
}

function objectsIn(construct: IConstruct): ApiObject[] {
  return construct.node.findAll().filter((each): each is ApiObject => ApiObject.isApiObject(each));
}
