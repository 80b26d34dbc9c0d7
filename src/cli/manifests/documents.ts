import { LineCounter, parseAllDocuments } from 'yaml';
import type { Source } from './source';

/** One document of a file: most hold one object each. */
export interface Document {
  /** Its number in the file, from 1 on; empty ones are not counted. */
  readonly number: number;
  /** The line on which it begins, from 1 on. */
  readonly line: number;
  /** Its text, without the marker before it. */
  readonly text: string;
}

/** Text that is not YAML, and the line of it. */
export class DocumentError extends Error {
  public override readonly name = 'DocumentError';

  constructor(
    message: string,
    /** The line of the document, from 1 on. */
    public readonly line: number,
  ) {
    super(message);
  }
}

/** At the start of a line this is a marker wherever it stands, in a block of text too (YAML 1.2.2, 9.1.2). */
const MARKER = /^---(?=\s|$)/gm;

/** Neither blank nor a comment. */
const CONTENT = /^\s*[^\s#]/m;

/** kubectl takes the last of them; of an image that is lost so, nobody would hear. */
const TWICE =
  'a key stands there twice, as where cdk8s synth --stdout writes several files one into the other; YamlOutputType.FILE_PER_APP makes one of them';

/** As many uses of anchors as a manifest may have; more is an attack. */
const MOST_ALIASES = 1000;

/** Takes a file apart without parsing it: most documents of a large one are of no interest. */
export function documentsOf({ text }: Pick<Source, 'text'>): Document[] {
  const documents: Document[] = [];
  let line = 1;
  let start = 0;
  const add = (end: number): void => {
    const part = text.slice(start, end);
    if (CONTENT.test(part)) {
      documents.push({ number: documents.length + 1, line, text: part });
    }
    line += countLines(part);
  };
  for (const { index } of text.matchAll(MARKER)) {
    add(index);
    start = index + '---'.length;
  }
  add(text.length);
  return documents;
}

/**
 * What stands in a document.
 *
 * @throws DocumentError where it is neither YAML nor JSON; nothing of the text is in the message, which may hold a secret
 */
export function parseDocument(text: string): unknown[] {
  if (/^\s*[{[]/.test(text)) {
    try {
      return [JSON.parse(text)];
    } catch {
      // It may be YAML that begins so.
    }
  }
  const counter = new LineCounter();
  const options = { lineCounter: counter, prettyErrors: false, merge: true } as const;
  return [...parseAllDocuments(text, options)].map((document) => {
    const [problem] = document.errors;
    if (problem !== undefined) {
      const message = problem.code === 'DUPLICATE_KEY' ? TWICE : problem.message;
      throw new DocumentError(message, counter.linePos(problem.pos[0]).line);
    }
    try {
      return document.toJS({ maxAliasCount: MOST_ALIASES });
    } catch (error) {
      throw new DocumentError(error instanceof Error ? error.message : String(error), 1);
    }
  });
}

function countLines(text: string): number {
  return text.split('\n').length - 1;
}
