import { STEP } from './yaml-scalars';

/** Where no scalar stands. */
const NO_SCALAR = Symbol('no scalar');

/**
 * A map or a list as it was last written, at its place in a document. Documents are mostly alike, and to see that a value is
 * the same costs less than to write it: what was written for one serves for the next.
 */
export class Written {
  /** Its lines, the first without its indentation. */
  public text = '';
  /** Whether they were others in the document before. */
  public hasChanged = true;

  /** The scalars in it, each at its place. */
  public readonly scalars: unknown[] = [];
  /** The maps and lists in it, each at its place. */
  public readonly collections: (Written | undefined)[] = [];
  /** The lines of each, with the line break and the indentation before them where others stand before. */
  public readonly lines: string[] = [];

  /** Of each key, at which place it is written; a negative number where it is left out. */
  public readonly places: readonly number[];

  /** What it was written from, and whether that is known to stay as it is. */
  private source?: object;
  private isFixed = false;

  /** What is before each line of what stands in it. */
  public readonly inner: string;

  /**
   * @param indent what is before each of its lines
   * @param given the keys of a map, as they stand in it; none for a list
   * @param keys those of them that are written, in order
   */
  public constructor(
    public readonly indent: string,
    public readonly given?: readonly string[],
    public readonly keys: readonly string[] = [],
  ) {
    this.inner = indent + STEP;
    const places = new Map(keys.map((key, at) => [key, at]));
    this.places = given?.map((key) => places.get(key) ?? -1) ?? [];
    this.resize(keys.length);
  }

  /** Whether it was written from this, and nobody can have changed that since. */
  public isOf(value: object): boolean {
    if (this.source !== value) {
      return false;
    }
    this.isFixed ||= isDeeplyFrozen(value);
    if (this.isFixed) {
      this.hasChanged = false;
    }
    return this.isFixed;
  }

  /** Whether there is nothing in it. */
  public get isEmpty(): boolean {
    return this.lines.length === 0;
  }

  /** Whether a list stood there. */
  public get isList(): boolean {
    return this.given === undefined;
  }

  /** Makes room for so many values; the others are gone. @returns whether there were so many before */
  public resize(length: number): boolean {
    const { scalars, collections, lines } = this;
    const before = lines.length;
    if (before > length) {
      scalars.length = length;
      collections.length = length;
      lines.length = length;
    }
    for (let i = before; i < length; i++) {
      scalars.push(NO_SCALAR);
      collections.push(undefined);
      lines.push('');
    }
    return before === length;
  }

  /** Whether that scalar stands at a place. Zero may have a sign. */
  public hasScalar(at: number, scalar: unknown): boolean {
    const known = this.scalars[at];
    return known === scalar && (scalar !== 0 || Object.is(known, scalar));
  }

  /** Takes in a scalar. */
  public putScalar(at: number, scalar: unknown, line: string): void {
    this.scalars[at] = scalar;
    this.collections[at] = undefined;
    this.lines[at] = line;
  }

  /** Takes in a map or a list. */
  public putCollection(at: number, collection: Written, line: string): void {
    this.scalars[at] = NO_SCALAR;
    this.collections[at] = collection;
    this.lines[at] = line;
  }

  /** Takes over what stands under the same keys of another map. Where these are not in order, some are not found. */
  public adopt(other: Written): void {
    let from = 0;
    for (const [at, key] of this.keys.entries()) {
      while (from < other.keys.length && other.keys[from] < key) {
        from += 1;
      }
      // What begins it has no line break before it.
      if (other.keys[from] === key && (from === 0) === (at === 0)) {
        this.scalars[at] = other.scalars[from];
        this.collections[at] = other.collections[from];
        this.lines[at] = other.lines[from];
      }
    }
  }

  /** Puts its lines together, where one of them is another than before. */
  public finish(source: object, whereEmpty: string, hasChanged: boolean): void {
    if (this.source !== source) {
      this.source = source;
      this.isFixed = false;
    }
    this.hasChanged = hasChanged || this.text === '';
    if (this.hasChanged) {
      let text = this.isEmpty ? whereEmpty : '';
      for (const line of this.lines) {
        text += line;
      }
      this.text = text;
    }
  }
}

/** Whether nobody can change anything in a value. */
function isDeeplyFrozen(value: unknown): boolean {
  return (
    typeof value !== 'object' ||
    value === null ||
    (Object.isFrozen(value) &&
      Object.values(Object.getOwnPropertyDescriptors(value)).every(
        (member) => 'value' in member && isDeeplyFrozen(member.value),
      ))
  );
}
