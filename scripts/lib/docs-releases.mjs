import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { code, factText, markdownTable } from './markdown.mjs';
import { root } from './root.mjs';

/** @typedef {import('../../src/runtime/releases/shim-release-spec').ShimReleaseSpec} Release */
/** @typedef {import('../../src/runtime/releases/shim-release-spec').InterfaceFact} Interface */
/** @typedef {import('../../src/runtime/fact').RuntimeFact} Fact */

/** The page's file, relative to the checkout. */
export const RELEASES_PAGE = 'docs/releases.md';

const FAMILIES = ['spin', 'wasmtime', 'wasmedge', 'wasmer', 'wamr'];

/** @typedef {readonly [group: string, name: string, fact: (release: Release) => Fact | undefined]} Row */

/**
 * What a reader is told of each guest fact. A fact without a line here fails to compile.
 *
 * @type {Record<keyof import('../../src/runtime/releases/shim-release-spec').GuestFacts, string>}
 */
const GUESTS = {
  httpLogs: 'what an HTTP guest prints is in the log',
  httpArguments: 'HTTP guests see arguments',
  httpSockets: 'HTTP guests may open sockets',
  serverFiles: 'the HTTP server itself reads mounted files',
  moduleExitCodes: 'exit code of a core module arrives',
  componentExitCodes: 'exit code of a component arrives',
  severalLayers: 'an image with several wasm layers',
};

/**
 * @type {Record<keyof import('../../src/runtime/wasm-runtime-spec').FormatFacts, string>}
 */
const FORMATS = {
  artifact: 'CNCF Wasm OCI artifact',
  spin: 'Spin application image',
  runwasi: 'runwasi’s image with wasm layers',
  plain: 'ordinary image',
};

/** The page from what was built. */
export async function releasesPage() {
  const built = await import(pathToFileURL(join(root, 'lib/runtime/releases/index.js')).href);
  return renderReleasesPage(FAMILIES.map((family) => built.releasesOf(family)));
}

/**
 * The page of those releases.
 *
 * @param {readonly (readonly Release[])[]} families releases by family, newest first
 */
export function renderReleasesPage(families) {
  return `${[
    '# What each release of a shim runs',
    'The table that the checks hold images and binaries against. *ran*: a real cluster showed it; *read*: it stands in the source, ' +
      'the changelog or an issue of the project; *unknown*: nobody has shown it, which warns and never passes as yes. Of a release ' +
      'that is not here nothing is taken for granted. `npm run docs` writes this page from `src/runtime/releases`.',
    'The nodes’ release is `shimVersions` of the [platform](platforms.md); left out, the newest here counts. ' +
      "`WasmRuntime.spin().releases` lists them, and `WasmRuntime.spin().release('0.22.0')` has all of this as plain data. " +
      'What a `crun` runs follows from the engine that it was built with, so nothing is checked there.',
    ...families.flatMap(family),
  ].join('\n\n')}\n`;
}

/** @param {readonly Release[]} releases */
function family(releases) {
  const [newest] = releases;
  const versions = releases.map(({ version }) => version);
  return [
    `## ${newest.runtime}`,
    markdownTable(
      ['release', 'date', 'engine'],
      releases.map(({ version, date, engine }) => [version, date, engine]),
    ),
    markdownTable(
      ['', '', ...versions],
      grouped(rowsOf(newest)).map(({ heading, name, fact }) => [
        heading,
        name,
        ...releases.map((one) => short(fact(one))),
      ]),
    ),
    '### Interfaces',
    markdownTable(
      ['', 'interfaces', ...versions],
      [...interfaceRows('called', releases), ...interfaceRows('provided', releases)],
    ),
    '### Sources',
    `<details><summary>containerd-shim-${newest.runtime} ${newest.version}</summary>`,
    [
      `- date and engine: ${newest.source}`,
      ...rowsOf(newest).flatMap(([group, name, fact]) => source(`${group}, ${name}`, fact(newest))),
      ...newest.exports.flatMap((one) => source(`calls ${interfaceText(one)}`, one)),
      ...newest.imports.flatMap((one) => source(`provides ${interfaceText(one)}`, one)),
      ...source('provides anything else', newest.otherImports),
    ].join('\n'),
    '</details>',
  ];
}

