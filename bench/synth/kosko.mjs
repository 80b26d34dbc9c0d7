import { closeSync, mkdirSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { manifestsOf } from './manifests.mjs';

const require = createRequire(import.meta.url);

/**
 * What `kosko generate` does with components that make the same objects of the classes of kubernetes-models, which it
 * validates: a component for each chart.
 *
 * @param {number} services
 * @param {import('./apps.mjs').Layout} layout
 * @param {string} folder
 * @returns {[build: () => unknown, write: () => unknown]}
 */
export function koskoOf(services, layout, folder) {
  const { generate, print, PrintFormat } = createRequire(new URL('../peers/package.json', import.meta.url))(
    '@kosko/generate',
  );
  const components = join(folder, 'components');
  mkdirSync(components);
  for (const [index, manifests] of manifestsOf(services, layout).entries()) {
    writeFileSync(join(components, `chart-${index}.js`), componentOf(manifests));
  }
  /** @type {unknown} */
  let result;
  return [
    async () => {
      result = await generate({ path: components, components: ['*'] });
    },
    () => {
      const file = openSync(join(folder, 'all.yaml'), 'w');
      const writer = { write: (/** @type {string} */ text) => writeSync(file, text) };
      print(result, { format: PrintFormat.YAML, writer });
      closeSync(file);
    },
  ];
}

/** @param {{ apiVersion: string, kind: string }[]} manifests */
function componentOf(manifests) {
  const groups = [...new Set(manifests.map(({ apiVersion }) => apiVersion))];
  const models = groups.map((group) => [group, require.resolve(`kubernetes-models/${group}`)]);
  return `
    const models = { ${models.map(([group, path]) => `'${group}': require(${JSON.stringify(path)})`).join(', ')} };
    const manifests = ${JSON.stringify(manifests)};
    module.exports = () => manifests.map((each) => new models[each.apiVersion][each.kind](each));
  `;
}
