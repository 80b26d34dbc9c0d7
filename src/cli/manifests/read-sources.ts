import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Terminal } from '../terminal';
import { UsageError } from '../usage-error';
import { archiveSources, isArchive } from './archive';
import { mayHoldManifests, type Source, sourceOf } from './source';

/** In the place of a path: standard input. */
export const STDIN = '-';

/** In messages. */
const STDIN_NAME = 'standard input';

/** Below a folder that somebody names, nobody means what lies in there. */
const PASSED_OVER = /^(\..*|node_modules)$/;

/**
 * Reads what may hold manifests: files, folders with all that is in them, Helm charts (as folders and packed), standard
 * input.
 *
 * @throws where something is missing or cannot be read
 */
export async function readSources(paths: readonly string[], terminal: Terminal): Promise<Source[]> {
  const sources: Source[] = [];
  for (const path of paths) {
    if (path === STDIN) {
      sources.push(sourceOf(STDIN_NAME, await allOf(terminal.input), false));
    } else {
      sources.push(...readPath(path, terminal.folder));
    }
  }
  return sources;
}

function readPath(path: string, from: string): Source[] {
  const absolute = resolve(from, path);
  if (!existsSync(absolute)) {
    throw new UsageError(
      `[${path}] no such file or folder; fix: cdk8s synth writes dist/ unless cdk8s.yaml says otherwise`,
    );
  }
  if (statSync(absolute).isDirectory()) {
    return readFolder(path.replace(/(?<=.)[\\/]+$/, ''), absolute, false, new Set());
  }
  return readFile(path, absolute, false);
}

/** Files in the order of their names, so that messages are too. */
function readFolder(name: string, folder: string, isInChart: boolean, seen: Set<string>): Source[] {
  const real = realpathSync(folder);
  if (seen.has(real)) {
    return [];
  }
  seen.add(real);
  const isChart = isInChart || existsSync(join(folder, 'Chart.yaml'));
  return readdirSync(folder)
    .filter((entry) => !PASSED_OVER.test(entry))
    .sort()
    .flatMap((entry) => {
      const absolute = join(folder, entry);
      const inside = name === '.' ? entry : `${name}/${entry}`;
      // A link may lead nowhere.
      const found = statSync(absolute, { throwIfNoEntry: false });
      if (found?.isDirectory()) {
        return readFolder(inside, absolute, isChart, seen);
      }
      const isWanted = mayHoldManifests(entry) || (isChart && isArchive(entry));
      return found?.isFile() && isWanted ? readFile(inside, absolute, isChart) : [];
    });
}

function readFile(name: string, path: string, isInChart: boolean): Source[] {
  const bytes = readFileSync(path);
  return isArchive(name) ? archiveSources(name, bytes) : [sourceOf(name, bytes, isInChart)];
}

async function allOf(input: Terminal['input']): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of input) {
    chunks.push(Buffer.from(chunk));
  }
  return Buffer.concat(chunks);
}
