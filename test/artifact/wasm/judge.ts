import { metadataShow, print } from '@bytecodealliance/jco-transpile/wasm-tools';

/** What wasm-tools says of a binary. */
export interface Judgement {
  readonly kind: string;
  readonly imports: string[];
  readonly exports: string[];
  /** What each tool did, and the tool with its version, of the binary and all binaries inside it; sorted. */
  readonly producers: string[];
}

const QUOTED = String.raw`"((?:[^"\\]|\\.)*)"`;
const TEXT = new RegExp(QUOTED, 'y');
const ONE_TEXT = new RegExp(`^${QUOTED}\\)?$`);
const BEFORE_NAME = new RegExp(`^(\\$(${QUOTED}|\\S+) |\\(@name ${QUOTED}\\) |\\(;\\d+;\\) )+`);
const SUFFIX = new RegExp(`^${QUOTED.replace('(', '(?:')}.*?\\(versionsuffix ${QUOTED}\\)`);

const FIELDS = { import: /^ {2}\(import (.*)$/, export: /^ {2}\(export (.*)$/ };
const ITEM = /^ {4}\(item (.*)$/;

/** Asks wasm-tools, which prints the binary as text and lists what tools left in it. */
export async function judge(bytes: Uint8Array): Promise<Judgement> {
  const text = await print(bytes);
  return {
    kind: text.startsWith('(component') ? 'component' : 'module',
    imports: names(text, 'import'),
    exports: names(text, 'export'),
    producers: await notesOf(bytes),
  };
}

/** The same list of what a reader found. */
export function notesIn(producers: { readonly [field: string]: readonly string[] }): string[] {
  const notes = Object.entries(producers).flatMap(([field, tools]) =>
    tools.map((tool) => `${field}: ${tool}`),
  );
  return notes.sort();
}

/** What tools left in a binary and all binaries inside it; sorted. */
export async function notesOf(bytes: Uint8Array): Promise<string[]> {
  const notes = (await metadataShow(bytes)).flatMap(({ producers }) =>
    producers.flatMap(([field, tools]) =>
      tools.map(([tool, version]) => `${field}: ${tool} ${version}`.trimEnd()),
    ),
  );
  return [...new Set(notes)].sort();
}

/**
 * Names in the fields of the outermost form, which are two spaces in; those of inner binaries are further in.
 * Several imports of one module may stand below its name: `(import "a"`, `(item "b" (func …`, …
 */
function names(text: string, kind: 'import' | 'export'): string[] {
  const found: string[] = [];
  let module: string | undefined;
  const field = FIELDS[kind];
  for (const line of text.split('\n')) {
    const [, outer] = field.exec(line) ?? [];
    const [, item] = ITEM.exec(line) ?? [];
    if (outer !== undefined) {
      module = ONE_TEXT.test(outer) ? nameAt(outer) : undefined;
      found.push(...(module === undefined ? [nameAt(outer)] : []));
    } else if (item !== undefined && module !== undefined) {
      found.push(`${module}.${nameAt(item)}`);
    }
  }
  return found;
}

/** `$id (@name "x") (;0;) "a" "b" (func …` → `a.b`; `"a:b/c@1.2" (versionsuffix ".3") (…` → `a:b/c@1.2.3`. */
function nameAt(field: string): string {
  const rest = field.replace(BEFORE_NAME, '');
  const parts: string[] = [];
  for (let at = 0; rest[at] === '"'; at = TEXT.lastIndex + 1) {
    TEXT.lastIndex = at;
    parts.push(unescaped(TEXT.exec(rest)?.[1] ?? ''));
  }
  return parts.join('.') + unescaped(SUFFIX.exec(rest)?.[1] ?? '');
}

const ESCAPES: { readonly [letter: string]: string } = { t: '\t', n: '\n', r: '\r' };

function unescaped(text: string): string {
  return text.replace(/\\(?:u\{([0-9a-f]+)\}|([0-9a-f]{2})|(.))/g, (_, point, code, letter) =>
    letter === undefined
      ? String.fromCodePoint(Number.parseInt(point ?? code, 16))
      : (ESCAPES[letter] ?? letter),
  );
}
