/** A file in an archive. */
export interface ArchivedFile {
  readonly path: string;
  readonly content: Uint8Array;
}

const BLOCK = 512;

/** Types of entries (POSIX.1-2017, `pax`, and GNU tar): a file, as it is and as old programs wrote it. */
const FILES = ['0', '\0'];
const GNU_LONG_NAME = 'L';
const PAX = 'x';

/**
 * The files of a tar archive.
 *
 * @throws where a header is none, or the archive ends before a file does
 */
export function untar(archive: Uint8Array): ArchivedFile[] {
  const bytes = Buffer.from(archive.buffer, archive.byteOffset, archive.byteLength);
  const files: ArchivedFile[] = [];
  let longName: string | undefined;
  for (let at = 0; at + BLOCK <= bytes.length; ) {
    const header = bytes.subarray(at, at + BLOCK);
    if (header.every((byte) => byte === 0)) {
      break;
    }
    checkSum(header, at);
    const size = octal(header, 124, 12, at);
    const content = bytes.subarray(at + BLOCK, at + BLOCK + size);
    if (content.length < size) {
      throw new Error(`the archive ends within the file at byte ${at}`);
    }
    const type = header.toString('latin1', 156, 157);
    if (type === GNU_LONG_NAME) {
      longName = textAt(content, 0, content.length);
    } else if (type === PAX) {
      longName = paxPath(content);
    } else {
      if (FILES.includes(type)) {
        files.push({ path: longName ?? nameOf(header), content });
      }
      longName = undefined;
    }
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
  }
  return files;
}

function nameOf(header: Buffer): string {
  const name = textAt(header, 0, 100);
  const prefix = textAt(header, 257, 5) === 'ustar' ? textAt(header, 345, 155) : '';
  return prefix === '' ? name : `${prefix}/${name}`;
}

/** Records are `LENGTH KEY=VALUE\n`, the length being that of the whole record. */
function paxPath(content: Buffer): string | undefined {
  let path: string | undefined;
  for (let at = 0; at < content.length; ) {
    const space = content.indexOf(' ', at);
    const length = Number(content.toString('latin1', at, space));
    if (space < 0 || !Number.isSafeInteger(length) || length <= space - at) {
      throw new Error('a pax header has no length');
    }
    const record = content.toString('utf8', space + 1, at + length - 1);
    path = record.startsWith('path=') ? record.slice('path='.length) : path;
    at += length;
  }
  return path;
}

/** Up to the first NUL. */
function textAt(bytes: Buffer, start: number, length: number): string {
  const field = bytes.subarray(start, start + length);
  const end = field.indexOf(0);
  return field.toString('utf8', 0, end < 0 ? field.length : end);
}

function octal(header: Buffer, start: number, length: number, at: number): number {
  const text = textAt(header, start, length).trim();
  if (!/^[0-7]+$/.test(text)) {
    throw new Error(`there is no tar header at byte ${at}`);
  }
  return Number.parseInt(text, 8);
}

/** The sum is that of the header with spaces in the place of the sum. */
function checkSum(header: Buffer, at: number): void {
  const sum = header.reduce((total, byte, index) => total + (index >= 148 && index < 156 ? 32 : byte), 0);
  if (octal(header, 148, 8, at) !== sum) {
    throw new Error(`there is no tar header at byte ${at}`);
  }
}
