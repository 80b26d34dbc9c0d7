import { Yaml } from 'cdk8s';
import type { JsonObject } from '../value/json';
import type { Patterned } from '../value/pattern';
import { PatternTexts } from './pattern-texts';
import { renderedKeys } from './rendered-keys';
import { Written } from './written';
import { NotPlainError, YamlScalars } from './yaml-scalars';

/** So many kinds of documents are remembered, one document of each. */
const KINDS = 100;

/** How the maps and lists of a document are read. */
interface Reading {
  /** The last document of each kind, as it was written. */
  readonly last: Map<unknown, Written>;
  /** Whether fields are left out of which nothing is known, but for those of the document itself. */
  readonly leavesOut: boolean;
  /**
   * Sees a document, before anything in it.
   *
   * @throws NotPlainError where it is not written as it stands
   */
  begin(document: object): void;
  /**
   * Sees a map or a list, before anything in it.
   *
   * @throws NotPlainError where it is no plain data
   */
  see(collection: object): void;
  /** The keys of a map that are written, in order. */
  keysOf(map: JsonObject, given: readonly string[]): readonly string[];
}

/**
 * Writes JSON data as YAML, with the bytes that cdk8s' `Yaml.stringify` writes.
 */
export class YamlEmitter {
  private readonly scalars = new YamlScalars();
  private readonly asItStands = new AsItStands();
  private readonly unrendered = new Unrendered();
  private readonly metadata = new Unrendered();
  private readonly patterns = new PatternTexts(
    (body) => this.raw(body),
    (text) => this.scalars.line(text),
  );

  /**
   * One document, with a line break at its end.
   *
   * @param document the data; `undefined` in a list or an object is written as null
   */
  public document(document: unknown): string {
    if (document === undefined) {
      return '\n';
    }
    const text = isMap(document) ? this.plainDocument(document, this.asItStands) : undefined;
    return text ?? Yaml.stringify(document);
  }

  /**
   * One document of data that nobody has rendered yet: below its first level, keys come in order, and those of which
   * nothing is known are left out. What stands in it twice is written twice.
   *
   * @returns nothing where the data is not plain, so that cdk8s has to render it
   */
  public raw(document: JsonObject): string | undefined {
    return this.plainDocument(document, this.unrendered);
  }

  /**
   * One document of an object that is like a pattern.
   *
   * @param metadata its metadata, as `raw` takes it
   * @returns nothing where the data is not plain, so that cdk8s has to render it
   */
  public patterned(metadata: unknown, like: Patterned): string | undefined {
    // The objects of a workload have the same but for little: what was written for one serves for the next.
    const text = this.plainDocument({ metadata }, this.metadata);
    return text === undefined ? undefined : this.patterns.textOf(like, text);
  }

  private plainDocument(document: JsonObject, reading: Reading): string | undefined {
    const { last } = reading;
    const { kind } = document;
    const before = last.get(kind);
    // One that is not written to its end is no help to the next.
    last.delete(kind);
    try {
      reading.begin(document);
      const written = this.collection(document, before, '', reading);
      if (last.size < KINDS) {
        last.set(kind, written);
      }
      return `${written.text}\n`;
    } catch (error) {
      // What holds itself has no end here; cdk8s says of which construct it is.
      if (error instanceof NotPlainError || error instanceof RangeError) {
        return undefined;
      }
      throw error;
    }
  }

  /** Writes a map or a list, with what was written where it stands. */
  private collection(value: object, before: Written | undefined, indent: string, reading: Reading): Written {
    if (before?.isOf(value) === true) {
      return before;
    }
    reading.see(value);
    if (Array.isArray(value)) {
      return this.list(value, before?.isList === true ? before : new Written(indent), reading);
    }
    const map = value as JsonObject;
    if (before?.isList === false && this.map(map, before, reading)) {
      return before;
    }
    const given = Object.keys(map);
    const written = new Written(indent, given, indent === '' ? given : reading.keysOf(map, given));
    if (before !== undefined) {
      written.adopt(before);
    }
    if (!this.map(map, written, reading)) {
      throw new NotPlainError();
    }
    return written;
  }

