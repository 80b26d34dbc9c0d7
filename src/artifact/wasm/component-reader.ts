import type { ByteReader } from './byte-reader';
import type { Classifier } from './classify';
import { type ExternKind, Externs, type Visit } from './externs';
import { WasmFormatError } from './format-error';

const IMPORTS = 10;
const EXPORTS = 11;
const LAST_SECTION = 12;

const CORE = 'core';
const SORTS: { readonly [code: number]: ExternKind | typeof CORE } = {
  0: CORE,
  1: 'func',
  2: 'value',
  3: 'type',
  4: 'component',
  5: 'instance',
};
/** Of all core sorts, modules alone are imported and exported. */
const CORE_SORTS: { readonly [code: number]: ExternKind } = { 17: 'core module' };

/** Before a name: 0 and 1 mean the same by now, 2 says that options follow. */
const FORMS = { 0: 'plain', 1: 'plain', 2: 'options' };
const OPTIONS = { 0: 'implements', 1: 'versionsuffix', 2: 'external-id' };

const BOUNDS = { 0: 'eq', 1: 'sub resource' };
const ASCRIPTIONS = { 0: 'without', 1: 'with' };

/**
 * Reads the sections of a component one by one. Of its imports and exports only
 * those at its top matter.
 *
 * Grammar: WebAssembly/component-model, design/mvp/Binary.md, and wasmparser where it is ahead.
 */
export class ComponentReader {
  public readonly imports = new Externs(readImports);
  public readonly exports = new Externs(readExports);

  public constructor(private readonly classifier: Classifier) {}

  /** Reads one section; they stand in any order, and as often as they like. */
  public section(id: number, at: number, content: ByteReader): void {
    if (id > LAST_SECTION) {
      throw new WasmFormatError(at, `section ${id} is none of a component`);
    }
    if (id === IMPORTS) {
      this.imports.add(content, (name) => this.classifier.import(name));
    } else if (id === EXPORTS) {
      this.exports.add(content, (name, kind) => this.classifier.export(name, kind));
    }
  }
}

function readImports(content: ByteReader, visit: Visit): void {
  content.list(() => {
    const name = readName(content);
    visit(name, readType(content));
  });
}

function readExports(content: ByteReader, visit: Visit): void {
  content.list(() => {
    const name = readName(content);
    const kind = readSort(content);
    content.u32();
    if (content.oneOf(ASCRIPTIONS, 'sign of a type behind an export') === 'with') {
      readType(content);
    }
    visit(name, kind);
  });
}

/** The whole name: a version may be cut in two, `a:b/c@1.2` and the option `.3`. */
function readName(content: ByteReader): string {
  const form = content.oneOf(FORMS, 'form of a name');
  let name = content.text();
  if (form === 'options') {
    content.list(() => {
      const option = content.oneOf(OPTIONS, 'option of a name');
      const value = content.text();
      if (option === 'versionsuffix') {
        name += value;
      }
    });
  }
  return name;
}

function readSort(content: ByteReader): ExternKind {
  const sort = content.oneOf(SORTS, 'sort of a component');
  return sort === CORE ? content.oneOf(CORE_SORTS, 'core sort that a component may import or export') : sort;
}

/** What an import is, and its type, which is passed over. */
function readType(content: ByteReader): ExternKind {
  const kind = readSort(content);
  if (kind === 'type') {
    if (content.oneOf(BOUNDS, 'bound of a type') === 'eq') {
      content.u32();
    }
  } else if (kind === 'value') {
    skipValueType(content);
  } else {
    content.u32();
  }
  return kind;
}

/**
 * The grammar has 0 (equal to a value) or 1 before the type, wasm-tools writes
 * the bare type, of which 0 and 1 may be the index. What comes next decides: an
 * import behind this one begins with the form of its name.
 */
function skipValueType(content: ByteReader): void {
  const first = content.peek();
  content.skipNumber(33);
  const next = content.peek();
  if ((first === 0 || first === 1) && next !== undefined && !(next in FORMS)) {
    content.skipNumber(33);
  }
}
