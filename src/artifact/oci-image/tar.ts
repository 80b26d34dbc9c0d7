import type { Pieces } from './content';
import { byBytes } from './paths';

/** A file in an archive. */
export interface TarFile {
  /** Its path in the archive, without `/` in front. */
  readonly path: string;
  /** Its content. */
  readonly bytes: Uint8Array;
  /** Its permissions. */
  readonly mode: number;
}

const BLOCK = 512;
const FILE = '0';
const FOLDER = '5';
const EXTENDED = 'x';
const FOLDER_MODE = 0o755;
/** Lengths of the two fields that hold a path. */
const NAME = 100;
const PREFIX = 155;

/**
 * An archive (POSIX ustar) that depends on its files alone: owned by root, of
 * 1970, in the order of their paths, with the folders around them, as what
 * unpacks it would choose the permissions of those itself.
 *
 * The pieces are the headers and the contents that were given, not a copy of them.
 */
export function tar(files: readonly TarFile[]): Pieces {
  const folders = new Set(files.flatMap(({ path }) => foldersAround(path)));
  const entries = [
    ...[...folders].map((path) => ({ path, type: FOLDER, mode: FOLDER_MODE, bytes: new Uint8Array() })),
    ...files.map((file) => ({ ...file, type: FILE })),
  ].sort((a, b) => byBytes(a.path, b.path));
  const pieces = entries.flatMap(({ path, bytes, mode, type }) => [
    ...headers(path, bytes.length, mode, type),
    bytes,
    padding(bytes.length),
  ]);
  return [...pieces.filter(({ length }) => length > 0), Buffer.alloc(2 * BLOCK)];
}

/** `a/`, `a/b/` of `a/b/c`. */
function foldersAround(path: string): string[] {
  const parts = path.split('/').slice(0, -1);
  return parts.map((_, index) => `${parts.slice(0, index + 1).join('/')}/`);
}

function headers(path: string, size: number, mode: number, type: string): Buffer[] {
  const split = splitPath(path);
  if (split !== undefined) {
    return [header({ ...split, size, mode, type })];
  }
  // A record of its own holds the path; the field is for readers that do not know such records.
  const record = paxRecord('path', path);
  return [
    header({ name: 'pax', prefix: '', size: record.length, mode: 0o644, type: EXTENDED }),
    record,
    padding(record.length),
    header({ name: path.slice(-NAME).replace(/[^\x20-\x7e]/g, '_'), prefix: '', size, mode, type }),
  ];
}

/** A path in the two fields, or `undefined` where they cannot hold it. */
function splitPath(path: string): { name: string; prefix: string } | undefined {
  if (!/^[\x20-\x7e]*$/.test(path)) {
    return undefined;
  }
  if (path.length <= NAME) {
    return { name: path, prefix: '' };
  }
  const slash = path.indexOf('/', path.length - NAME - 1);
  return slash > 0 && slash <= PREFIX && slash < path.length - 1
    ? { name: path.slice(slash + 1), prefix: path.slice(0, slash) }
    : undefined;
}

/** `12 key=value` and an end of line; the number counts the whole record, itself too. */
function paxRecord(key: string, value: string): Buffer {
  const rest = Buffer.from(` ${key}=${value}\n`);
  let length = rest.length;
  while (String(length).length + rest.length !== length) {
    length = String(length).length + rest.length;
  }
  return Buffer.concat([Buffer.from(String(length)), rest]);
}

interface Fields {
  readonly name: string;
  readonly prefix: string;
  readonly size: number;
  readonly mode: number;
  readonly type: string;
}

function header({ name, prefix, size, mode, type }: Fields): Buffer {
  const block = Buffer.alloc(BLOCK);
  const octal = (value: number, at: number, digits: number): void => {
    block.write(`${value.toString(8).padStart(digits, '0')}\0`, at);
  };
  block.write(name, 0);
  octal(mode, 100, 7);
  octal(0, 108, 7);
  octal(0, 116, 7);
  octal(size, 124, 11);
  octal(0, 136, 11);
  block.write('        ', 148);
  block.write(type, 156);
  block.write('ustar\x0000', 257);
  octal(0, 329, 7);
  octal(0, 337, 7);
  block.write(prefix, 345);
  const checksum = block.reduce((sum, byte) => sum + byte, 0);
  block.write(`${checksum.toString(8).padStart(6, '0')}\0 `, 148);
  return block;
}

function padding(size: number): Buffer {
  return Buffer.alloc((BLOCK - (size % BLOCK)) % BLOCK);
}
