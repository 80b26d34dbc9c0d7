import { closeSync, openSync, statSync } from 'node:fs';
import { refusal } from '../value/refuse';
import type { WasmBinarySpec } from './wasm/binary-spec';
import { type Bytes, FileBytes, MemoryBytes } from './wasm/bytes';
import { type WasiTrack, WasmKind, type WasmRole } from './wasm/classify';
import { WasmFormatError } from './wasm/format-error';
import { mistakenFor } from './wasm/preamble';
import { readWasm, type WasmContent } from './wasm/read-wasm';

/**
 * What a `.wasm` says of itself. It is read in one pass over the headers of its
 * sections: nothing is run or compiled, and code and data are passed over.
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
    const { descriptor, size } = open(path);
    try {
      return new WasmBinary(parse(path, new FileBytes(descriptor, size)), size);
    } finally {
      closeSync(descriptor);
    }
  }

  /**
   * Reads bytes.
   *
   * @param bytes the content of a `.wasm`
   * @throws where they are no WebAssembly: with the byte at which that shows
   * @jsii ignore
   */
  public static fromBytes(bytes: Uint8Array): WasmBinary {
    if (!ArrayBuffer.isView(bytes)) {
      throw refusal({
        path: 'WasmBinary',
        field: 'bytes',
        value: bytes,
        wrong: 'these are no bytes',
        allowed: 'a Uint8Array or Buffer',
        fix: 'for a path there is WasmBinary.fromFile',
      });
    }
    return new WasmBinary(parse('WasmBinary', new MemoryBytes(bytes)), bytes.length);
  }

  /** Core module or component. */
  public readonly kind: WasmKind;

  /** Which generation of WASI it is made for. */
  public readonly wasi: WasiTrack;

  /** What it is for. */
  public readonly role: WasmRole;

  /**
   * Languages and tools that made it, with versions, by what they did: `language`, `processed-by`, `sdk`.
   * Those of a component stand first, then those of the modules inside it. Empty where the tools left no note.
   */
  public readonly producers: { [field: string]: string[] };

  private constructor(
    private readonly content: WasmContent,
    /** Size in bytes. */
    public readonly size: number,
  ) {
    this.kind = content.isComponent ? WasmKind.COMPONENT : WasmKind.MODULE;
    this.wasi = content.wasi;
    this.role = content.role;
    this.producers = content.producers;
  }

  /** Whole names of what it imports: `wasi:http/types@0.2.3`, or `module.field` of a core module. */
  public get imports(): string[] {
    return this.content.imports.names();
  }

  /** Whole names of what it exports: `wasi:http/incoming-handler@0.2.3`, or `_start`. */
  public get exports(): string[] {
    return this.content.exports.names();
  }

  /** All of it as plain data. */
  public toSpec(): WasmBinarySpec {
    const { kind, wasi, role, imports, exports, producers, size } = this;
    return { kind, wasi, role, imports, exports, producers, size };
  }
}

function open(path: string): { descriptor: number; size: number } {
  try {
    // A pipe or a device would be read for ever.
    const status = statSync(path);
    if (!status.isFile()) {
      throw new Error('it is a folder or a device, and no file');
    }
    return { descriptor: openSync(path, 'r'), size: status.size };
  } catch (error) {
    throw refusal({
      path: 'WasmBinary',
      field: 'path',
      value: path,
      wrong: error instanceof Error ? error.message : String(error),
      fix: 'build the .wasm first, and give its path from the folder in which the program runs',
    });
  }
}

function parse(source: string, bytes: Bytes): WasmContent {
  try {
    return readWasm(bytes);
  } catch (error) {
    if (!(error instanceof WasmFormatError)) {
      throw error;
    }
    const mistaken = mistakenFor(bytes);
    const hint = mistaken === undefined ? '' : `; it seems to be ${mistaken.is}; fix: ${mistaken.fix}`;
    throw new Error(`[${source}] ${error.message}${hint}`);
  }
}
