import type { ByteReader } from './byte-reader';
import { WasmFormatError } from './byte-reader';

/** One import or export of a binary. */
export interface ExternName {
  /** The whole name: `wasi:http/incoming-handler@0.2.3`, or `module.field` for an import of a core module. */
  readonly name: string;
  /** What it is: `func`, `instance`, `memory`, … */
  readonly kind: string;
}

/** What of a core module's sections matters here. */
export interface ModuleNames {
  readonly imports: ExternName[];
  readonly exports: ExternName[];
}

const KINDS = ['func', 'table', 'memory', 'global', 'tag'];
const IMPORTS = 2;
const EXPORTS = 7;

/**
 * Sections in the order that they may have: type, import, function, table,
 * memory, tag, global, export, start, element, data count, code, data.
 * Source: WebAssembly core specification 3, binary format, modules.
 */
const ORDER = [1, 2, 3, 4, 5, 13, 6, 7, 8, 9, 12, 10, 11];

/**
 * More imports or exports than any engine takes: V8 and wasmparser stop at a
 * million. A file cannot make the reader keep more than a few times its size.
 */
export const MOST_NAMES = 1_000_000;

/** Reads the sections of a core module one by one, in their order. */
export class ModuleReader {
  public readonly names: ModuleNames = { imports: [], exports: [] };
  private last = -1;

  /** Reads one section. */
  public section(id: number, at: number, content: ByteReader): void {
    const place = ORDER.indexOf(id);
    if (place < 0) {
      throw new WasmFormatError(at, `section ${id} is none of a module`);
    }
    if (place <= this.last) {
      throw new WasmFormatError(at, `section ${id} stands twice, or behind one that it comes before`);
    }
    this.last = place;
    if (id === IMPORTS) {
      readEach(content, () => this.names.imports.push(readImport(content)));
    } else if (id === EXPORTS) {
      readEach(content, () => this.names.exports.push(readExport(content)));
    }
  }
}

/** Reads a counted list to the end of its section. */
export function readEach(content: ByteReader, read: () => void): void {
  const start = content.position;
  const count = content.u32();
  if (count > MOST_NAMES) {
    throw new WasmFormatError(start, `${count} entries are more than any engine takes (${MOST_NAMES})`);
  }
  for (let i = 0; i < count; i++) {
    read();
  }
  if (!content.done) {
    throw new WasmFormatError(content.position, 'bytes are left behind the last entry of a section');
  }
}

function readImport(content: ByteReader): ExternName {
  const module = content.text();
  const field = content.text();
  const kind = readKind(content);
  skipType(content, kind);
  return { name: `${module}.${field}`, kind };
}

function readExport(content: ByteReader): ExternName {
  const name = content.text();
  const kind = readKind(content);
  content.u32();
  return { name, kind };
}

function readKind(content: ByteReader): string {
  const at = content.position;
  const code = content.byte();
  if (code >= KINDS.length) {
    throw new WasmFormatError(at, `${code} is no kind of import or export`);
  }
  return KINDS[code];
}

function skipType(content: ByteReader, kind: string): void {
  if (kind === 'func') {
    content.u32();
  } else if (kind === 'table') {
    skipReferenceType(content);
    skipLimits(content);
  } else if (kind === 'memory') {
    skipLimits(content);
  } else if (kind === 'global') {
    skipReferenceType(content);
    content.byte();
  } else {
    content.byte();
    content.u32();
  }
}

/** A value type is one byte, or two with a heap type behind (`ref null ht`, `ref ht`). */
function skipReferenceType(content: ByteReader): void {
  const code = content.byte();
  if (code === 0x63 || code === 0x64) {
    content.skipNumber();
  }
}

/** Bit 0 of the flags: a maximum; bit 3: a page size of its own. */
function skipLimits(content: ByteReader): void {
  const flags = content.byte();
  content.skipNumber();
  if (flags & 1) {
    content.skipNumber();
  }
  if (flags & 8) {
    content.skipNumber();
  }
}
