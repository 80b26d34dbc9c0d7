import { randomUUID } from 'node:crypto';
import { closeSync, existsSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';

/** So many bytes are gathered before they are written. */
const CHUNK = 1 << 20;

/** A character of UTF-16 has at most so many bytes in UTF-8. */
const MOST_BYTES = 3;

/**
 * The files of one synth. They are written beside the folder that they are for, and come into it when all of them are
 * whole: a synth that fails leaves what was there.
 */
export class OutputFiles {
  private readonly target: string;
  private readonly scratch: string;
  private readonly names = new Set<string>();
  /** Folders below the scratch folder that are there. */
  private readonly folders = new Set(['.']);
  private readonly gathered = Buffer.allocUnsafe(CHUNK);

  /** @param folder where the files are to be; it is made where it is not there */
  public constructor(folder: string) {
    this.target = resolve(folder);
    mkdirSync(dirname(this.target), { recursive: true });
    this.scratch = join(dirname(this.target), `.${basename(this.target)}-${randomUUID()}`);
    mkdirSync(this.scratch);
  }

  /**
   * Writes a file; a second one of the same name takes the place of the first. No more than a chunk of it is held.
   *
   * @param name its path below the folder
   * @param pieces its text, piece by piece
   */
  public write(name: string, pieces: Iterable<string>): void {
    this.makeFolderOf(name);
    const file = openSync(`${this.scratch}/${name}`, 'w');
    try {
      let length = 0;
      for (const piece of pieces) {
        const most = piece.length * MOST_BYTES;
        if (length + most > CHUNK) {
          writeWhole(file, this.gathered, length);
          length = 0;
        }
        if (most > CHUNK) {
          const bytes = Buffer.from(piece);
          writeWhole(file, bytes, bytes.length);
        } else {
          length += this.gathered.write(piece, length);
        }
      }
      writeWhole(file, this.gathered, length);
    } finally {
      closeSync(file);
    }
    this.names.add(name);
  }

  private makeFolderOf(name: string): void {
    const folder = name.includes('/') ? dirname(name) : '.';
    if (!this.folders.has(folder)) {
      mkdirSync(join(this.scratch, folder), { recursive: true });
      this.folders.add(folder);
    }
  }

  /** Puts the files where they belong. */
  public publish(): void {
    if (!existsSync(this.target)) {
      renameSync(this.scratch, this.target);
      return;
    }
    for (const folder of this.folders) {
      mkdirSync(join(this.target, folder), { recursive: true });
    }
    for (const name of this.names) {
      renameSync(join(this.scratch, name), join(this.target, name));
    }
    this.discard();
  }

  /** Removes what was not published. */
  public discard(): void {
    if (existsSync(this.scratch)) {
      rmSync(this.scratch, { recursive: true, force: true });
    }
  }
}

/** A file may take less at once than it is given. */
function writeWhole(file: number, bytes: Buffer, length: number): void {
  for (let written = 0; written < length; ) {
    written += writeSync(file, bytes, written, length - written);
  }
}
