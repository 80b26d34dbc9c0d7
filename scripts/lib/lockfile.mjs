/**
 * @typedef {object} Locked an entry of package-lock.json
 * @property {string} [version]
 * @property {string} [license]
 * @property {boolean} [dev]
 * @property {Record<string, string>} [engines]
 * @property {Record<string, string>} [optionalDependencies]
 */

const SYSTEMS = [
  'aix',
  'android',
  'darwin',
  'freebsd',
  'linux',
  'netbsd',
  'openbsd',
  'openharmony',
  'sunos',
  'win32',
];
const LIBRARIES = new Map([
  ['gnu', 'glibc'],
  ['musl', 'musl'],
]);

/**
 * Adds the builds for other platforms that npm left out of a lockfile because the registry it asked does not carry
 * them. Without an entry for each, `npm ci` refuses the lockfile and those platforms get no build.
 *
 * @param {Record<string, Locked>} packages the `packages` of a lockfile
 * @returns {{ packages: Record<string, Locked>, added: string[], unknown: string[] }} all entries in npm's order; which
 *   are new; and which are missing still, as their name does not say what they are for
 */
export function completeLockfile(packages) {
  /** @type {Record<string, Locked>} */
  const found = {};
  /** @type {string[]} */
  const unknown = [];
  for (const [parent, name, version] of missingBuilds(packages)) {
    const platform = platformOf(name);
    if (platform === undefined) unknown.push(name);
    else {
      const { dev, license, engines } = packages[parent];
      found[`node_modules/${name}`] = {
        version,
        ...compact({ cpu: [platform.cpu], dev, libc: platform.libc && [platform.libc], license }),
        ...compact({ optional: true, os: [platform.os], engines }),
      };
    }
  }
  const all = Object.entries({ ...packages, ...found }).sort(([a], [b]) => a.localeCompare(b, 'en'));
  return { packages: Object.fromEntries(all), added: Object.keys(found), unknown };
}

/**
 * The optional dependencies that have no entry: of which package, their name, their version.
 *
 * @param {Record<string, Locked>} packages
 * @returns {[parent: string, name: string, version: string][]}
 */
export function missingBuilds(packages) {
  return Object.entries(packages).flatMap(([parent, { optionalDependencies = {} }]) =>
    Object.entries(optionalDependencies)
      .filter(
        ([name]) => !(`${parent}/node_modules/${name}` in packages) && !(`node_modules/${name}` in packages),
      )
      .map(([name, version]) => /** @type {[string, string, string]} */ ([parent, name, version])),
  );
}

/**
 * What a package such as `@biomejs/cli-linux-x64-musl` is built for, by its name.
 *
 * @param {string} name
 */
function platformOf(name) {
  const words = name.split(/[-/]/);
  const at = words.findLastIndex((word) => SYSTEMS.includes(word));
  if (at === -1 || words[at + 1] === undefined) return undefined;
  return { os: words[at], cpu: words[at + 1], libc: LIBRARIES.get(words[at + 2] ?? '') };
}

/**
 * @template {object} T
 * @param {T} value
 */
function compact(value) {
  return Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== undefined));
}
