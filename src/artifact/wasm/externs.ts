import { ByteReader } from './byte-reader';
import { MemoryBytes } from './bytes';
import { WasmFormatError } from './format-error';

/** What an import or export is. */
export type ExternKind =
  | 'func'
  | 'table'
  | 'memory'
  | 'global'
  | 'tag'
  | 'core module'
  | 'value'
  | 'type'
  | 'component'
  | 'instance';

/** Takes the imports or exports of a section one by one. */
export type Visit = (name: string, kind: ExternKind) => void;

/** More than any engine takes: V8 and wasmparser stop at a million. */
const MOST_NAMES = 1_000_000;

/**
 * Imports or exports. What is kept are the bytes of their sections, one behind
 * the other: a hostile file lists a million in four bytes apiece, and texts or
 * arrays would take many times its size.
 */
export class Externs {
  private kept = new Uint8Array();
  private keptLength = 0;
  private count = 0;

  /**
   * @param read reads one section
   */
  public constructor(private readonly read: (section: ByteReader, visit: Visit) => void) {}

  /** Reads a section, and keeps it. */
  public add(section: ByteReader, visit: Visit): void {
    this.keep(section.rest());
    this.read(section, (name, kind) => {
      if (this.count++ === MOST_NAMES) {
        throw new WasmFormatError(
          section.position,
          `more imports or exports than engines take (${MOST_NAMES})`,
        );
      }
      visit(name, kind);
    });
    section.expectEnd();
  }

  /** Their whole names, read once more. */
  public names(): string[] {
    const names: string[] = [];
    const sections = new ByteReader(new MemoryBytes(this.kept), 0, this.keptLength);
    while (!sections.done) {
      this.read(sections, (name) => names.push(name));
      sections.byte();
    }
    return names;
  }

  /** Behind each section a zero is kept, so that looking ahead at its end does not find the next. */
  private keep(bytes: Uint8Array): void {
    const length = this.keptLength + bytes.length + 1;
    if (length > this.kept.length) {
      // Mostly there is one section, so the first gets no room to spare.
      const larger = new Uint8Array(Math.max(length, 2 * this.kept.length));
      larger.set(this.kept);
      this.kept = larger;
    }
    this.kept.set(bytes, this.keptLength);
    this.keptLength = length;
  }
}
