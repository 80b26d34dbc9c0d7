import { ByteReader, WasmFormatError } from './byte-reader';
import { ComponentReader } from './component-reader';
import { type ExternName, ModuleReader } from './module-reader';

/** What a binary says of itself. */
export interface WasmContent {
  readonly isComponent: boolean;
  readonly imports: readonly ExternName[];
  readonly exports: readonly ExternName[];
  /** Languages and tools by what they did (`language`, `processed-by`, `sdk`), each with its version. */
  readonly producers: { readonly [field: string]: readonly string[] };
}

const MAGIC = [0x00, 0x61, 0x73, 0x6d];
const PREAMBLE = 8;
const MODULE = { layer: 0, version: 1 };
/** Version 13 is what every tool has written since 2023; it becomes 1 with the final format. */
const COMPONENT = { layer: 1, version: 13 };

/**
 * Reads the names in a `.wasm` in one pass over the headers of its sections.
 *
 * @throws WasmFormatError for what is no WebAssembly, or breaks off
 */
export function readWasm(bytes: Uint8Array): WasmContent {
  const isComponent = readPreamble(bytes);
  const reader = isComponent ? new ComponentReader() : new ModuleReader();
  const producers: { [field: string]: string[] } = {};
  const file = new ByteReader(bytes, PREAMBLE, bytes.length);
  while (!file.done) {
    const at = file.position;
    const id = file.byte();
    const content = file.part(file.u32(), at, `section ${id}`);
    if (id !== 0) {
      reader.section(id, at, content);
    } else if (content.text() === 'producers') {
      readProducers(content, producers);
    }
  }
  return { isComponent, ...reader.names, producers };
}

function readPreamble(bytes: Uint8Array): boolean {
  const wrong = MAGIC.findIndex((byte, index) => bytes[index] !== byte);
  if (wrong >= 0) {
    throw new WasmFormatError(
      Math.min(wrong, bytes.length),
      'no WebAssembly: that begins with 00 61 73 6d ("\\0asm")',
    );
  }
  if (bytes.length < PREAMBLE) {
    throw new WasmFormatError(bytes.length, 'ends within the preamble');
  }
  const version = bytes[4] | (bytes[5] << 8);
  const layer = bytes[6] | (bytes[7] << 8);
  for (const known of [MODULE, COMPONENT]) {
    if (layer === known.layer && version === known.version) {
      return known === COMPONENT;
    }
  }
  throw new WasmFormatError(
    4,
    `version ${version} of layer ${layer}: known are modules (1 of 0) and components (13 of 1)`,
  );
}

/** The section is a note that tools leave, so a broken one says nothing of the code: what was read of it stands. */
function readProducers(content: ByteReader, producers: { [field: string]: string[] }): void {
  try {
    for (let fields = content.u32(); fields > 0; fields--) {
      const field = content.text();
      producers[field] ??= [];
      for (let left = content.u32(); left > 0; left--) {
        const [name, version] = [content.text(), content.text()];
        producers[field].push(version === '' ? name : `${name} ${version}`);
      }
    }
  } catch (error) {
    if (!(error instanceof WasmFormatError)) {
      throw error;
    }
  }
}
