import { readFileSync } from 'node:fs';
import { refusal } from '../value/refuse';
import { WasmFormatError } from './wasm/byte-reader';
import { roleOf, trackOf, type WasiTrack, WasmKind, type WasmRole } from './wasm/classify';
import { readWasm, type WasmContent } from './wasm/read-wasm';

/**
 * What a `.wasm` says of itself. It is read in one pass over the headers of its
 * sections: nothing is run, compiled or copied.
 *
 * @example
 * WasmBinary.fromFile('target/wasm32-wasip2/release/hello.wasm').role; // WasmRole.HTTP
 */
export class WasmBinary {
  /**
   * Reads a file.
   *
   * @param path the `.wasm`
   * @throws where it cannot be read, or is no WebAssembly: with the byte at which that shows
   */
  public static fromFile(path: string): WasmBinary {
    return parse(path, readBytes(path), (content, size) => new WasmBinary(content, size));
  }

  /**
   * Reads bytes.
   *
   * @param bytes the content of a `.wasm`
   * @throws where they are no WebAssembly: with the byte at which that shows
   * @jsii ignore
   */
  public static fromBytes(bytes: Uint8Array): WasmBinary {
    return parse('WasmBinary', bytes, (content, size) => new WasmBinary(content, size));
  }

  /** Core module or component. */
  public readonly kind: WasmKind;

  /** Which generation of WASI it is made for. */
  public readonly wasi: WasiTrack;

  /** What it is for. */
  public readonly role: WasmRole;

  /** Whole names of what it imports: `wasi:http/types@0.2.3`, or `module.field` of a core module. */
  public readonly imports: string[];

  /** Whole names of what it exports: `wasi:http/incoming-handler@0.2.3`, or `_start`. */
  public readonly exports: string[];

  /**
   * Languages and tools that made it, with versions, by what they did: `language`, `processed-by`, `sdk`.
   * Empty where the tools left no note.
   */
  public readonly producers: { [field: string]: string[] };

  private constructor(
    content: WasmContent,
    /** Size in bytes. */
    public readonly size: number,
  ) {
    this.kind = content.isComponent ? WasmKind.COMPONENT : WasmKind.MODULE;
    this.wasi = trackOf(content);
    this.role = roleOf(content);
    this.imports = content.imports.map(({ name }) => name);
    this.exports = content.exports.map(({ name }) => name);
    this.producers = Object.fromEntries(
      Object.entries(content.producers).map(([field, tools]) => [field, [...tools]]),
    );
  }
}

function readBytes(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (error) {
    throw refusal({
      path: 'WasmBinary',
      field: 'path',
      value: path,
      wrong: error instanceof Error ? error.message : String(error),
      fix: 'build it first, and give the path from the folder in which the program runs',
    });
  }
}

function parse<T>(source: string, bytes: Uint8Array, make: (content: WasmContent, size: number) => T): T {
  try {
    return make(readWasm(bytes), bytes.length);
  } catch (error) {
    throw error instanceof WasmFormatError ? new Error(`[${source}] ${error.message}`) : error;
  }
}
