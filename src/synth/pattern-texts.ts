import { isObject, type JsonObject } from '../value/json';
import type { Path, Pattern, Patterned } from '../value/pattern';
import { renderedKeys } from './rendered-keys';

/** What every object of a pattern is written as, and where in it their own texts come. */
interface GappedText {
  /** What stands before the metadata. */
  readonly start: string;
  /** One more than there are gaps. */
  readonly pieces: readonly string[];
  /** Of each gap, which text of an object comes into it. */
  readonly gaps: readonly number[];
}

/** What stands in every document before its metadata. The metadata itself is not told by a pattern: many have a say in it. */
const START = ['apiVersion', 'kind'];
const METADATA = 'metadata';

/** Stands in a text where a gap is to be. Every emitter writes it as it is. */
const GAP = /cdk8s-wasm-gap-(\d+);/;

/** Writes objects of patterns: what is the same in all of them is written once. */
export class PatternTexts {
  private readonly texts = new Map<Pattern, GappedText | undefined>();

  /**
   * @param write writes a document; it gives nothing where that is not plain data
   * @param line a text as it is written on one line; nothing where that hangs on more than the text
   */
  public constructor(
    private readonly write: (document: JsonObject) => string | undefined,
    private readonly line: (text: string) => string | undefined,
  ) {}

  /**
   * The document of an object.
   *
   * @param metadata the part of it that is metadata
   * @returns nothing where it cannot be told by its pattern
   */
  public textOf({ pattern, texts }: Patterned, metadata: string): string | undefined {
    const gapped = this.texts.has(pattern) ? this.texts.get(pattern) : this.read(pattern);
    if (gapped === undefined) {
      return undefined;
    }
    const { start, pieces, gaps } = gapped;
    let text = start + metadata + pieces[0];
    for (let i = 0; i < gaps.length; i++) {
      const own = texts[gaps[i]];
      const line = typeof own === 'string' ? this.line(own) : undefined;
      if (line === undefined) {
        return undefined;
      }
      text += line + pieces[i + 1];
    }
    return text;
  }

  private read(pattern: Pattern): GappedText | undefined {
    const gaps = new Map(pattern.open.map((path, gap) => [JSON.stringify(path), gap]));
    const textOf = (keys: readonly string[]): string | undefined =>
      keys.length === 0
        ? ''
        : this.write(Object.fromEntries(keys.map((key) => [key, withGaps(pattern.of[key], [key], gaps)])));
    const start = textOf(START);
    const parts = textOf(
      renderedKeys(pattern.of).filter((key) => key !== METADATA && !START.includes(key)),
    )?.split(GAP);
    const open = pattern.open.filter(([first]) => first !== METADATA);
    // Another number where somebody's own text looks like a gap.
    const isWhole = parts?.length === 2 * open.length + 1;
    const text =
      start !== undefined && isWhole
        ? {
            start,
            pieces: parts.filter((_part, i) => i % 2 === 0),
            gaps: parts.filter((_part, i) => i % 2 === 1).map(Number),
          }
        : undefined;
    this.texts.set(pattern, text);
    return text;
  }
}

function withGaps(value: unknown, path: Path, gaps: ReadonlyMap<string, number>): unknown {
  const gap = gaps.get(JSON.stringify(path));
  if (gap !== undefined) {
    return `cdk8s-wasm-gap-${gap};`;
  }
  if (Array.isArray(value)) {
    return value.map((item, i) => withGaps(item, [...path, i], gaps));
  }
  return isObject(value)
    ? Object.fromEntries(
        Object.entries(value).map(([key, item]) => [key, withGaps(item, [...path, key], gaps)]),
      )
    : value;
}
