import {
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';

/** So much text is gathered before it is written. */
const CHUNK = 1 << 20;

/**
 * The files of one synth. They are written beside the folder that they are for, and come into it when all of them are
 * whole: a synth that fails leaves what was there.
 */
export class OutputFiles {
  private readonly scratch: string;
  private readonly names = new Set<string>();

  /** @param folder where the files are to be; it is made where it is not there */
  public constructor(private readonly folder: string) {
    const target = resolve(folder);
    mkdirSync(dirname(target), { recursive: true });
    this.scratch = mkdtempSync(join(dirname(target), `.${basename(target)}-`));
  }

  /**
   * Writes a file; a second one of the same name takes the place of the first.
   *
   * @param name its path below the folder
   * @param pieces its text, piece by piece
   */
  public write(name: string, pieces: Iterable<string>): void {
    const path = join(this.scratch, name);
    mkdirSync(dirname(path), { recursive: true });
    const file = openSync(path, 'w');
    try {
      let gathered = '';
      for (const piece of pieces) {
        gathered += piece;
        if (gathered.length > CHUNK) {
          writeSync(file, gathered);
          gathered = '';
        }
      }
      writeSync(file, gathered);
    } finally {
      closeSync(file);
    }
    this.names.add(name);
  }

  /** Puts the files where they belong. */
  public publish(): void {
    for (const name of this.names) {
      const path = join(this.folder, name);
      mkdirSync(dirname(path), { recursive: true });
      renameSync(join(this.scratch, name), path);
    }
    mkdirSync(this.folder, { recursive: true });
    this.discard();
  }

  /** Removes what was not published. */
  public discard(): void {
    if (existsSync(this.scratch)) {
      rmSync(this.scratch, { recursive: true, force: true });
    }
  }
}
