import { WasmBinary } from '../../../src/artifact/wasm-binary';

/** How bytes are refused. */
export interface BytesRefusal {
  readonly offset: number;
  readonly wrong: string;
}

const SHAPE = /^\[WasmBinary\] byte (\d+) \(0x([0-9a-f]+)\): (.+)$/s;

/** The refusal of bytes; fails where they are taken. */
export function refusalOf(bytes: Uint8Array): BytesRefusal {
  const refused = read(bytes);
  if (refused === undefined) {
    throw new Error(`these bytes are taken: ${Buffer.from(bytes).toString('hex')}`);
  }
  return refused;
}

/** Reads bytes; they may be refused, but in no other way than with a plain error and a place within them. */
export function read(bytes: Uint8Array): BytesRefusal | undefined {
  try {
    WasmBinary.fromBytes(bytes);
    return undefined;
  } catch (error) {
    if (!(error instanceof Error) || error.constructor !== Error) {
      throw error;
    }
    const [, decimal, hexadecimal, wrong] = SHAPE.exec(error.message) ?? [];
    const offset = Number(decimal);
    if (Number.parseInt(hexadecimal, 16) !== offset || !(offset <= bytes.length)) {
      throw new Error(`no place within the bytes: ${error.message}`);
    }
    return { offset, wrong };
  }
}
