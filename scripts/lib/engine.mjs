import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { buildAll } from './cluster/build.mjs';
import { builtFolder } from './cluster/parts.mjs';
import { root } from './root.mjs';
import { StepProblem } from './steps.mjs';

/** @typedef {import('./cluster/parts.mjs').Part} Part */

const FOLDER = join(root, 'test', 'engine', 'parts');
const SDK = 'github.com/pulumi/pulumi/sdk/v3';

/** The release of Pulumi's command that the tests of the engine use, such as `3.259.0`. */
export function pulumiVersion() {
  const modules = readFileSync(join(FOLDER, 'pulumi', 'go.mod'), 'utf8');
  const version = new RegExp(`^(?:require|\t)\\s*${SDK} v(\\S+)`, 'm').exec(modules)?.[1];
  if (version === undefined) throw new Error(`go.mod requires no ${SDK}`);
  return version;
}

/** Those of a release. */
const PULUMI_FLAGS = {
  tags: 'grpcnotrace',
  linker: [`-X ${SDK}/go/common/version.Version=v${pulumiVersion()}`],
};

/** @type {readonly Part[]} */
export const engineParts = [
  {
    name: 'pulumi',
    area: 'engine',
    source: join(FOLDER, 'pulumi'),
    programs: { pulumi: 'github.com/pulumi/pulumi/pkg/v3/cmd/pulumi' },
    flags: PULUMI_FLAGS,
  },
  {
    // After the command, whose packages it shares: a module of its own, so that a change here builds no command anew.
    name: 'pulumi-language',
    area: 'engine',
    source: join(FOLDER, 'pulumi-language'),
    programs: Object.fromEntries(
      // Each is called by the name of its language.
      ['nodejs', 'python', 'go'].map((language) => [`pulumi-language-${language}`, '.']),
    ),
    flags: PULUMI_FLAGS,
  },
  {
    name: 'pulumi-kubernetes',
    area: 'engine',
    source: join(FOLDER, 'pulumi-kubernetes'),
    programs: { 'pulumi-resource-kubernetes': '.' },
    files: {
      'schema.json': {
        module: 'github.com/pulumi/pulumi-kubernetes/provider/v4',
        path: 'cmd/pulumi-resource-kubernetes/schema.json',
      },
    },
  },
  {
    name: 'pulumi-generators',
    area: 'engine',
    source: join(FOLDER, 'pulumi-generators'),
    programs: { 'pulumi-generators': '.' },
  },
];

/** The folders with the engine's programs, for a PATH. */
export function engineFolders() {
  return engineParts.map(builtFolder);
}

/**
 * Builds what is not there yet.
 *
 * @param {(note: string) => void} progress
 */
export function buildEngine(progress) {
  const isThere = engineFolders().every((folder) => existsSync(folder));
  const folders = (process.env.PATH ?? '').split(delimiter);
  if (!isThere && !folders.some((folder) => existsSync(join(folder, 'go')))) {
    throw new StepProblem('go is missing; Go 1.26 or newer: https://go.dev/dl');
  }
  return buildAll(engineParts, progress);
}
