/** The way to a value in a document: names of keys, and numbers of items of arrays. */
export type TomlPath = readonly (string | number)[];

/** What a scan finds on its way, each with its offset in the text. */
export interface TomlEvents {
  /** A key, or an item of an array; `explicit` where the header of its own table stands there. */
  readonly found: (path: TomlPath, offset: number, explicit: boolean) => void;
  /** A form that TOML has since 1.1, which a parser of 1.0 refuses. */
  readonly newer: (path: TomlPath, offset: number, what: string) => void;
}

interface Key {
  readonly name: string;
  readonly offset: number;
}

const BARE = /[A-Za-z0-9_-]/;
const NEWER_ESCAPE = /^\\[ex]/;
const TIME_WITHOUT_SECONDS = /^(?:\d{4}-\d\d-\d\d[Tt ])?\d\d:\d\d(?!:)/;
const ESCAPES: { readonly [letter: string]: string } = { b: '\b', t: '\t', n: '\n', f: '\f', r: '\r' };

/**
 * Walks through a document that a parser has accepted, and tells where each key
 * and each item stands: a parser that makes values keeps no offsets.
 */
export class TomlScanner {
  private at = 0;
  /** How many tables each array of tables has so far, by its path. */
  private readonly lengths = new Map<string, number>();

  public constructor(
    private readonly text: string,
    private readonly events: TomlEvents,
  ) {}

  /** Walks through the whole document. */
  public scan(): void {
    let table: TomlPath = [];
    this.at = this.text.charCodeAt(0) === 0xfeff ? 1 : 0;
    this.skipBlank();
    while (this.at < this.text.length) {
      if (this.text[this.at] === '[') {
        table = this.header();
      } else {
        this.pair(table);
      }
      this.skipBlank();
    }
  }

  /** `[a.b]` or `[[a.b]]`: the path of the table that it opens. */
  private header(): TomlPath {
    const isItem = this.text[this.at + 1] === '[';
    this.at += isItem ? 2 : 1;
    const keys = this.keys();
    this.at += isItem ? 2 : 1;
    let path: TomlPath = [];
    for (const [index, { name, offset }] of keys.entries()) {
      const isLast = index === keys.length - 1;
      path = [...path, name];
      this.events.found(path, offset, isLast && !isItem);
      const length = this.lengths.get(JSON.stringify(path));
      if (isItem && isLast) {
        this.lengths.set(JSON.stringify(path), (length ?? 0) + 1);
        path = [...path, length ?? 0];
        this.events.found(path, offset, true);
      } else if (length !== undefined) {
        path = [...path, length - 1];
      }
    }
    return path;
  }

  /** `a.b = value`. */
  private pair(table: TomlPath): void {
    let path = table;
    for (const { name, offset } of this.keys()) {
      path = [...path, name];
      this.events.found(path, offset, false);
    }
    this.take('=');
    this.skipSpace();
    this.value(path);
  }

  private keys(): Key[] {
    const keys: Key[] = [];
    do {
      this.skipSpace();
      keys.push({ offset: this.at, name: this.key() });
      this.skipSpace();
    } while (this.take('.'));
    return keys;
  }

  private key(): string {
    const quote = this.text[this.at];
    if (quote === '"' || quote === "'") {
      const raw = this.string([]);
      return quote === '"' ? unescaped(raw) : raw;
    }
    const start = this.at;
    while (this.at < this.text.length && BARE.test(this.text[this.at])) {
      this.at++;
    }
    return this.text.slice(start, this.at);
  }

  private value(path: TomlPath): void {
    const first = this.text[this.at];
    if (first === '[') {
      this.array(path);
    } else if (first === '{') {
      this.inlineTable(path);
    } else if (first === '"' || first === "'") {
      this.string(path);
    } else {
      const start = this.at;
      while (this.at < this.text.length && !',]}#\n'.includes(this.text[this.at])) {
        this.at++;
      }
      if (TIME_WITHOUT_SECONDS.test(this.text.slice(start, this.at))) {
        this.events.newer(path, start, 'a time without seconds');
      }
    }
  }

  private array(path: TomlPath): void {
    this.at++;
    this.skipBlank();
    for (let index = 0; this.at < this.text.length && !this.take(']'); index++) {
      this.events.found([...path, index], this.at, true);
      this.value([...path, index]);
      this.skipBlank();
      this.take(',');
      this.skipBlank();
    }
  }

  private inlineTable(path: TomlPath): void {
    const start = this.at++;
    let spansLines = this.skipBlank();
    let trailing = false;
    while (this.at < this.text.length && !this.take('}')) {
      this.pair(path);
      spansLines = this.skipBlank() || spansLines;
      trailing = this.take(',');
      spansLines = this.skipBlank() || spansLines;
    }
    if (spansLines) {
      this.events.newer(path, start, 'an inline table over several lines');
    } else if (trailing) {
      this.events.newer(path, start, 'a comma after the last key of an inline table');
    }
  }

  /** Passes over a string of any of the four forms; returns what stands between its quotes. */
  private string(path: TomlPath): string {
    const quote = this.text[this.at];
    const fence = this.text.startsWith(quote.repeat(3), this.at) ? quote.repeat(3) : quote;
    const start = this.at + fence.length;
    let end = start;
    while (end < this.text.length && !this.text.startsWith(fence, end)) {
      const isEscape = quote === '"' && this.text[end] === '\\';
      if (isEscape && NEWER_ESCAPE.test(this.text.slice(end, end + 2))) {
        this.events.newer(path, end, `the escape ${this.text.slice(end, end + 2)}`);
      }
      end += isEscape ? 2 : 1;
    }
    // One or two quotes may stand before the three that close.
    while (fence.length === 3 && this.text[end + 3] === quote) {
      end++;
    }
    this.at = end + fence.length;
    return this.text.slice(start, end);
  }

  private take(character: string): boolean {
    const isThere = this.text[this.at] === character;
    this.at += isThere ? 1 : 0;
    return isThere;
  }

  private skipSpace(): void {
    while (this.text[this.at] === ' ' || this.text[this.at] === '\t') {
      this.at++;
    }
  }

  /** Passes over spaces, ends of lines and comments; returns whether a line ended. */
  private skipBlank(): boolean {
    let ended = false;
    while (this.at < this.text.length) {
      const character = this.text[this.at];
      if (character === '#') {
        const end = this.text.indexOf('\n', this.at);
        this.at = end < 0 ? this.text.length : end;
      } else if (' \t\r\n'.includes(character)) {
        ended ||= character === '\n';
        this.at++;
      } else {
        break;
      }
    }
    return ended;
  }
}

function unescaped(raw: string): string {
  return raw.replace(
    /\\(?:u(.{4})|U(.{8})|x(.{2})|(.))/g,
    (_, four, eight, two, letter: string | undefined) =>
      letter === undefined
        ? String.fromCodePoint(Number.parseInt(four ?? eight ?? two, 16))
        : letter === 'e'
          ? '\u001b'
          : (ESCAPES[letter] ?? letter),
  );
}
