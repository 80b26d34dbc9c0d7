import { isObject, type JsonObject } from '../../value/json';
import { distance } from '../../value/shape';
import { type Problem, type Problems, plainJson, type SpinRule } from './problems';
import type { TomlPath } from './toml-scanner';

/** What a text must be, and the rule that asks for it. */
export interface TextForm {
  readonly rule: SpinRule;
  /** What is wrong with a text, or `undefined`. */
  readonly problem: (text: string) => string | undefined;
  readonly allowed: string;
}

/**
 * Reads one table, field by field, and notes what is missing, of another type
 * or not known, each with its place. What it cannot read it gives as if it were
 * not there: whoever reads goes on, and asks for all problems at the end.
 */
export class TableReader {
  /** The fields that were asked for: all others are unknown. */
  private readonly asked = new Set<string>();

  public constructor(
    private readonly table: JsonObject,
    /** Where the table stands. */
    public readonly at: TomlPath,
    private readonly problems: Problems,
  ) {}

  /** Whether the field is there. */
  public has(key: string): boolean {
    this.asked.add(key);
    return this.table[key] !== undefined;
  }

  /** The field as it is. */
  public value(key: string): unknown {
    this.asked.add(key);
    return this.table[key];
  }

  /** The place of a field. */
  public place(key: string): TomlPath {
    return [...this.at, key];
  }

  /** Notes that a field is wrong. */
  public refuse(key: string, problem: Omit<Problem, 'at' | 'value'>): void {
    this.problems.add({ at: this.place(key), value: this.table[key], ...problem });
  }

  /** Notes that a field is missing. */
  public missing(key: string, allowed: string): void {
    this.refuse(key, { rule: 'missing-field', wrong: 'it is required', allowed });
  }

  /** A text, of a form or of any. */
  public text(key: string, form?: TextForm): string | undefined {
    const text = this.typed(key, 'a string', asText);
    const wrong = text === undefined ? undefined : form?.problem(text);
    if (form !== undefined && wrong !== undefined) {
      this.refuse(key, { rule: form.rule, wrong, allowed: form.allowed });
    }
    return text;
  }

  /** A text that must be there; empty where it is not. */
  public requiredText(key: string, form?: TextForm): string {
    if (!this.has(key)) {
      this.missing(key, 'a string');
    }
    return this.text(key, form) ?? '';
  }

  /** A text, where an empty one says as much as none. */
  public optionalText(key: string): string | undefined {
    return this.text(key) || undefined;
  }

  /** `true` or `false`. */
  public flag(key: string): boolean | undefined {
    return this.typed(key, 'true or false', (value) => (typeof value === 'boolean' ? value : undefined));
  }

  /** A whole number from `least` to `most`. */
  public whole(key: string, least: number, most: number): number | undefined {
    return this.typed(key, `a whole number from ${least} to ${most}`, (value) =>
      typeof value === 'bigint' && value >= least && value <= most ? Number(value) : undefined,
    );
  }

  /** An array of texts; empty where it is not there. */
  public texts(key: string): string[] {
    return this.typed(key, 'an array of strings', asTexts) ?? [];
  }

  /** A table of texts; empty where it is not there. */
  public textMap(key: string): { [key: string]: string } {
    const texts = this.child(key)?.entries('a string', asText) ?? [];
    return Object.fromEntries(texts);
  }

  /** A table. */
  public child(key: string): TableReader | undefined {
    const table = this.typed(key, 'a table', (value) => (isObject(value) ? value : undefined));
    return table && new TableReader(table, this.place(key), this.problems);
  }

  /** The tables of an array; none where it is not there. */
  public children(key: string): TableReader[] {
    const tables = this.typed(key, 'an array of tables', (value) =>
      Array.isArray(value) && value.every(isObject) ? value : undefined,
    );
    return (tables ?? []).map((table, i) => new TableReader(table, [...this.place(key), i], this.problems));
  }

  /** The tables in a table by their names; none where it is not there. */
  public childMap(key: string): [string, TableReader][] {
    const parent = this.child(key);
    return (
      parent
        ?.entries('a table', (value) => (isObject(value) ? value : undefined))
        .map(([name, table]) => [name, new TableReader(table, parent.place(name), this.problems)]) ?? []
    );
  }

  /** Every field, of one type. */
  public entries<T>(allowed: string, convert: (value: unknown) => T | undefined): [string, T][] {
    return Object.keys(this.table).flatMap((key): [string, T][] => {
      const value = this.typed(key, allowed, convert);
      return value === undefined ? [] : [[key, value]];
    });
  }

  /** The fields that nobody asked for, as JSON. */
  public rest(): JsonObject {
    const left = Object.keys(this.table).filter((key) => !this.asked.has(key));
    return Object.fromEntries(left.map((key) => [key, plainJson(this.value(key))]));
  }

  /** Refuses the fields that nobody asked for. */
  public refuseRest(): void {
    const known = [...this.asked];
    for (const key of Object.keys(this.table).filter((name) => !this.asked.has(name))) {
      const near = known.find((name) => distance(name.toLowerCase(), key.toLowerCase()) <= 2);
      this.refuse(key, {
        rule: 'unknown-field',
        wrong: 'no such field',
        allowed: known.join(', '),
        ...(near !== undefined && { fix: `${near}?` }),
      });
    }
  }

  /** A field that `convert` takes, else a problem. */
  public typed<T>(key: string, allowed: string, convert: (value: unknown) => T | undefined): T | undefined {
    const value = this.value(key);
    if (value === undefined) {
      return undefined;
    }
    const converted = convert(value);
    if (converted === undefined) {
      this.refuse(key, { rule: 'type', wrong: `it is ${kindOf(value)}`, allowed });
    }
    return converted;
  }
}

function asText(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function asTexts(value: unknown): string[] | undefined {
  return Array.isArray(value) && value.every((item) => typeof item === 'string') ? value : undefined;
}

function kindOf(value: unknown): string {
  if (typeof value === 'bigint') {
    return 'a whole number';
  }
  if (typeof value === 'string') {
    return 'a string';
  }
  if (typeof value === 'number' || typeof value === 'boolean') {
    return typeof value === 'number' ? 'a floating-point number' : String(value);
  }
  if (Array.isArray(value)) {
    return 'an array';
  }
  return isObject(value) ? 'a table' : 'a date or time';
}
