import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { refusal } from '../../value/refuse';
import { missingCopies, staleCopies } from './copies';
import { assemblyNames } from './fingerprints';
import { readIndexHtml } from './index-html';
import type { BlazorSiteSpec } from './site-spec';

const INDEX = 'index.html';
const FRAMEWORK = '_framework';
const PUBLISH =
  'dotnet publish -c Release, and the wwwroot of its output: bin/Release/net10.0/publish/wwwroot';

/** Settings that a Blazor app asks for where it was published with them. */
export const SETTINGS = /^appsettings(?:\.[A-Za-z0-9_-]+)*\.json$/;

const WORKER_ASSETS = 'service-worker-assets.js';
const WORKER = 'service-worker.js';

/**
 * Reads the folder that `dotnet publish` has written.
 *
 * @throws where it is no such folder
 */
export function readSite(folder: string): BlazorSiteSpec {
  const files = new Set(filesIn(folder));
  if (!files.has(INDEX)) {
    const inside = ['wwwroot', 'publish/wwwroot'].find((below) => existsSync(join(folder, below, INDEX)));
    throw refused(
      folder,
      `it has no ${INDEX}`,
      inside === undefined ? PUBLISH : `give ${JSON.stringify(join(folder, inside))}`,
    );
  }
  if (![...files].some((file) => file.startsWith(`${FRAMEWORK}/`))) {
    throw refused(
      folder,
      `it has no ${FRAMEWORK}: these are sources, and not what a browser can run`,
      PUBLISH,
    );
  }
  const { basePath, framework } = readIndexHtml(join(folder, INDEX), text(folder, INDEX));
  const { fingerprinted, unlike } = assemblyNames([...files]);
  const settings = [...files].filter((file) => SETTINGS.test(file));
  return {
    basePath,
    fingerprinted,
    unlikeNames: unlike,
    missingFiles: framework.filter((file) => !files.has(file)),
    missingCopies: missingCopies(files),
    staleCopies: staleCopies(folder, files),
    settings,
    hashedSettings: hashedSettings(folder, files, settings),
  };
}

/** Paths of all files below a folder, with "/", in order. */
function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() || entry.isSymbolicLink())
      .map((entry) =>
        join(entry.parentPath, entry.name).slice(join(folder, '/').length).replaceAll('\\', '/'),
      )
      .sort();
  } catch (error) {
    throw refused(folder, error instanceof Error ? error.message : String(error), PUBLISH);
  }
}

/**
 * Settings that the service worker fetches with the hash that they had at the publish, unless its own script speaks of
 * them: that is where they are left out.
 */
function hashedSettings(folder: string, files: ReadonlySet<string>, settings: readonly string[]): string[] {
  if (!files.has(WORKER_ASSETS) || (files.has(WORKER) && text(folder, WORKER).includes('appsettings'))) {
    return [];
  }
  const urls = [...text(folder, WORKER_ASSETS).matchAll(/"url"\s*:\s*"([^"]*)"/g)].map(([, url]) => url);
  return settings.filter((file) => urls.includes(file));
}

function text(folder: string, file: string): string {
  return readFileSync(join(folder, file), 'utf8');
}

function refused(folder: string, wrong: string, fix: string): Error {
  return refusal({ path: 'BlazorSite', field: 'folder', value: folder, wrong, fix });
}
