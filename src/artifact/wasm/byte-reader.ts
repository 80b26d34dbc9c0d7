const UTF_8 = new TextDecoder('utf-8', { fatal: true });

/** What is wrong with a binary, and at which byte. */
export class WasmFormatError extends Error {
  public constructor(
    /** Offset from the start of the file, in bytes. */
    public readonly offset: number,
    wrong: string,
  ) {
    super(`byte ${offset} (0x${offset.toString(16)}): ${wrong}`);
  }
}

/** Reads the numbers and texts of the WebAssembly formats from a part of a file, and never past it. */
export class ByteReader {
  public constructor(
    private readonly bytes: Uint8Array,
    /** The next byte to read, from the start of the file. */
    public position: number,
    /** The first byte that is not to be read. */
    public readonly end: number,
  ) {}

  /** Whether all is read. */
  public get done(): boolean {
    return this.position >= this.end;
  }

  /** The next byte. */
  public byte(): number {
    if (this.position >= this.end) {
      throw new WasmFormatError(this.position, 'ends in the middle of something');
    }
    return this.bytes[this.position++];
  }

  /** An unsigned 32-bit number in LEB128: at most five bytes, of which the last has no bits to spare. */
  public u32(): number {
    const start = this.position;
    let value = 0;
    for (let shift = 0; shift < 35; shift += 7) {
      const byte = this.byte();
      if (shift === 28 && byte > 0x0f) {
        throw new WasmFormatError(start, 'a number takes more than 32 bits');
      }
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) {
        return value;
      }
    }
    throw new WasmFormatError(start, 'a number takes more than 32 bits');
  }

  /** Passes over a number in LEB128 of at most 64 bits. */
  public skipNumber(): void {
    const start = this.position;
    for (let count = 0; count < 10; count++) {
      if (this.byte() < 0x80) {
        return;
      }
    }
    throw new WasmFormatError(start, 'a number takes more than 64 bits');
  }

  /** A text in UTF-8 behind its length in bytes. */
  public text(): string {
    const start = this.position;
    const length = this.u32();
    const from = this.position;
    this.skip(length, start, 'a text');
    try {
      return UTF_8.decode(this.bytes.subarray(from, this.position));
    } catch {
      throw new WasmFormatError(from, 'a text is not UTF-8');
    }
  }

  /** Passes over `length` bytes. */
  public skip(length: number, start: number, what: string): void {
    if (length > this.end - this.position) {
      throw new WasmFormatError(
        start,
        `${what} says that it has ${length} bytes, and ${this.end - this.position} are left`,
      );
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
