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

/** The error for a binary that ends too soon. */
export function cutOff(offset: number): WasmFormatError {
  return new WasmFormatError(
    offset,
    'more was to come: the file is cut off, or a size before this byte is wrong',
  );
}
