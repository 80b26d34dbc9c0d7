import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * This package's own version, read where it is asked for: loading the library
 * should not read files. The code is bundled when it is packed, so the folder
 * that holds it is not known beforehand.
 */
export function packageVersion(): string {
  let folder = __dirname;
  while (!existsSync(join(folder, 'package.json'))) {
    folder = dirname(folder);
  }
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).version;
}