/**
 * @param {Release} release
 * @returns {Row[]}
 */
function rowsOf(release) {
  /** @type {(record: object) => string[]} */
  const keys = (record) => Object.keys(record);
  return [
    ...Object.entries(FORMATS).map(
      /** @returns {Row} */ ([key, text]) => [
        'image',
        text,
        ({ formats }) => formats[/** @type {keyof typeof FORMATS} */ (key)],
      ],
    ),
    ...keys(release.kinds).map(/** @returns {Row} */ (key) => ['binary', key, ({ kinds }) => kinds[key]]),
    ['binary', 'core module of a component’s world', ({ worldModules }) => worldModules],
    ...keys(release.wasi).map(/** @returns {Row} */ (key) => ['WASI', key, ({ wasi }) => wasi[key]]),
    ...keys(release.roles).map(/** @returns {Row} */ (key) => ['made for', key, ({ roles }) => roles[key]]),
    ...keys(release.triggers).map(
      /** @returns {Row} */ (key) => ['trigger', key, ({ triggers }) => triggers[key]],
    ),
    ...keys(release.environment).map(
      /** @returns {Row} */ (key) => ['reads', code(key), ({ environment }) => environment[key]],
    ),
    ...keys(release.configParts).map(
      /** @returns {Row} */ (key) => [
        'runtime configuration',
        code(key),
        ({ configParts }) => configParts[key],
      ],
    ),
    ...Object.entries(GUESTS).map(
      /** @returns {Row} */ ([key, text]) => [
        'guests',
        text,
        ({ guests }) => guests[/** @type {keyof typeof GUESTS} */ (key)],
      ],
    ),
  ];
}

/**
 * Rows whose group stands at the first of them alone.
 *
 * @param {readonly Row[]} rows
 */
function grouped(rows) {
  return rows.map(([group, name, fact], index) => ({
    heading: rows[index - 1]?.[0] === group ? '' : group,
    name,
    fact,
  }));
}

/**
 * @param {'called' | 'provided'} which
 * @param {readonly Release[]} releases
 */
function interfaceRows(which, releases) {
  /** @type {(release: Release) => readonly Interface[]} */
  const listOf = (release) => (which === 'called' ? release.exports : release.imports);
  const texts = [...new Set(releases.flatMap((release) => listOf(release).map(interfaceText)))];
  return texts.map((text, index) => [
    index === 0 ? which : '',
    text,
    ...releases.map((release) =>
      short(listOf(release).find((one) => interfaceText(one) === text) ?? release.otherImports),
    ),
  ]);
}

/** @param {Interface} entry */
function interfaceText({ names, version, exact, roles, executor }) {
  const packages = new Map();
  for (const name of names) {
    const [owner, item] = name.includes('/') ? name.split('/') : [name, undefined];
    packages.set(owner, [...(packages.get(owner) ?? []), ...(item === undefined ? [] : [item])]);
  }
  const listed = [...packages].map(([owner, items]) => {
    const inside = items.length > 1 ? `/{${items.join(', ')}}` : items.length === 1 ? `/${items[0]}` : '';
    return code(`${owner}${inside}`);
  });
  const at = version === undefined ? '' : ` @${exact || version.includes('-') ? version : lineOf(version)}`;
  const to = [...(roles ? [`for ${roles.join(', ')}`] : []), ...(executor ? [`executor ${executor}`] : [])];
  return `${listed.join(', ')}${at}${to.length > 0 ? ` (${to.join('; ')})` : ''}`;
}

/**
 * What all versions that match have in common.
 *
 * @param {string} version
 */
function lineOf(version) {
  const [major, minor] = version.split('.');
  return major === '0' ? `0.${minor}.x` : `${major}.x`;
}

/**
 * @param {string} what
 * @param {Fact | undefined} fact
 */
function source(what, fact) {
  return fact === undefined || fact.source === 'nobody has shown it'
    ? []
    : [`- ${what}: ${short(fact)}. ${fact.source}`];
}

/** @param {Fact | undefined} fact */
function short(fact) {
  return fact === undefined ? '–' : factText(fact);
}
