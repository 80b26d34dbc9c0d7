import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { engineFolders } from '../../scripts/lib/engine.mjs';
import { root } from '../../scripts/lib/root.mjs';

/**
 * Makes a state, a home and plugins for the engine in a folder.
 *
 * @param folder that is there
 * @param packages a folder whose packages the provider of Node programs is of; this repository's where nothing is said
 * @returns the variables by which the engine finds them
 */
export function engineEnvironment(folder: string, packages = root): Record<string, string> {
  const [state, home, bin] = ['state', 'home', 'bin'].map((name) => join(folder, name));
  for (const each of [state, home, bin]) mkdirSync(each);
  const provider = join(bin, 'pulumi-resource-pulumi-nodejs');
  const main = join(packages, 'node_modules/@pulumi/pulumi/cmd/dynamic-provider/index.js');
  // It comes with the command of a release, and not with its Go module.
  writeFileSync(provider, `#!/bin/sh\nexec "${process.execPath}" "${main}" "$@"\n`);
  chmodSync(provider, 0o755);
  return {
    PATH: [...engineFolders(), bin, process.env.PATH].join(delimiter),
    PULUMI_BACKEND_URL: `file://${state}`,
    PULUMI_HOME: home,
    PULUMI_CONFIG_PASSPHRASE: 'x',
    PULUMI_SKIP_UPDATE_CHECK: 'true',
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: 'true',
    // The engine and its plugins are programs of Go that end after a second or two: memory need not be found again.
    GOGC: '800',
    CI: 'true',
    NO_COLOR: '1',
  };
}

/** The texts of all files below a folder, in the order of their names. */
export function filesIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return filesIn(path);
      return entry.isFile() ? [readFileSync(path, 'utf8')] : [];
    });
}
