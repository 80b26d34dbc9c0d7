import { existsSync } from 'node:fs';
import { run } from '../lib/process.mjs';

/**
 * Why Debian's packages cannot be installed here.
 *
 * @returns {string | undefined} undefined when they can
 */
export function debianProblem() {
  if (process.getuid?.() !== 0) return 'only root may install it';
  return existsSync('/usr/bin/apt-get') ? undefined : 'there is no apt-get';
}

/** @param {string[]} packages of Debian */
export async function installDebian(packages) {
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update', '--quiet'], { env });
  await run('apt-get', ['install', '--quiet', '--yes', '--no-install-recommends', ...packages], { env });
}
