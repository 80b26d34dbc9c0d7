import { build } from './build.mjs';
import { install } from './install.mjs';

/**
 * Installs and builds as far as that is due.
 *
 * @param {import('./steps.mjs').Steps} steps
 * @returns {Promise<boolean>} whether both went well
 */
export async function setUp(steps) {
  const installed = await steps.run('install', install);
  return installed.ok && (await steps.run('build', () => build())).ok;
}
