import { copyFileSync, linkSync, mkdirSync, readdirSync, readlinkSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Makes a second tree of what is installed, of the same files: hard links, or copies where another file system begins. What
 * npm and others keep of their own at its top they would write to, so that is copied, and what is a cache is left out.
 *
 * @param {string} from a node_modules
 * @param {string} to
 */
export function linkTree(from, to) {
  mkdirSync(to);
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isFile()) copyFileSync(source, target);
    else if (entry.name === '.bin' || !entry.name.startsWith('.')) linkEntry(entry, source, target);
  }
}

/**
 * @param {import('node:fs').Dirent} entry
 * @param {string} source
 * @param {string} target
 */
function linkEntry(entry, source, target) {
  if (entry.isSymbolicLink()) symlinkSync(readlinkSync(source), target);
  else if (entry.isFile()) linkFile(source, target);
  else {
    mkdirSync(target);
    for (const inner of readdirSync(source, { withFileTypes: true })) {
      linkEntry(inner, join(source, inner.name), join(target, inner.name));
    }
  }
}

/**
 * @param {string} source
 * @param {string} target
 */
function linkFile(source, target) {
  try {
    linkSync(source, target);
  } catch {
    copyFileSync(source, target);
  }
}
