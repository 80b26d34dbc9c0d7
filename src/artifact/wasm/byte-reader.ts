import type { Bytes } from './bytes';
import { cutOff, WasmFormatError } from './format-error';

/** Names keep a byte order mark that they begin with: without the option it would be lost. */
const UTF_8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The longest text that engines take. Source: wasmparser `limits.rs`, V8 `wasm-limits.h`. */
const LONGEST_TEXT = 100_000;

/** Reads the numbers and texts of the WebAssembly formats from a part of a file, and never past it. */
export class ByteReader {
  public constructor(
    private readonly bytes: Bytes,
    /** The next byte to read, from the start of the file. */
    public position: number,
    /** The first byte that is not to be read. */
    public end: number,
  ) {}

  /** Whether all is read. */
  public get done(): boolean {
    return this.position >= this.end;
  }

  /** The next byte. */
  public byte(): number {
    if (this.position >= this.end) {
      throw cutOff(this.position);
    }
    return this.bytes.at(this.position++);
  }

  /** The next byte, where there is one, without passing over it. */
  public peek(): number | undefined {
    return this.done ? undefined : this.bytes.at(this.position);
  }

  /** What is left, as it stands in the file. */
  public rest(): Uint8Array {
    return this.bytes.part(this.position, this.end);
  }

  /** The next byte as a key in a table of what it may be. */
  public oneOf<T>(meanings: { readonly [code: number]: T }, what: string): T {
    const at = this.position;
    const code = this.byte();
    const meaning = meanings[code];
    if (meaning === undefined) {
      throw new WasmFormatError(at, `0x${code.toString(16).padStart(2, '0')} is no ${what}`);
    }
    return meaning;
  }

  /** An unsigned number of 32 bits in LEB128: at most five bytes, of which the last has no bits to spare. */
  public u32(): number {
    const start = this.position;
    let value = 0;
    for (let shift = 0; shift < 35; shift += 7) {
      const byte = this.byte();
      if (shift === 28 && byte > 0x0f) {
        break;
      }
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) {
        return value;
      }
    }
    throw new WasmFormatError(start, 'a number takes more than 32 bits');
  }

  /** Passes over a number in LEB128, signed or not, of at most `bits`. */
  public skipNumber(bits: 33 | 64): void {
    const start = this.position;
    for (let left = bits; left > 0; left -= 7) {
      if (this.byte() < 0x80) {
        return;
      }
    }
    throw new WasmFormatError(start, `a number takes more than ${bits} bits`);
  }

  /** A text in UTF-8 behind its length in bytes. */
  public text(): string {
    const start = this.position;
    const length = this.u32();
    const from = this.position;
    this.skip(length, start, 'a text');
    if (length > LONGEST_TEXT) {
      throw new WasmFormatError(
        start,
        `a text of ${length} bytes is longer than engines take (${LONGEST_TEXT})`,
      );
    }
    try {
      return length === 0 ? '' : UTF_8.decode(this.bytes.part(from, this.position));
    } catch {
      throw new WasmFormatError(from, 'a text is not UTF-8');
    }
  }

  /** A counted list: calls `read` for each entry. */
  public list(read: () => void): void {
    for (let left = this.u32(); left > 0; left--) {
      read();
    }
  }

  /** Refuses bytes behind the last entry of a section. */
  public expectEnd(): void {
    if (!this.done) {
      throw new WasmFormatError(this.position, 'bytes are left behind the last entry of a section');
    }
  }

  /** Passes over `length` bytes. */
  public skip(length: number, start: number, what: string): void {
    const left = this.end - this.position;
    if (length > left) {
      throw new WasmFormatError(start, `${what} says that it has ${length} bytes, and ${left} are left`);
    }
    this.position += length;
  }

  /** A part of what is left, to be read by itself. */
  public part(length: number, start: number, what: string): ByteReader {
    const from = this.position;
    this.skip(length, start, what);
    return new ByteReader(this.bytes, from, this.position);
  }
}
