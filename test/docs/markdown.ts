import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../scripts/lib/root.mjs';
import { filesBelow } from '../support/imports';

/** A fenced block of a page. */
export interface Block {
  /** `docs/cdk8s-plus.md:12`, the line of its first fence. */
  readonly place: string;
  /** The first word behind the fence: `ts`. */
  readonly language: string;
  /** The words that follow. */
  readonly words: readonly string[];
  readonly text: string;
}

/** What a snippet does, as the page says. */
export interface Expectation {
  readonly place: string;
  readonly what: 'output' | 'error';
  readonly text: string;
}

/** A program of a page. */
export interface Snippet {
  readonly place: string;
  /** The whole program, with its fixture around it. */
  readonly program: string;
  readonly expectations: readonly Expectation[];
}

const FENCE = /^(?<indent> *)```(?<language>[\w+-]*)(?<words>.*)$/;

/** Languages that would slip by the runner. */
const REFUSED = ['typescript', 'js', 'javascript', 'tsx', 'mts'];

/** What a block may say of the snippet before it, by its language. */
const SAYS: { readonly [language: string]: Expectation['what'] | undefined } = {
  yaml: 'output',
  text: 'error',
};

/** The pages that users read. */
export function pages(): string[] {
  return ['README.md', ...filesBelow('docs', /\.md$/)];
}

/** The programs of a page. */
export function snippetsOf(page: string): Snippet[] {
  return snippetsIn(page, readFileSync(join(root, page), 'utf8'));
}

/** The programs of a page's text. */
export function snippetsIn(page: string, text: string): Snippet[] {
  const snippets: { place: string; program: string; expectations: Expectation[] }[] = [];
  for (const { place, language, words, text: content } of blocksOf(page, text)) {
    if (REFUSED.includes(language)) {
      throw new Error(`${place}: a block says ${language}, and only ts is compiled and run; fix: say ts`);
    }
    const what = SAYS[language];
    if (language === 'ts') {
      snippets.push({ place, program: programOf(place, words, content), expectations: [] });
    } else if (what !== undefined && words.length > 0) {
      if (words.length > 1 || words[0] !== what) {
        throw new Error(
          `${place}: ${language} ${words.join(' ')} means nothing; allowed: ${language} ${what}`,
        );
      }
      const snippet = snippets.at(-1);
      if (snippet === undefined) {
        throw new Error(`${place}: ${language} ${what} follows no ts block`);
      }
      snippet.expectations.push({ place, what, text: content });
    }
  }
  return snippets;
}

function blocksOf(page: string, text: string): Block[] {
  const blocks: Block[] = [];
  const lines = text.split(/\r?\n/);
  for (let at = 0; at < lines.length; at++) {
    const open = FENCE.exec(lines[at])?.groups;
    if (open === undefined) {
      continue;
    }
    const first = at + 1;
    do {
      at++;
    } while (at < lines.length && lines[at].trim() !== '```');
    if (at === lines.length) {
      throw new Error(`${page}:${first}: a block has no end`);
    }
    const content = lines
      .slice(first, at)
      .map((line) => line.replace(new RegExp(`^ {0,${open.indent.length}}`), ''));
    blocks.push({
      place: `${page}:${first}`,
      language: open.language,
      words: open.words.trim().split(/\s+/).filter(Boolean),
      text: `${content.join('\n')}\n`,
    });
  }
  return blocks;
}

function programOf(place: string, words: readonly string[], text: string): string {
  if (words.length === 0) {
    return text;
  }
  const name = words.length === 1 ? /^fixture=([a-z-]+)$/.exec(words[0])?.[1] : undefined;
  const file = join(root, 'test/docs/fixtures', `${name}.ts`);
  if (name === undefined || !existsSync(file)) {
    throw new Error(
      `${place}: ts ${words.join(' ')} means nothing; allowed: ts, ts fixture=<a file of test/docs/fixtures>`,
    );
  }
  const imports = /^import\b[^;]*;\n/gm;
  const body = text.replace(imports, '');
  const fixture = readFileSync(file, 'utf8').replace(/\r\n/g, '\n');
  return (text.match(imports) ?? []).join('') + fixture.replace('// snippet\n', () => body);
}
