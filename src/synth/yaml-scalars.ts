import { Yaml } from 'cdk8s';

/** What cannot be written as cdk8s would write it: a value that stands there twice, or is no plain data. */
export class NotPlainError extends Error {}

/** Letters and signs that mean nothing in any version of YAML, and that every emitter writes as they are. */
const BEYOND_ASCII = '\\u00a1-\\u1fff\\u3000-\\ud7ff\\u{10000}-\\u{10ffff}';

/**
 * A string of these is a plain scalar in every version of YAML and of the emitter that cdk8s brings. Of all others, what
 * is known to be quoted is; the rest is asked of that emitter, once each.
 */
const PLAIN = new RegExp(
  `^[A-Za-z_/${BEYOND_ASCII}](?:[!-9;-~${BEYOND_ASCII}]|:(?=[!-~])| (?=[ !"$-~]))*$`,
  'u',
);
/** A key that is much longer stands on a line of its own. */
const LONGEST_KEY = 300;
const ONE_LINE = new RegExp(`^[ -~${BEYOND_ASCII}]*$`, 'u');
/** What would be read as something else than a string, or as more than one, in every version alike. */
const QUOTED =
  /^$|^[ ,[\]{}#&*!|>'"%@`]|^[?-](?: |$)|: | #|[ :]$|^[-+]?(?:\d[\d_]*(?:\.[\d_]*)?|\.\d[\d_]*|\d+[eE][-+]?\d+|0x[\dA-Fa-f]+)$/;
/** What the class above lets through and YAML 1.1 takes for a truth value, for nothing or for a number. */
const OTHER_TYPE = /^(?:y|n|yes|no|on|off|true|false|null|e[-+]?\d+)$/i;
/** Of the words above; only a number is longer. */
const LONGEST_WORD = 5;
const [SMALL_E, LARGE_E] = [0x65, 0x45];

/** So many strings are remembered, in bytes not much more than a manifest of them. */
const REMEMBERED = 20_000;

/** What a level more is indented by. */
export const STEP = '  ';

/** Writes scalars and keys, and remembers what the emitter of cdk8s made of them. */
export class YamlScalars {
  private readonly values = new Map<string, string>();
  private readonly keys = new Map<string, string>();
  private readonly rootKeys = new Map<string, string>();
  /** Most texts that are asked for are the name of a workload, which its objects have one after the other. */
  private lastLine = '';
  private lastWritten = ownText('');

  /** A key of a map, which is the document itself or one in it. */
  public key(key: string, isRoot: boolean): string {
    const known = isRoot ? this.rootKeys : this.keys;
    const found = known.get(key);
    return found ?? remember(known, key, ownKey(key) ?? askKey(key, isRoot));
  }

  /** A text as it is written wherever it stands; nothing where that hangs on its place, or an emitter has to be asked. */
  public line(text: string): string | undefined {
    if (text !== this.lastLine) {
      this.lastLine = text;
      this.lastWritten = ownText(text);
    }
    return this.lastWritten;
  }

  /**
   * A value that is no map and no list.
   *
   * @param indent of the collection that it stands in
   */
  public scalar(value: unknown, indent: string): string {
    if (typeof value === 'string') {
      const own = ownText(value);
      if (own !== undefined) {
        return own;
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

function isOtherType(text: string): boolean {
  const first = text.charCodeAt(0);
  return (text.length <= LONGEST_WORD || first === SMALL_E || first === LARGE_E) && OTHER_TYPE.test(text);
}

/** A text of one line as it is written, where no emitter has to be asked. */
function ownText(text: string): string | undefined {
  if (PLAIN.test(text)) {
    return isOtherType(text) ? undefined : text;
  }
  return ONE_LINE.test(text) && QUOTED.test(text) ? quoted(text) : undefined;
}

/** Of the two quotes, the one that is not in it. */
function quoted(text: string): string {
  return text.includes('"') && !text.includes("'") ? `'${text}'` : JSON.stringify(text);
}

function ownKey(key: string): string | undefined {
  return key.length <= LONGEST_KEY ? ownText(key) : undefined;
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
