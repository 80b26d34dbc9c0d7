import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import { itemsOf, kindOf } from './files';

/*
 * Patterns as Spin reads them, which leaves them to the crate `glob` 0.3: `?`,
 * `*`, `[a-z]`, `[!a-z]` and, as a whole part of a path, `**`. Names with a dot
 * in front are like others.
 */

const ANY = '[^]';
const SYNTAX = /[\\^$.*+?()[\]{}|/]/g;
const CLASS_SYNTAX = /[\\^[\]-]/g;

/** Whether a text is a pattern and no path. */
export function isPattern(text: string): boolean {
  return /[?*[\]]/.test(text);
}

/**
 * The test of a whole path, in which `*` and `?` stand for `/` as well.
 *
 * @throws where it is no pattern, with the reason
 */
export function pathTest(pattern: string): (path: string) => boolean {
  const regex = new RegExp(`^${regexOf(pattern)}$`, 'u');
  return (path) => regex.test(path);
}

/**
 * The files below a folder that fit a pattern, in which `*` and `?` stand for nothing that has a `/` in it.
 *
 * @returns their paths from the folder on
 * @throws where it is no pattern, with the reason
 */
export function filesThatFit(root: string, pattern: string): string[] {
  // The whole is held against the rules too: its parts alone do not show that ** stands in one.
  regexOf(pattern);
  if (pattern.endsWith('/')) {
    // It asks for folders.
    return [];
  }
  const parts = pattern.split('/').filter((part) => part !== '' && part !== '.');
  const found = new Set<string>();
  walk({ folder: root, path: [], around: [realpathSync(root)] }, parts, found);
  return [...found];
}

interface Place {
  readonly folder: string;
  readonly path: readonly string[];
  readonly around: readonly string[];
}

function walk(place: Place, [part, ...rest]: readonly string[], found: Set<string>): void {
  if (part === undefined) {
    return;
  }
  if (!isPattern(part)) {
    const kind = kindOf(join(place.folder, part));
    step(place, { name: part, kind }, rest, found);
    return;
  }
  if (part === '**') {
    walk(place, rest, found);
  }
  const fits = part === '**' ? () => true : pathTest(part);
  for (const item of itemsOf(place.folder, place.around)) {
    if (fits(item.name) && (part !== '**' || item.kind === 'folder')) {
      step(place, item, part === '**' ? [part, ...rest] : rest, found);
    }
  }
}

function step(
  { folder, path, around }: Place,
  { name, kind }: { readonly name: string; readonly kind: 'file' | 'folder' | undefined },
  rest: readonly string[],
  found: Set<string>,
): void {
  const at = [...path, name];
  const below = join(folder, name);
  if (kind === 'file' && rest.length === 0) {
    found.add(at.join('/'));
  } else if (kind === 'folder' && rest.length > 0) {
    walk({ folder: below, path: at, around: [...around, realpathSync(below)] }, rest, found);
  }
}

function regexOf(pattern: string): string {
  let regex = '';
  for (let at = 0; at < pattern.length; ) {
    const [taken, piece] = pieceAt(pattern, at);
    regex += piece;
    at += taken;
  }
  return regex;
}

/** How many characters the piece at a place has, and what it stands for. */
function pieceAt(pattern: string, at: number): [number, string] {
  const [stars] = /^\**/.exec(pattern.slice(at)) ?? [''];
  if (stars.length > 2) {
    throw new Error(`${stars} is neither * nor **`);
  }
  if (stars.length === 2) {
    const isPart = (at === 0 || pattern[at - 1] === '/') && /^(\/|$)/.test(pattern.slice(at + 2));
    if (!isPart) {
      throw new Error('** stands for whole folders: it has / or nothing before and behind it');
    }
    return pattern[at + 2] === '/' ? [3, `(?:${ANY}*/)?`] : [2, `${ANY}*`];
  }
  if (stars.length === 1) {
    return [1, `${ANY}*`];
  }
  if (pattern[at] === '?') {
    return [1, ANY];
  }
  if (pattern[at] === '[') {
    return classAt(pattern, at);
  }
  return [1, pattern[at].replace(SYNTAX, '\\$&')];
}

/** `[a-z]`: a bracket right behind the first one is a character of it. */
function classAt(pattern: string, at: number): [number, string] {
  const [whole, not, members] = /^\[(!?)(.[^\]]*)\]/su.exec(pattern.slice(at)) ?? [];
  if (whole === undefined || members === undefined || (not === '' && members.startsWith('!'))) {
    throw new Error('a [ has no ]');
  }
  const ranges = [...members.matchAll(/(.)-(.)|(.)/gsu)].flatMap(([, from, to, one]) => {
    if (one !== undefined) {
      return [one.replace(CLASS_SYNTAX, '\\$&')];
    }
    // A range that runs backwards holds nothing.
    return from <= to ? [`${from.replace(CLASS_SYNTAX, '\\$&')}-${to.replace(CLASS_SYNTAX, '\\$&')}`] : [];
  });
  return [whole.length, `[${not === '!' ? '^' : ''}${ranges.join('')}]`];
}
