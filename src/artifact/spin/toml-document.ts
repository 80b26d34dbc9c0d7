import { parse, TomlError } from 'smol-toml';
import { isObject, type JsonObject } from '../../value/json';
import { type Problem, refusalOf } from './problems';
import { type TomlPath, TomlScanner } from './toml-scanner';

/** Where something stands in a text, both from 1 on. */
export interface TextPosition {
  readonly line: number;
  readonly column: number;
}

/** A TOML document: what it holds, and where each key of it stands. */
export class TomlDocument {
  /**
   * Parses a text as Spin does, whose parser takes TOML 1.0 (crate `toml` 0.8).
   *
   * @throws where it does not parse: with line and column
   */
  public static parse(text: string, name: string): TomlDocument {
    const document = new TomlDocument(text, name, tableOf(text, name));
    new TomlScanner(text, {
      found: (path, offset, explicit) => document.note(path, offset, explicit),
      newer: (at, offset, what) => {
        const { line, column } = document.positionAt(offset);
        throw refusalOf(`${name}:${line}:${column}`, {
          rule: 'toml',
          at,
          value: text.slice(offset).split('\n', 1)[0],
          wrong: `${what} is TOML 1.1, and Spin takes TOML 1.0`,
        });
      },
    }).scan();
    return document;
  }

  private readonly offsets = new Map<string, number>();

  private constructor(
    private readonly text: string,
    private readonly name: string,
    /** What it holds: whole numbers as `bigint`. */
    public readonly table: JsonObject,
  ) {}

  /** `spin.toml:12:3`: where a key stands, or, where it is missing, what it is missing from. */
  public whereIs(path: TomlPath): string {
    const { line, column } = this.positionOf(path);
    return `${this.name}:${line}:${column}`;
  }

  /** Where a key stands, or, where it is missing, what it is missing from. */
  public positionOf(path: TomlPath): TextPosition {
    for (let length = path.length; length > 0; length--) {
      const offset = this.offsets.get(JSON.stringify(path.slice(0, length)));
      if (offset !== undefined) {
        return this.positionAt(offset);
      }
    }
    return { line: 1, column: 1 };
  }

  private note(path: TomlPath, offset: number, explicit: boolean): void {
    const id = JSON.stringify(path);
    // The header of a table says more than a table below it that came first.
    if (explicit || !this.offsets.has(id)) {
      this.offsets.set(id, offset);
    }
  }

  private positionAt(offset: number): TextPosition {
    const before = this.text.slice(0, offset);
    const lineStart = before.lastIndexOf('\n') + 1;
    return { line: before.split('\n').length, column: offset - lineStart + 1 };
  }
}

function tableOf(text: string, name: string): JsonObject {
  try {
    const table: unknown = parse(text, { integersAsBigInt: true });
    return isObject(table) ? table : {};
  } catch (error) {
    if (error instanceof TomlError) {
      const { line, column } = error;
      const problem: Problem = {
        rule: 'toml',
        at: [],
        value: text.split('\n')[line - 1]?.trim() ?? '',
        wrong: error.message.split('\n', 1)[0].replace(/^Invalid TOML document: /, ''),
      };
      throw refusalOf(`${name}:${line}:${column}`, problem);
    }
    throw error;
  }
}
