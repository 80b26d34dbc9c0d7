import { copyFileSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { withLock } from '../lock.mjs';
import { run } from '../process.mjs';
import { builtFolder, goParts, kubernetesVersion, shim } from './parts.mjs';

/** @typedef {import('./parts.mjs').Part} Part */

/**
 * Builds what the cluster has not yet.
 *
 * @param {(note: string) => void} progress
 */
export function buildParts(progress) {
  return buildAll([shim, ...goParts], progress);
}

/**
 * Builds what is not there yet, one part after the other: each uses every core.
 *
 * @param {readonly Part[]} parts
 * @param {(note: string) => void} progress
 */
export async function buildAll(parts, progress) {
  const due = parts.filter((part) => !existsSync(builtFolder(part)));
  for (const part of due) {
    await build(part, (note) => progress(`${part.name}: ${note}`));
  }
  return due.length === 0 ? 'unchanged' : `built ${due.map(({ name }) => name).join(', ')}`;
}

/**
 * The folders in which the cluster looks for programs. The machine's own come before the shim that was built: one that is
 * there is a released one, and better evidence.
 *
 * @param {string} [path] the machine's own
 */
export function programPath(path = process.env.PATH ?? '') {
  return [...goParts.map(builtFolder), path, builtFolder(shim)].join(delimiter);
}

/**
 * Builds a part, unless another run does so now: then this one waits for it.
 *
 * @param {Part} part
 * @param {(note: string) => void} progress
 */
function build(part, progress) {
  const folder = builtFolder(part);
  const waiting = () => progress('another run builds it');
  return withLock(`${folder}.lock`, { waiting }, async () => {
    if (existsSync(folder)) return;
    const scratch = `${folder}.${process.pid}`;
    mkdirSync(scratch, { recursive: true });
    try {
      await (part === shim ? buildRust : buildGo)(part, scratch, progress);
      // A lock may be lost; what is there already is as good.
      if (!existsSync(folder)) renameSync(scratch, folder);
    } finally {
      rmSync(scratch, { recursive: true, force: true });
    }
  });
}

/**
 * @param {Part} part
 * @param {string} folder
 * @param {(note: string) => void} progress
 */
async function buildGo({ name, source, programs, files = {}, flags = {} }, folder, progress) {
  const version = kubernetesVersion();
  const [major, minor] = version.split('.');
  const stamp = Object.entries({ gitVersion: `v${version}`, gitMajor: major, gitMinor: minor });
  const linker = ['-s', '-w', ...(flags.linker ?? [])];
  if (name === 'kubernetes') {
    linker.push(...stamp.map(([key, value]) => `-X k8s.io/component-base/version.${key}=${value}`));
  }
  for (const [program, goPackage] of Object.entries(programs)) {
    let packages = 0;
    await run(
      'go',
      // -v names each package that had to be compiled.
      [
        'build',
        '-v',
        '-trimpath',
        '-buildvcs=false',
        ...(flags.tags === undefined ? [] : ['-tags', flags.tags]),
        '-ldflags',
        linker.join(' '),
        '-o',
        join(folder, program),
        goPackage,
      ],
      {
        cwd: source,
        env: { CGO_ENABLED: '0' },
        onText: (text) => {
          packages += text.split('\n').length - 1;
          progress(`${program}, ${packages} packages`);
        },
      },
    );
  }
  for (const [file, { module, path }] of Object.entries(files)) {
    const { stdout } = await run('go', ['list', '-m', '-f', '{{.Dir}}', module], { cwd: source });
    copyFileSync(join(stdout.trim(), path), join(folder, file));
  }
}

/**
 * @param {Part} part
 * @param {string} folder
 * @param {(note: string) => void} progress
 */
async function buildRust({ source, programs }, folder, progress) {
  const target = join(folder, 'target');
  let crates = 0;
  await run('cargo', ['build', '--release', '--locked', '--color=never', '--target-dir', target], {
    cwd: source,
    onText: (text) => {
      crates += text.split('Compiling ').length - 1;
      progress(`${crates} crates`);
    },
  });
  for (const [program, built] of Object.entries(programs)) {
    copyFileSync(join(target, 'release', built), join(folder, program));
  }
  // Two gigabytes that nobody needs again.
  rmSync(target, { recursive: true });
}
