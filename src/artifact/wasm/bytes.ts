import { readSync } from 'node:fs';
import { cutOff, WasmFormatError } from './format-error';

/** The bytes of a binary, wherever they are. */
export interface Bytes {
  /** How many there are. */
  readonly length: number;
  /** The byte at a position below `length`. */
  at(position: number): number;
  /** The bytes from `from` to before `to`, until the next call. */
  part(from: number, to: number): Uint8Array;
}

/** Bytes in memory. */
export class MemoryBytes implements Bytes {
  public readonly length: number;

  public constructor(private readonly bytes: Uint8Array) {
    this.length = bytes.length;
  }

  public at(position: number): number {
    return this.bytes[position];
  }

  public part(from: number, to: number): Uint8Array {
    return this.bytes.subarray(from, to);
  }
}

const SMALLEST_WINDOW = 512;
const LARGEST_WINDOW = 64 * 1024;

/**
 * Bytes of an open file, of which only those around the places looked at are
 * read, as code and data are passed over. After a jump that is little, and more
 * and more while one place follows the other.
 */
export class FileBytes implements Bytes {
  private readonly window = new Uint8Array(LARGEST_WINDOW);
  private size = SMALLEST_WINDOW;
  private start = 0;
  private stop = 0;

  public constructor(
    private readonly descriptor: number,
    public readonly length: number,
  ) {}

  public at(position: number): number {
    if (position < this.start || position >= this.stop) {
      this.size = position === this.stop ? Math.min(2 * this.size, LARGEST_WINDOW) : SMALLEST_WINDOW;
      this.start = position;
      this.stop = position + this.read(this.window.subarray(0, this.size), position);
    }
    return this.window[position - this.start];
  }

  public part(from: number, to: number): Uint8Array {
    if (from >= this.start && to <= this.stop) {
      return this.window.subarray(from - this.start, to - this.start);
    }
    const part = new Uint8Array(to - from);
    for (let done = 0; done < part.length; ) {
      done += this.read(part.subarray(done), from + done);
    }
    return part;
  }

  private read(target: Uint8Array, position: number): number {
    let count: number;
    try {
      count = readSync(this.descriptor, target, 0, target.length, position);
    } catch (error) {
      throw new WasmFormatError(position, error instanceof Error ? error.message : String(error));
    }
    if (count === 0) {
      throw cutOff(position);
    }
    return count;
  }
}
