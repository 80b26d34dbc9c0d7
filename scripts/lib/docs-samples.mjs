import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { markdownTable } from './markdown.mjs';
import { root } from './root.mjs';
import { samples } from './samples/catalogue.mjs';
import { committedFacts, FACTS_FILE } from './samples/facts.mjs';

/** @typedef {import('../../src/artifact/wasm/binary-spec').WasmBinarySpec} Binary */
/** @typedef {import('../../src/runtime/releases/shim-release-spec').ShimReleaseSpec} Release */
/** @typedef {import('../../src/check/obstacle').BinaryUse} Use */
/** @typedef {import('../../src/check/obstacle').Obstacle} Obstacle */
/** @typedef {import('./samples/facts.mjs').Facts} Facts */
/** @typedef {(binary: Binary, release: Release, use: Use) => Obstacle[]} WhyNot */

/** The page's file, relative to the checkout. */
export const SAMPLES_PAGE = 'docs/samples.md';

/** The page from what is committed of the samples, and from what was built of the checks. */
export async function samplesPage() {
  const built = (/** @type {string} */ path) => import(pathToFileURL(join(root, 'lib', path)).href);
  const [{ whyNot }, { allReleases }] = await Promise.all(
    ['check/runs.js', 'runtime/releases/index.js'].map(built),
  );
  return renderSamplesPage(committedFacts(), allReleases(), whyNot);
}

/**
 * How a sample is meant to run.
 *
 * @param {Pick<Binary, 'role'>} binary
 * @param {Pick<Release, 'triggers'>} release
 * @returns {Use}
 */
export function useOf({ role }, { triggers }) {
  const hasTriggers = Object.keys(triggers).length > 0;
  return role === 'http'
    ? { workload: 'service', ...(hasTriggers && { trigger: 'http' }) }
    : { workload: 'job', ...(hasTriggers && { trigger: 'command' }) };
}

/**
 * The page of those samples and releases.
 *
 * @param {Record<string, Facts>} facts
 * @param {readonly Release[]} releases
 * @param {WhyNot} whyNot
 */
export function renderSamplesPage(facts, releases, whyNot) {
  /** @type {Map<string, number>} */
  const notes = new Map();
  const cell = (/** @type {Facts} */ { binary }, /** @type {Release} */ release) => {
    const obstacles = whyNot({ ...binary, size: 0 }, release, useOf(binary, release));
    return obstacles.length === 0 ? 'runs' : `${verdict(obstacles)} ${noteOf(notes, obstacles)}`;
  };
  const known = Object.entries(facts);
  const columns = releases.toSorted(byShim).map((release) => ({
    release,
    cells: known.map(([, one]) => cell(one, release)),
  }));
  const groups = alike(columns);
  const unbuilt = samples.filter(({ name }) => facts[name] === undefined);
  return `${[
    '# Samples',
    'Programs in several languages, each with its source and the commands that build it: [examples/apps](../examples/apps/). ' +
      '`npm run samples` builds them, and `npm run docs` writes this page: what they are as `WasmBinary` reads them, and which ' +
      'release of which shim runs them by the same data and checks that a workload is held against.',
    '## What they are',
    markdownTable(
      ['sample', 'language', 'built by', 'kind', 'WASI', 'role', 'imports', 'bytes'],
      known.map(([name, { language, toolchain, size, binary }]) => [
        link(name),
        language,
        toolchain,
        binary.kind,
        binary.wasi,
        binary.role,
        String(binary.imports.length),
        size === 'varies' ? 'varies' : size.toLocaleString('en-GB'),
      ]),
    ),
    'Where the size varies, two builds by the same tools differ; all others are the same bytes wherever they are built, and ' +
      `their digests stand in [samples.json](../${FACTS_FILE}).`,
    ...(unbuilt.length === 0
      ? []
      : [
          `Not built here, for the reason in its README: ${unbuilt.map(({ name }) => link(name)).join(', ')}.`,
        ]),
    '## Which releases run them',
    'HTTP components as a Service, commands as a Job; on Spin by the triggers `http` and `command`. *no*: it cannot run. *not ' +
      'shown*: nobody has shown that it does. The number leads to the reason. [Releases](releases.md) says of each fact behind it ' +
      'whether a cluster showed it or it was read.',
    markdownTable(
      ['sample', ...groups.map(({ title }) => title)],
      known.map(([name], row) => [link(name), ...groups.map(({ cells }) => cells[row])]),
    ),
    '## Why not',
    [...notes].map(([reason, number]) => `${number}. ${reason}`).join('\n'),
  ].join('\n\n')}\n`;
}

/** @param {Obstacle[]} obstacles */
function verdict(obstacles) {
  return obstacles.some(({ certain }) => certain) ? 'no' : 'not shown';
}

/**
 * @param {Map<string, number>} notes
 * @param {Obstacle[]} obstacles
 */
function noteOf(notes, obstacles) {
  const reason = obstacles
    .map(({ wrong, fix }) => (fix === undefined ? wrong : `${wrong}; ${fix}`))
    .join('. ');
  const number = notes.get(reason) ?? notes.size + 1;
  notes.set(reason, number);
  return `[${number}](#why-not)`;
}

/**
 * Spin first, then runwasi’s by name; newest first.
 *
 * @param {Release} a
 * @param {Release} b
 */
function byShim(a, b) {
  const rank = (/** @type {Release} */ { runtime }) => (runtime === 'spin' ? '' : runtime);
  return rank(a) < rank(b) ? -1 : rank(a) > rank(b) ? 1 : 0;
}

/**
 * Releases of one shim beside each other that say the same of every sample are one column.
 *
 * @param {{ release: Release, cells: string[] }[]} columns
 */
function alike(columns) {
  /** @type {{ releases: Release[], cells: string[], title: string }[]} */
  const groups = [];
  for (const { release, cells } of columns) {
    const last = groups.at(-1);
    const isAlike =
      last?.releases[0].runtime === release.runtime && JSON.stringify(last.cells) === JSON.stringify(cells);
    if (isAlike) last.releases.push(release);
    else groups.push({ releases: [release], cells, title: '' });
  }
  for (const group of groups) {
    const [newest] = group.releases;
    const oldest = group.releases[group.releases.length - 1];
    const versions = newest === oldest ? newest.version : `${oldest.version} – ${newest.version}`;
    group.title = `${newest.runtime} ${versions}`;
  }
  return groups;
}

/** @param {string} name */
function link(name) {
  return `[${name}](../examples/apps/${name}/)`;
}
