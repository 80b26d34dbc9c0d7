import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './root.mjs';

/**
 * What the page tells of a check. A check of the whole tree needs nothing but the tree.
 *
 * @typedef {Pick<import('../../src/check/rule').Rule, 'id' | 'severity' | 'title' | 'why' | 'phase'> &
 *   { readonly needs?: readonly import('../../src/check/rule').Need[] }} Rule
 */

/** The page's file, relative to the checkout. */
export const RULES_PAGE = 'RULES.md';

/** @type {Record<import('../../src/check/rule').Need, string>} */
const NEEDS = {
  runtime: 'runtime',
  release: 'release of the shim',
  platform: 'platform',
  imageFormat: 'image format',
  binary: 'the binary',
  manifest: 'the Spin manifest',
  componentBinaries: 'the binaries of its components',
  binarySize: 'binary size',
};

/** The page from what was built. */
export async function rulesPage() {
  const built = (/** @type {string} */ path) => import(pathToFileURL(join(root, 'lib/check', path)).href);
  const [{ RULES }, { TREE_RULES }] = await Promise.all(['rules/index.js', 'tree-rules.js'].map(built));
  return renderRulesPage(RULES, TREE_RULES);
}

/**
 * The page of those checks.
 *
 * @param {readonly Rule[]} rules checks of one workload
 * @param {readonly Rule[]} treeRules checks of all objects of an app together
 */
export function renderRulesPage(rules, treeRules) {
  return `${[
    '# Checks',
    'What is held against every workload before anything is written. An *error* ends the synth, a *warning* is printed once on ' +
      'standard error. Where something that a check needs is not known, it says that it did not look. ' +
      '`npm run docs` writes this page from `src/check/rules`.',
    'To live with what a check finds, say so with a reason, at the scope where it holds and before the workload is made: ' +
      '`Checks.of(scope).acknowledge(id, reason)`. It stays in every report; an unknown id, an empty reason and an acknowledgement ' +
      'that matches nothing are errors. `Checks.of(scope)` also gives all results as text, JSON and SARIF.',
    table([...rules, ...treeRules]),
    '## Of one workload',
    ...rules.map(section),
    '## Of all objects of an app',
    ...treeRules.map(section),
  ].join('\n\n')}\n`;
}

/** @param {readonly Rule[]} rules */
function table(rules) {
  return [
    '| check | severity | what must hold | needs |',
    '| --- | --- | --- | --- |',
    ...rules.map(({ id, severity, title, needs = [] }) => {
      const needed = needs.map((need) => NEEDS[need]).join(', ') || '–';
      return `| [${id}](#${id}) | ${severity} | ${title} | ${needed} |`;
    }),
  ].join('\n');
}

/** @param {Rule} rule */
function section({ id, severity, title, why, phase, needs = [] }) {
  const needed = needs.length === 0 ? '' : ` Needs: ${needs.map((need) => NEEDS[need]).join(', ')}.`;
  const sentence = `${title.charAt(0).toUpperCase()}${title.slice(1)}.`;
  const when = phase === 'synth' ? ', looked at when the app is whole' : '';
  return `### ${id}\n\n${sentence} *${severity}*${when}.${needed}\n\n${why}`;
}
