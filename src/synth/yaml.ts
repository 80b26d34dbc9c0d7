import { Yaml } from 'cdk8s';
import type { JsonObject } from '../value/json';
import { renderedKeys } from './rendered-keys';

/** What the emitter cannot write as cdk8s would: a value that stands there twice, or is no plain data. */
class NotPlainError extends Error {}

/**
 * A string of these is a plain scalar in every version of YAML and of the emitter that cdk8s brings. All others are
 * asked of that emitter, once each.
 */
const PLAIN = /^[A-Za-z_/](?:[!-9;-~]|:(?=[!-~])| (?=[ !"$-~]))*$/;
const PLAIN_KEY = /^[A-Za-z_/][A-Za-z0-9_\-/.]{0,300}$/;
/** What the class above lets through and YAML 1.1 takes for a truth value, for nothing or for a number. */
const OTHER_TYPE = /^(?:y|n|yes|no|on|off|true|false|null|e[-+]?\d+)$/i;
/** Of the words above; only a number is longer. */
const LONGEST_WORD = 5;
const [SMALL_E, LARGE_E] = [0x65, 0x45];

/** So many strings are remembered, in bytes not much more than a manifest of them. */
const REMEMBERED = 20_000;

const STEP = '  ';

/** How the objects and lists of a document are read. */
interface Reading {
  /** The keys of a map in the order in which they are written; those without a value stand for null. */
  keysOf(map: object): string[];
  /** Sees a list. */
  list(list: object): void;
}

/**
 * Writes JSON data as YAML, with the bytes that cdk8s' `Yaml.stringify` writes.
 */
export class YamlEmitter {
  private readonly values = new Map<string, string>();
  private readonly keys = new Map<string, string>();
  private readonly rootKeys = new Map<string, string>();

  /**
   * One document, with a line break at its end.
   *
   * @param document the data; `undefined` in a list or an object is written as null
   */
  public document(document: unknown): string {
    if (document === undefined) {
      return '\n';
    }
    const text = isMap(document) ? this.plainDocument(document, new AsItStands()) : undefined;
    return text ?? Yaml.stringify(document);
  }

  /**
   * One document of data that nobody has rendered yet: below its first level, keys come in order, and those of which
   * nothing is known are left out. What stands in it twice is written twice.
   *
   * @returns nothing where the data is not plain, so that cdk8s has to render it
   */
  public raw(document: JsonObject): string | undefined {
    return this.plainDocument(document, RAW);
  }

  private plainDocument(document: JsonObject, reading: Reading): string | undefined {
    try {
      reading.list(document);
      const keys = Object.keys(document);
      return keys.length === 0 ? '{}\n' : `${this.map(document, keys, '', reading)}\n`;
    } catch (error) {
      // What holds itself has no end here; cdk8s says of which construct it is.
      if (error instanceof NotPlainError || error instanceof RangeError) {
        return undefined;
      }
      throw error;
    }
  }

  private map(map: JsonObject, keys: readonly string[], indent: string, reading: Reading): string {
    const isRoot = indent === '';
    let text = '';
    for (const key of keys) {
      const start = text === '' ? '' : `\n${indent}`;
      text += `${start}${this.key(key, isRoot)}:${this.value(map[key], indent, reading)}`;
    }
    return text;
  }

  /** What stands behind a key and its colon. */
  private value(value: unknown, indent: string, reading: Reading): string {
    if (typeof value !== 'object' || value === null) {
      return ` ${this.scalar(value, indent)}`;
    }
    const inner = indent + STEP;
    const body = this.collection(value, inner, reading);
    return isEmptyBody(body) ? ` ${body}` : `\n${inner}${body}`;
  }

  private collection(value: object, indent: string, reading: Reading): string {
    if (!Array.isArray(value)) {
      const keys = reading.keysOf(value);
      return keys.length === 0 ? '{}' : this.map(value as JsonObject, keys, indent, reading);
    }
    reading.list(value);
    if (value.length === 0) {
      return '[]';
    }
    const inner = indent + STEP;
    let text = '';
    for (let i = 0; i < value.length; i++) {
      const item: unknown = value[i];
      const body =
        typeof item === 'object' && item !== null
          ? this.collection(item, inner, reading)
          : this.scalar(item, indent);
      text += i === 0 ? `- ${body}` : `\n${indent}- ${body}`;
    }
    return text;
  }

  private key(key: string, isRoot: boolean): string {
    const known = isRoot ? this.rootKeys : this.keys;
    const found = known.get(key);
    return found ?? remember(known, key, isPlainKey(key) ? key : askKey(key, isRoot));
  }

  /** @param indent of the collection that it stands in */
  private scalar(value: unknown, indent: string): string {
    if (typeof value === 'string') {
      if (PLAIN.test(value) && !isOtherType(value)) {
        return value;
      }
      return value.includes('\n')
        ? askValue(value, indent.length / STEP.length + 1)
        : (this.values.get(value) ?? remember(this.values, value, askValue(value, 1)));
    }
    if (typeof value === 'number' && Number.isFinite(value)) {
      // Emitters do not agree on whether zero has a sign.
      return Object.is(value, -0) ? askValue(value, 1) : String(value);
    }
    if (typeof value === 'boolean') {
      return value ? 'true' : 'false';
    }
    if (value === null || value === undefined) {
      return 'null';
    }
    throw new NotPlainError();
  }
}

/** Reads what was rendered: each object and list in it may stand there once, as a second time is written as an anchor. */
class AsItStands implements Reading {
  private readonly seen = new Set<object>();

  public keysOf(map: object): string[] {
    if (!isMap(map)) {
      throw new NotPlainError();
    }
    this.list(map);
    return Object.keys(map);
  }

  public list(list: object): void {
    if (this.seen.has(list)) {
      throw new NotPlainError();
    }
    this.seen.add(list);
  }
}

/** Reads what nobody has rendered yet, as cdk8s would render it. */
const RAW: Reading = {
  keysOf: (map) => {
    if (map.constructor !== Object || typeof Reflect.get(map, 'resolve') === 'function') {
      throw new NotPlainError();
    }
    return renderedKeys(map as JsonObject);
  },
  list: () => undefined,
};

function isOtherType(text: string): boolean {
  const first = text.charCodeAt(0);
  return (text.length <= LONGEST_WORD || first === SMALL_E || first === LARGE_E) && OTHER_TYPE.test(text);
}

function isPlainKey(key: string): boolean {
  return PLAIN_KEY.test(key) && !OTHER_TYPE.test(key);
}

function isEmptyBody(body: string): boolean {
  return body === '[]' || body === '{}';
}

function isMap(value: unknown): value is JsonObject {
  if (typeof value !== 'object' || value === null) {
    return false;
  }
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function remember(known: Map<string, string>, text: string, written: string): string {
  if (known.size < REMEMBERED) {
    known.set(text, written);
  }
  return written;
}

/** The scalar as cdk8s writes it so many maps deep: the lines below its first are indented. */
function askValue(value: string | number, depth: number): string {
  let nested: unknown = value;
  let before = 0;
  for (let level = depth; level > 0; level--) {
    nested = { k: nested };
    // `k:` and a line break, but for the innermost, behind which a blank stands; and the indentation.
    before += 3 + (level - 1) * STEP.length;
  }
  return Yaml.stringify(nested).slice(before, -1);
}

function askKey(key: string, isRoot: boolean): string {
  const written = isRoot ? Yaml.stringify({ [key]: 0 }) : Yaml.stringify({ k: { [key]: 0 } }).slice(5);
  // A key of more than one line, or a very long one, stands for itself, and its value on a line of its own.
  if (!written.endsWith(': 0\n') || written.startsWith('? ')) {
    throw new NotPlainError();
  }
  return written.slice(0, -': 0\n'.length);
}
