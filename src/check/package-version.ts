import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** This package's own version, read where it is asked for: loading the library should not read files. */
export function packageVersion(): string {
  return JSON.parse(readFileSync(join(__dirname, '..', '..', 'package.json'), 'utf8')).version;
}