  private list(list: readonly unknown[], written: Written, reading: Reading): Written {
    const { indent } = written;
    let hasChanged = !written.resize(list.length);
    for (let i = 0; i < list.length; i++) {
      const item = list[i];
      if (typeof item === 'object' && item !== null) {
        const before = written.collections[i];
        const inner = this.collection(item, before, written.inner, reading);
        if (inner !== before || inner.hasChanged) {
          written.putCollection(i, inner, `${startOf(i, indent)}- ${inner.text}`);
          hasChanged = true;
        }
      } else if (!written.hasScalar(i, item)) {
        written.putScalar(i, item, `${startOf(i, indent)}- ${this.scalars.scalar(item, indent)}`);
        hasChanged = true;
      }
    }
    written.finish(list, '[]', hasChanged);
    return written;
  }

  /** @returns whether the map has the keys for which there is a place, of which the same are left out */
  private map(map: JsonObject, written: Written, reading: Reading): boolean {
    const { indent, given = [], places } = written;
    const isRoot = indent === '';
    const leavesOut = reading.leavesOut && !isRoot;
    let hasChanged = false;
    let next = 0;
    // What a loop of this kind reads of an object costs less than a list of its keys does.
    for (const key in map) {
      if (key !== given[next]) {
        return false;
      }
      const at = places[next++];
      const value = map[key];
      if (typeof value === 'object' && value !== null) {
        if (at < 0) {
          return false;
        }
        const before = written.collections[at];
        const inner = this.collection(value, before, written.inner, reading);
        if (inner !== before || inner.hasChanged) {
          const gap = inner.isEmpty ? ' ' : `\n${written.inner}`;
          const mark = `${startOf(at, indent)}${this.scalars.key(key, isRoot)}:${gap}`;
          written.putCollection(at, inner, mark + inner.text);
          hasChanged = true;
        }
      } else if (at < 0 || !written.hasScalar(at, value)) {
        const isLeftOut = leavesOut && (value === undefined || value === null);
        if (isLeftOut !== at < 0) {
          return false;
        }
        if (!isLeftOut) {
          const mark = `${startOf(at, indent)}${this.scalars.key(key, isRoot)}: `;
          written.putScalar(at, value, mark + this.scalars.scalar(value, indent));
          hasChanged = true;
        }
      }
    }
    written.finish(map, '{}', hasChanged);
    return next === given.length;
  }
}

/** What stands before a line: its first has another one's before it. */
function startOf(at: number, indent: string): string {
  return at === 0 ? '' : `\n${indent}`;
}

/** Reads what was rendered. */
class AsItStands implements Reading {
  public readonly last = new Map<unknown, Written>();
  public readonly leavesOut = false;

  /** Each map and list may stand in it once, as a second time is written as an anchor. */
  public begin(document: object): void {
    const seen = new Set<object>();
    const see = (value: unknown): void => {
      if (typeof value !== 'object' || value === null) {
        return;
      }
      if (seen.has(value) || !(Array.isArray(value) || isMap(value))) {
        throw new NotPlainError();
      }
      seen.add(value);
      for (const member of Array.isArray(value) ? value : Object.values(value)) {
        see(member);
      }
    };
    see(document);
  }

  public see(): void {}

  public keysOf(_map: JsonObject, given: readonly string[]): readonly string[] {
    return given;
  }
}

/** Reads what nobody has rendered yet, as cdk8s would render it. */
class Unrendered implements Reading {
  public readonly last = new Map<unknown, Written>();
  public readonly leavesOut = true;

  public begin(): void {}

  public see(collection: object): void {
    // A token is a class of its own or has a function, which is no scalar.
    if (!Array.isArray(collection) && Object.getPrototypeOf(collection) !== Object.prototype) {
      throw new NotPlainError();
    }
  }

  public keysOf(map: JsonObject, given: readonly string[]): readonly string[] {
    // cdk8s asks for it, and takes what has another for no map.
    if (given.includes('constructor')) {
      throw new NotPlainError();
    }
    return renderedKeys(map);
  }
}

function isMap(value: unknown): value is JsonObject {
  if (typeof value !== 'object' || value === null) {
    return false;
  }
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
