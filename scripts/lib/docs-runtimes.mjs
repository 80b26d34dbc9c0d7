import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { code, factText, markdownTable } from './markdown.mjs';
import { root } from './root.mjs';

/** @typedef {import('../../src/runtime/wasm-runtime-spec').WasmRuntimeSpec} Runtime */
/** @typedef {import('../../src/runtime/wasm-platform-spec').WasmPlatformSpec} Platform */
/** @typedef {import('../../src/runtime/fact').RuntimeFact} Fact */

/** The page's file, relative to the checkout. */
export const RUNTIMES_PAGE = 'docs/runtimes-and-platforms.md';

/**
 * What a reader is told of each fact. A fact without a line here fails to compile.
 *
 * @type {Record<keyof import('../../src/runtime/wasm-runtime-spec').RuntimeFacts, string>}
 */
const QUESTIONS = {
  httpServer: 'HTTP server of its own',
  readOnlyRoot: 'read-only root file system',
  dropAllAlone: '`drop: [ALL]` alone drops capabilities',
  exec: 'exec probes and hooks',
  tty: '`tty: true`',
  stdin: 'guest reads standard input',
  linuxContainers: 'Linux containers in the same pod',
  linuxEnvironment: 'those Linux containers get their environment',
  guestEnvironment: 'guest sees the container’s environment',
  httpVolumes: 'guest of the HTTP server sees volumes',
  commandVolumes: 'guest that runs as a command sees volumes',
  tls: 'HTTP server ends TLS',
  drainsOnTerm: 'SIGTERM lets requests in flight end',
  containerCpuMetrics: 'CPU usage is reported for each container',
  inPlaceResize: 'in-place resize',
  userNamespaces: '`hostUsers: false`',
  sharedProcessNamespace: '`shareProcessNamespace: true`',
  survivesContainerdRestart: 'pods survive a restart of containerd',
};

const FACTS = /** @type {(keyof typeof QUESTIONS)[]} */ (Object.keys(QUESTIONS));

/** The page from what was built. */
export async function runtimesPage() {
  const built = (/** @type {string} */ path) => import(pathToFileURL(join(root, 'lib/runtime', path)).href);
  const [spin, runwasi, crun, platforms] = await Promise.all(
    ['runtimes/spin.js', 'runtimes/runwasi.js', 'runtimes/crun-spec.js', 'platforms/index.js'].map(built),
  );
  const { WASMTIME, WASMEDGE, WASMER, WAMR } = runwasi;
  return renderRuntimesPage(
    [spin.SPIN, WASMTIME, WASMEDGE, WASMER, WAMR, crun.crunSpec({})],
    // Node names the members that it detects in CommonJS beside `default`, which holds the same.
    Object.values(platforms.default),
  );
}

/**
 * The page of those runtimes and platforms.
 *
 * @param {Runtime[]} runtimes
 * @param {Platform[]} platforms
 */
export function renderRuntimesPage(runtimes, platforms) {
  const byName = platforms.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  return `${[
    '# Runtimes and platforms',
    'What this package knows of each shim and each platform, and how it knows. *ran*: a real cluster showed it; *read*: it stands ' +
      'in the source or the documentation of the project. What nobody has shown is *unknown* and never passes as yes. ' +
      '`npm run docs` writes this page from the data that the checks work with.',
    '## Runtimes',
    factTable(runtimes),
    '`crun` is with `compat-smart`, its default.',
    '### How they are started',
    markdownTable(
      ['runtime', 'listens on', 'told by', 'address that does not parse', 'command', 'health path'],
      runtimes.map(startRow),
    ),
    '### Sources',
    ...runtimes.map(sources),
    '## Platforms',
    '*emitted*: this package emits the RuntimeClass; *external*: the platform, or somebody by hand, brings it. A node selector is ' +
      'part of the RuntimeClass that this package emits.',
    markdownTable(
      ['platform', 'runtime', 'RuntimeClass', 'handler', 'node selector', 'brought', 'user'],
      alike(byName).flatMap(platformRows),
    ),
    deprecations(byName),
    '### Where that was seen',
    byName.map(({ name, source }) => `- **${name}**: ${source}`).join('\n'),
  ].join('\n\n')}\n`;
}

/** @param {Runtime[]} runtimes */
function factTable(runtimes) {
  return markdownTable(
    ['', ...runtimes.map(({ name }) => name)],
    FACTS.map((fact) => [QUESTIONS[fact], ...runtimes.map(({ facts }) => factText(facts[fact]))]),
  );
}

/** @param {Runtime} runtime */
function startRow({ name, listen, entrypoint, healthPath }) {
  const formats = /** @type {const} */ (['artifact', 'spin', 'runwasi', 'plain']);
  const commands = formats.filter((format) => entrypoint[format]);
  return [
    name,
    listen ? String(listen.defaultPort) : 'the guest’s own port',
    listen ? code(listen.variable) : '–',
    listen ? (listen.silentOnBadAddress ? 'passed over in silence' : 'ends the process') : '–',
    commands.map((format) => `${format}: ${code(JSON.stringify(entrypoint[format]))}`).join(', ') || '–',
    healthPath ? code(healthPath) : '–',
  ];
}

/** @param {Runtime} runtime */
function sources({ name, facts, listen, entrypoint }) {
  const lines = FACTS.filter(
    (fact) => facts[fact].value !== 'unknown' || facts[fact].source !== 'nobody has shown it',
  ).map((fact) => `- ${QUESTIONS[fact]}: ${factText(facts[fact])}. ${facts[fact].source}`);
  return [
    `<details><summary>${name}</summary>`,
    '',
    ...lines,
    ...(listen ? [`- where it listens: ${listen.source}`] : []),
    `- command: ${entrypoint.source}`,
    '',
    '</details>',
  ].join('\n');
}

/**
 * Platforms in groups that have the same in every column but the first.
 *
 * @param {Platform[]} platforms
 */
function alike(platforms) {
  /** @type {Map<string, Platform[]>} */
  const groups = new Map();
  for (const platform of platforms) {
    const { runtimes, runtimeClasses, uidPolicy } = platform;
    const columns = JSON.stringify([runtimes, runtimeClasses, uidPolicy]);
    groups.set(columns, [...(groups.get(columns) ?? []), platform]);
  }
  return [...groups.values()];
}

/** @param {Platform[]} group */
function platformRows(group) {
  const [{ runtimes, runtimeClasses, uidPolicy }] = group;
  return Object.entries(runtimes).map(([runtime, { className, handler, nodeSelector = {} }], index) => [
    index === 0 ? group.map(({ name }) => name).join(', ') : '',
    runtime,
    code(className),
    code(handler),
    Object.entries(nodeSelector)
      .map(([label, value]) => code(`${label}=${value}`))
      .join(', ') || '–',
    index === 0 ? runtimeClasses : '',
    index > 0 ? '' : uidPolicy === 'namespace' ? 'the namespace’s range' : '65532',
  ]);
}

/** @param {Platform[]} platforms */
function deprecations(platforms) {
  return platforms
    .filter(({ deprecation }) => deprecation !== undefined)
    .map(({ name, deprecation }) => `**${name}**: ${deprecation}.`)
    .join('\n\n');
}
