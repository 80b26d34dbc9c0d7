import { type ByteReader, WasmFormatError } from './byte-reader';
import { type ExternName, readEach } from './module-reader';

/** What of a component's sections matters here. */
export interface ComponentNames {
  readonly imports: ExternName[];
  readonly exports: ExternName[];
}

const IMPORTS = 10;
const EXPORTS = 11;
const LAST_SECTION = 12;
const SORTS = ['core', 'func', 'value', 'type', 'component', 'instance'];
const CORE_MODULE = 0x11;

/**
 * Reads the sections of a component one by one. Only what stands at its top
 * matters: modules and components inside are passed over by their size.
 *
 * Grammar: WebAssembly/component-model, design/mvp/Binary.md.
 */
export class ComponentReader {
  public readonly names: ComponentNames = { imports: [], exports: [] };

  /** Reads one section. */
  public section(id: number, at: number, content: ByteReader): void {
    if (id > LAST_SECTION) {
      throw new WasmFormatError(at, `section ${id} is none of a component`);
    }
    if (id === IMPORTS) {
      readEach(content, () =>
        this.names.imports.push({ name: externName(content), kind: externType(content) }),
      );
    } else if (id === EXPORTS) {
      readEach(content, () => this.names.exports.push(readExport(content)));
    }
  }
}

function readExport(content: ByteReader): ExternName {
  const name = externName(content);
  const kind = sort(content);
  content.u32();
  if (flag(content)) {
    externType(content);
  }
  return { name, kind };
}

/** A name, also with options behind it (kind 2), which name versions and other implementations. */
function externName(content: ByteReader): string {
  const at = content.position;
  const form = content.byte();
  if (form > 2) {
    throw new WasmFormatError(at, `${form} is no form of a name`);
  }
  const name = content.text();
  if (form === 2) {
    for (let left = content.u32(); left > 0; left--) {
      content.byte();
      content.text();
    }
  }
  return name;
}

function sort(content: ByteReader): string {
  const at = content.position;
  const code = content.byte();
  if (code >= SORTS.length) {
    throw new WasmFormatError(at, `${code} is no sort of a component`);
  }
  if (code === 0) {
    content.byte();
  }
  return SORTS[code];
}

function externType(content: ByteReader): string {
  const at = content.position;
  const code = content.byte();
  if (code >= SORTS.length) {
    throw new WasmFormatError(at, `${code} is no type of an import or export`);
  }
  if (code === 0) {
    if (content.byte() !== CORE_MODULE) {
      throw new WasmFormatError(at, 'a component imports no core item but a module');
    }
    content.u32();
  } else if (code === 2) {
    // A bound on a value: the index of an equal one, or its type.
    content.byte();
    content.skipNumber();
  } else if (code === 3) {
    // A bound on a type: the index of an equal one, or `sub resource`.
    if (content.byte() === 0) {
      content.u32();
    }
  } else {
    content.u32();
  }
  return SORTS[code];
}

function flag(content: ByteReader): boolean {
  const at = content.position;
  const code = content.byte();
  if (code > 1) {
    throw new WasmFormatError(at, `${code} is neither yes nor no`);
  }
  return code === 1;
}
