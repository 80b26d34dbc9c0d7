import { Yaml } from 'cdk8s';

/** What the emitter cannot write as cdk8s would: a value that stands there twice, or is no plain data. */
class NotPlainError extends Error {}

/**
 * A string of these is a plain scalar in every version of YAML and of the emitter that cdk8s brings. All others are
 * asked of that emitter, once each.
 */
const PLAIN = /^[A-Za-z_/](?:[A-Za-z0-9_\-/.@%+=]|:(?=[^\s]))*$/;
const PLAIN_KEY = /^[A-Za-z_/][A-Za-z0-9_\-/.]{0,300}$/;
/** What the class above lets through and YAML 1.1 takes for a truth value, for nothing or for a number. */
const OTHER_TYPE = /^(?:y|n|yes|no|on|off|true|false|null|e[-+]?\d+)$/i;

/** So many strings are remembered, in bytes not much more than a manifest of them. */
const REMEMBERED = 20_000;

const STEP = '  ';

/** The objects and lists of a document so far, unless each is known to stand there once. */
type Seen = Set<object> | undefined;

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
   * @param isTree whether each object in it is known to stand there once
   */
  public document(document: unknown, isTree = false): string {
    if (document === undefined) {
      return '\n';
    }
    try {
      const seen = isTree ? undefined : new Set<object>();
      if (isMap(document, seen)) {
        return Object.keys(document).length === 0 ? '{}\n' : `${this.map(document, '', seen)}\n`;
      }
    } catch (error) {
      if (!(error instanceof NotPlainError)) {
        throw error;
      }
    }
    return Yaml.stringify(document);
  }

  private map(map: Record<string, unknown>, indent: string, seen: Seen): string {
    let text = '';
    for (const key of Object.keys(map)) {
      const start = text === '' ? '' : `\n${indent}`;
      text += `${start}${this.key(key, indent)}:${this.value(map[key], indent, seen)}`;
    }
    return text;
  }

  /** What stands behind a key and its colon. */
  private value(value: unknown, indent: string, seen: Seen): string {
    if (typeof value !== 'object' || value === null) {
      return ` ${this.scalar(value, indent)}`;
    }
    const inner = indent + STEP;
    const body = this.collection(value, inner, seen);
    return isEmptyBody(body) ? ` ${body}` : `\n${inner}${body}`;
  }

  private collection(value: object, indent: string, seen: Seen): string {
    if (Array.isArray(value)) {
      remember(value, seen);
      if (value.length === 0) {
        return '[]';
      }
      const inner = indent + STEP;
      let text = '';
      for (let i = 0; i < value.length; i++) {
        const item: unknown = value[i];
        const body =
          typeof item === 'object' && item !== null
            ? this.collection(item, inner, seen)
            : this.scalar(item, indent);
        text += i === 0 ? `- ${body}` : `\n${indent}- ${body}`;
      }
      return text;
    }
    if (!isMap(value, seen)) {
      throw new NotPlainError();
    }
    for (const _key in value) {
      return this.map(value, indent, seen);
    }
    return '{}';
  }

  private key(key: string, indent: string): string {
    if (PLAIN_KEY.test(key) && !OTHER_TYPE.test(key)) {
      return key;
    }
    const isRoot = indent === '';
    return remembered(isRoot ? this.rootKeys : this.keys, key, () => askKey(key, isRoot));
  }

  /** @param indent of the collection that it stands in */
  private scalar(value: unknown, indent: string): string {
    if (typeof value === 'string') {
      if (PLAIN.test(value) && !OTHER_TYPE.test(value)) {
        return value;
      }
      return value.includes('\n')
        ? askValue(value, indent.length / STEP.length + 1)
        : remembered(this.values, value, () => askValue(value, 1));
    }
    if (typeof value === 'number' && Number.isFinite(value)) {
      // Emitters do not agree on whether zero has a sign.
      return Object.is(value, -0) ? askValue(value, 1) : JSON.stringify(value);
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

function isEmptyBody(body: string): boolean {
  return body === '[]' || body === '{}';
}

function isMap(value: unknown, seen: Seen): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) {
    return false;
  }
  const prototype = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) {
    return false;
  }
  remember(value, seen);
  return true;
}

/** What stands in a document twice is written once, with an anchor. */
function remember(value: object, seen: Seen): void {
  if (seen?.has(value)) {
    throw new NotPlainError();
  }
  seen?.add(value);
}

function remembered(known: Map<string, string>, text: string, ask: () => string): string {
  const found = known.get(text);
  if (found !== undefined) {
    return found;
  }
  const written = ask();
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
