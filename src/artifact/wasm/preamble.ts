import type { ByteReader } from './byte-reader';
import type { Bytes } from './bytes';
import { WasmFormatError } from './format-error';

const MAGIC = [0x00, 0x61, 0x73, 0x6d];

/** What people give in the place of a `.wasm`, by how it begins, and what to do about it. */
const MISTAKEN: readonly (readonly [begins: readonly number[] | string, is: string, fix: string])[] = [
  ['(', 'WebAssembly text', 'make it binary with `wasm-tools parse`'],
  [';;', 'WebAssembly text', 'make it binary with `wasm-tools parse`'],
  [[0x1f, 0x8b], 'a gzip archive', 'unpack it'],
  [[0x28, 0xb5, 0x2f, 0xfd], 'a zstd archive', 'unpack it'],
  ['PK', 'a zip archive', 'unpack it'],
  [[0x7f, 0x45, 0x4c, 0x46], 'a program for Linux (ELF)', 'compile it for wasm32'],
  ['MZ', 'a program for Windows', 'compile it for wasm32'],
  ['BC', 'LLVM bitcode', 'link it for wasm32'],
  ['!<arch>', 'a static library', 'link it into a module'],
  ['version https://git-lfs', 'a pointer of Git LFS', 'fetch the file with `git lfs pull`'],
  ['package ', 'WIT, the text of interfaces', 'give the binary that implements it'],
];

/** Reads the first eight bytes: whether it is a component or a module. */
export function readPreamble(file: ByteReader): boolean {
  const start = file.position;
  if (file.done) {
    throw new WasmFormatError(start, 'no WebAssembly: there is nothing in it');
  }
  for (let index = 0; index < MAGIC.length; index++) {
    const byte = file.byte();
    if (byte !== MAGIC[index]) {
      const found = [...MAGIC.slice(0, index), byte];
      throw new WasmFormatError(
        start + index,
        `no WebAssembly: it begins with ${hex(found)}, and that with ${hex(MAGIC)}`,
      );
    }
  }
  const version = file.byte() + 256 * file.byte();
  const layer = file.byte() + 256 * file.byte();
  const isModule = layer === 0 && version === 1;
  // All tools have written this version since 2023.
  const isComponent = layer === 1 && version === 13;
  if (!isModule && !isComponent) {
    throw new WasmFormatError(
      start + MAGIC.length,
      `version ${version} of layer ${layer} is not known; known are modules (1 of layer 0) and components (13 of layer 1)`,
    );
  }
  return isComponent;
}

function hex(bytes: readonly number[]): string {
  return bytes.map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
}

/** What a file that is no WebAssembly seems to be, and what to do about it. */
export function mistakenFor(file: Bytes): { is: string; fix: string } | undefined {
  const bytes = file.part(0, Math.min(file.length, 1024));
  const text = Buffer.from(bytes).toString('latin1').trimStart();
  const known = MISTAKEN.find(([begins]) =>
    typeof begins === 'string'
      ? text.startsWith(begins)
      : begins.every((byte, index) => byte === bytes[index]),
  );
  return known === undefined ? undefined : { is: known[1], fix: known[2] };
}
