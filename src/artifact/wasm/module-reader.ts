import type { ByteReader } from './byte-reader';
import type { Classifier } from './classify';
import { type ExternKind, Externs, type Visit } from './externs';
import { WasmFormatError } from './format-error';

const IMPORTS = 2;
const EXPORTS = 7;

/**
 * Sections in the order that they may have: type, import, function, table,
 * memory, tag, global, export, start, element, data count, code, data.
 * Source: WebAssembly core specification 3, binary format, modules.
 */
const ORDER = [1, 2, 3, 4, 5, 13, 6, 7, 8, 9, 12, 10, 11];

/** 32 is a function of exactly this type, of the proposal for custom descriptors. */
const KINDS: { readonly [code: number]: ExternKind } = {
  0: 'func',
  1: 'table',
  2: 'memory',
  3: 'global',
  4: 'tag',
  32: 'func',
};

/** In the place of a kind, behind an empty name: several imports of one module. Source: compact import section. */
const EACH_WITH_TYPE = 0x7f;
const ALL_OF_ONE_TYPE = 0x7e;

/** Reads the sections of a core module one by one, in their order. */
export class ModuleReader {
  public readonly imports = new Externs(readImports);
  public readonly exports = new Externs(readExports);
  private last = -1;

  public constructor(private readonly classifier: Classifier) {}

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
      this.imports.add(content, (name) => this.classifier.import(name));
    } else if (id === EXPORTS) {
      this.exports.add(content, (name, kind) => this.classifier.export(name, kind));
    }
  }
}

function readImports(content: ByteReader, visit: Visit): void {
  content.list(() => {
    const module = content.text();
    const field = content.text();
    const form = field === '' ? content.peek() : undefined;
    if (form === EACH_WITH_TYPE) {
      content.byte();
      content.list(() => {
        const name = `${module}.${content.text()}`;
        visit(name, readType(content));
      });
    } else if (form === ALL_OF_ONE_TYPE) {
      content.byte();
      const kind = readType(content);
      content.list(() => visit(`${module}.${content.text()}`, kind));
    } else {
      visit(`${module}.${field}`, readType(content));
    }
  });
}

function readExports(content: ByteReader, visit: Visit): void {
  content.list(() => {
    const name = content.text();
    const kind = content.oneOf(KINDS, 'kind of export');
    content.u32();
    visit(name, kind);
  });
}

/** The kind of an import, and its type, which is passed over. */
function readType(content: ByteReader): ExternKind {
  const kind = content.oneOf(KINDS, 'kind of import');
  if (kind === 'func') {
    content.u32();
  } else if (kind === 'table') {
    skipValueType(content);
    skipLimits(content);
  } else if (kind === 'memory') {
    skipLimits(content);
  } else if (kind === 'global') {
    skipValueType(content);
    content.byte();
  } else {
    content.byte();
    content.u32();
  }
  return kind;
}

/**
 * A value type is one byte; `ref null ht` and `ref ht` have a heap type behind.
 * In front of a type, 0x65 says shared, and 0x62 exact.
 */
function skipValueType(content: ByteReader): void {
  const code = content.byte();
  if (code === 0x65) {
    content.byte();
  } else if (code === 0x63 || code === 0x64) {
    const prefix = content.peek();
    if (prefix === 0x62 || prefix === 0x65) {
      content.byte();
    }
    content.skipNumber(33);
  }
}

/** Bits of the flags: 0 a maximum, 1 shared, 2 addresses of 64 bits, 3 a page size of its own. */
function skipLimits(content: ByteReader): void {
  const at = content.position;
  const flags = content.byte();
  if (flags > 0x0f) {
    throw new WasmFormatError(at, `0x${flags.toString(16)} are no flags of a table or memory`);
  }
  content.skipNumber(64);
  if (flags & 1) {
    content.skipNumber(64);
  }
  if (flags & 8) {
    content.u32();
  }
}
