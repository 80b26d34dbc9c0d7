import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { SAMPLE, SAMPLE_FILE } from '../lib/blazor-sample.mjs';
import { npm, run } from '../lib/process.mjs';
import { StepProblem } from '../lib/steps.mjs';
import { Tally } from '../lib/tally.mjs';
import { debianProblem, installDebian } from './debian.mjs';

/** Programs that the tests of BlazorApp run, by the package of Debian that brings each. */
const PROGRAMS = { 'nginx-light': ['nginx', '-v'], chromium: ['chromium', '--version'] };

/** Gets what the tests of BlazorApp need: a server, a browser, and a real app, which is kept outside the repository. */
export async function blazor() {
  const tally = await installed();
  if (!existsSync(SAMPLE_FILE)) await fetchSample();
  tally.add(new Tally(1));
  return tally;
}

async function installed() {
  /** @type {string[]} */
  const missing = [];
  for (const [name, [program, ...args]] of Object.entries(PROGRAMS)) {
    if (!(await works(program, args))) missing.push(name);
  }
  if (missing.length === 0) return new Tally(1);
  const reason = debianProblem();
  if (reason !== undefined) return new Tally(0, 0, [{ name: `install ${missing.join(' and ')}`, reason }]);
  await installDebian(missing);
  return new Tally(1);
}

/**
 * @param {string} program
 * @param {string[]} args
 */
async function works(program, args) {
  return run(program, args).then(
    () => true,
    () => false,
  );
}

async function fetchSample() {
  const scratch = `${SAMPLE_FILE}.${process.pid}`;
  mkdirSync(scratch, { recursive: true });
  try {
    await npm(['pack', '--silent', '--pack-destination', scratch, `${SAMPLE.name}@${SAMPLE.version}`], {
      cwd: dirname(SAMPLE_FILE),
    });
    const [archive] = readdirSync(scratch).map((file) => join(scratch, file));
    const found = `sha512-${createHash('sha512').update(readFileSync(archive)).digest('base64')}`;
    if (found !== SAMPLE.integrity) {
      throw new StepProblem(
        `${SAMPLE.name} has the integrity ${found}, and ${SAMPLE.integrity} was expected`,
      );
    }
    renameSync(archive, SAMPLE_FILE);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
