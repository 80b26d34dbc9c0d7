import { refusal } from '../../value/refuse';

const BASE = /<base\b[^>]*?\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/i;
const REFERENCE = /\b(?:src|href)\s*=\s*(?:"([^"]*)"|'([^']*)')/gi;
const IMPORT_MAP = /<script\b[^>]*\btype\s*=\s*["']importmap["'][^>]*>([\s\S]*?)<\/script>/i;

/** Letters that mean the same in a path, in an Ingress and in the configuration of a server. */
export const BASE_PATH = /^\/(?:[A-Za-z0-9._~-]+\/)*$/;

/** What is allowed, in words. */
export const BASE_PATH_TEXT = 'a path of letters, digits, ".", "_", "~" and "-", from "/" to "/"';

/** What an `index.html` says. */
export interface IndexHtml {
  /** The path of `<base href>`. */
  readonly basePath: string;
  /** What it asks for in `_framework`, without a leading "./". */
  readonly framework: string[];
}

/**
 * Reads an `index.html`.
 *
 * @param file what it is called in messages
 * @throws where it has no base, or one that an app cannot work with
 */
export function readIndexHtml(file: string, text: string): IndexHtml {
  const html = text.replace(/<!--[\s\S]*?-->/g, '');
  const basePath = basePathOf(file, html);
  const asked = [...[...html.matchAll(REFERENCE)].map(([, a, b]) => a ?? b ?? ''), ...importsOf(html)];
  const framework = asked
    .map((path) => path.replace(/^\.\//, ''))
    .map((path) => (path.startsWith(basePath) ? path.slice(basePath.length) : path))
    .filter((path) => path.startsWith('_framework/'))
    // A placeholder for a fingerprint that nobody has filled in begins with "#" as well, and is a fault.
    .map((path) => (path.includes('#[') ? path : path.replace(/[?#].*$/, '')));
  return { basePath, framework: [...new Set(framework)] };
}

function basePathOf(file: string, html: string): string {
  const found = BASE.exec(html);
  if (found === null) {
    throw refusal({
      path: 'BlazorSite',
      field: file,
      value: undefined,
      wrong: 'it has no <base href>, from which the app asks for its files',
      fix: '<base href="/" /> in its head, or the path below which an Ingress serves it: <base href="/shop/" />',
    });
  }
  const href = found[1] ?? found[2] ?? found[3] ?? '';
  const path = /^(?:[a-z][a-z0-9+.-]*:)?\/\//i.test(href) ? pathOf(href) : href;
  if (!BASE_PATH.test(path)) {
    throw refusal({
      path: 'BlazorSite',
      field: `${file} <base href>`,
      value: href,
      wrong: wrongBase(path),
      allowed: BASE_PATH_TEXT,
      fix: `<base href="${fixedBase(path)}" />`,
    });
  }
  return path;
}

function pathOf(url: string): string {
  const base = 'http://localhost';
  return URL.canParse(url, base) ? new URL(url, base).pathname : url;
}

function wrongBase(path: string): string {
  if (!path.startsWith('/')) {
    return 'no path from "/" on: a page below the first one would ask for files where none are';
  }
  return path.endsWith('/')
    ? 'it has letters that mean something else in the configuration of a server'
    : 'it does not end in "/": the last part would be dropped, and files would be asked for one folder above';
}

function fixedBase(path: string): string {
  const whole = `/${path.replace(/^[./]+/, '')}/`.replace(/\/{2,}/g, '/');
  return BASE_PATH.test(whole) ? whole : '/';
}

/** What an import map puts in the place of names without a fingerprint. */
function importsOf(html: string): string[] {
  const [, text] = IMPORT_MAP.exec(html) ?? [];
  if (text === undefined) {
    return [];
  }
  try {
    const map: unknown = JSON.parse(text);
    const imports: unknown =
      typeof map === 'object' && map !== null ? Reflect.get(map, 'imports') : undefined;
    return Object.values(Object(imports)).filter((target) => typeof target === 'string');
  } catch {
    // A browser passes over an import map that does not parse, too.
    return [];
  }
}
