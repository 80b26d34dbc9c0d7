import { ByteReader } from './byte-reader';
import type { Bytes } from './bytes';
import { Classifier, type WasiTrack, type WasmRole } from './classify';
import { ComponentReader } from './component-reader';
import type { Externs } from './externs';
import { WasmFormatError } from './format-error';
import { ModuleReader } from './module-reader';
import { readPreamble } from './preamble';
import { Producers } from './producers';

/** What a binary says of itself. */
export interface WasmContent {
  readonly isComponent: boolean;
  readonly wasi: WasiTrack;
  readonly role: WasmRole;
  readonly imports: Externs;
  readonly exports: Externs;
  /** Languages and tools by what they did (`language`, `processed-by`, `sdk`), each with its version. */
  readonly producers: { [field: string]: string[] };
}

const CUSTOM = 0;
/** Sections of a component that hold a whole binary. */
const INNER_MODULE = 1;
const INNER_COMPONENT = 4;

/**
 * Reads the names in a `.wasm` in one pass over the headers of its sections.
 *
 * Of the modules and components inside a component it takes the notes of tools:
 * the language of the source stands there. Nesting has no limit, so this is no
 * recursion: a small file nests deeper than any stack.
 *
 * @throws WasmFormatError for what is no WebAssembly, or breaks off
 */
export function readWasm(bytes: Bytes): WasmContent {
  const file = new ByteReader(bytes, 0, bytes.length);
  const isComponent = readPreamble(file);
  const classifier = new Classifier(isComponent);
  const top = isComponent ? new ComponentReader(classifier) : new ModuleReader(classifier);
  const [notes, innerNotes] = [new Producers(), new Producers()];
  /** Ends of the components around the current place, outermost first. */
  const around: number[] = [];
  let inComponent = isComponent;
  for (;;) {
    if (file.done) {
      const end = around.pop();
      if (end === undefined) {
        const { imports, exports } = top;
        const { wasi, role } = classifier;
        return { isComponent, wasi, role, imports, exports, producers: notes.with(innerNotes) };
      }
      file.end = end;
      inComponent = true;
      continue;
    }
    const isTop = around.length === 0;
    const at = file.position;
    const id = file.byte();
    const content = file.part(file.u32(), at, `section ${id}`);
    if (id === CUSTOM) {
      (isTop ? notes : innerNotes).readCustomSection(content);
    } else if (isTop) {
      top.section(id, at, content);
    }
    if (inComponent && (id === INNER_MODULE || id === INNER_COMPONENT)) {
      around.push(file.end);
      file.position = content.position;
      file.end = content.end;
      inComponent = readInnerPreamble(file, id);
    }
  }
}

function readInnerPreamble(file: ByteReader, section: number): boolean {
  const start = file.position;
  const isComponent = readPreamble(file);
  if (isComponent !== (section === INNER_COMPONENT)) {
    throw new WasmFormatError(start, `section ${section} of a component holds a binary of another kind`);
  }
  return isComponent;
}
