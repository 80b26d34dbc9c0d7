import * as pulumi from '@pulumi/pulumi';
import { isObject, type JsonObject } from '../value/json';
import { holdsMarker } from '../value/marker';
import { type MarkedToken, parseMarked, textOf } from './marked-text';
import type { Stand } from './token';

/** A token in a text, and what it stands for. */
interface Filled {
  readonly part: MarkedToken;
  readonly stand: Stand;
}

/** What tells that a text was made of a token in a way that nobody can follow back. */
const TRACES: readonly { readonly trace: RegExp; readonly wrong: string }[] = [
  {
    trace: /Calling \[to(String|JSON)\] on an \[Output<T>\]/,
    wrong: 'an Output was made a text; allowed within a text: tokens.asString(output)',
  },
  { trace: /wasm.?token|token.?nekot/i, wrong: 'an Output was cut, or written in other letters' },
  { trace: new RegExp(inBase64('wasm-token-').join('|')), wrong: 'an Output was encoded in base64' },
  {
    trace: new RegExp(Buffer.from('wasm-token').toString('hex'), 'i'),
    wrong: 'an Output was encoded in hexadecimal',
  },
];

/**
 * Puts Outputs back where their tokens stand: a whole value as it is, a part of a text by an Output of that text alone,
 * so that secrets stay where they are and what is known is known.
 */
export class Restorer {
  private readonly found = new Set<Stand>();

  /**
   * @param owner name of the component, for messages
   * @param stands what stands for what, by the numbers of the tokens
   */
  public constructor(
    private readonly owner: string,
    private readonly stands: readonly Stand[],
  ) {}

  /**
   * An object with its values.
   *
   * @param manifest what cdk8s made
   * @param path of the construct that it is of
   * @throws where a token was encoded, cut or made a key
   */
  public restore(manifest: JsonObject, path: string): JsonObject {
    return this.object(manifest, path, '');
  }

  /** A text that stands in no object. */
  public outputOf(text: string | undefined, path: string): pulumi.Output<string | undefined> {
    const value: unknown = text === undefined ? undefined : this.value(`${text}`, path, '');
    return pulumi.all([value]).apply(([known]) => (known === undefined ? undefined : `${known}`));
  }

  /**
   * Holds that every token that was made a text stands in an object.
   *
   * @throws where one does not: it was hashed, or encoded in a way that leaves no trace
   */
  public demandAllFound(): void {
    const lost = this.stands.find((stand) => stand.token.isPrinted && !this.found.has(stand));
    if (lost !== undefined) {
      throw lost.token.refusal(
        'it was made a text that stands in no object: it was hashed, encoded or dropped',
      );
    }
  }

  private value(value: unknown, path: string, field: string): unknown {
    if (typeof value === 'string') {
      return this.text(value, path, field);
    }
    if (Array.isArray(value)) {
      return value.map((item, index) => this.value(item, path, `${field}[${index}]`));
    }
    return isObject(value) ? this.object(value, path, field) : value;
  }

  private object(object: JsonObject, path: string, field: string): JsonObject {
    const entries = Object.entries(object).map(([key, item]) => {
      const at = field === '' ? key : `${field}.${key}`;
      if (holdsMarker(key)) {
        throw this.refusal(path, at, 'an Output was made a key, and the structure must be known');
      }
      this.demandNoTrace(key, path, at);
      return [key, this.value(item, path, at)] as const;
    });
    return Object.fromEntries(entries);
  }

  private text(text: string, path: string, field: string): unknown {
    const parts = parseMarked(text);
    const pieces = parts.map((part): string | Filled => {
      if (typeof part === 'string') {
        this.demandNoTrace(part, path, field);
        return part;
      }
      return { part, stand: this.find(part, path, field) };
    });
    if (pieces.length === 1) {
      return text;
    }
    this.demandNoSum(pieces, path, field);
    const [token, ...others] = pieces.filter((piece) => piece !== '');
    if (others.length === 0 && typeof token === 'object' && token.part.json?.isWhole !== true) {
      return token.stand.output;
    }
    const outputs = pieces.map((piece) => (typeof piece === 'string' ? piece : piece.stand.output));
    return pulumi.all(outputs).apply((values) =>
      values
        .map((value, index) => {
          const part = parts[index];
          const written = textOf(value, typeof part === 'string' ? undefined : part.json);
          if (written === undefined) {
            const type = value === null || value === undefined ? 'nothing' : 'an object';
            throw this.refusal(path, field, `an Output within the text came to ${type}, which is no text`);
          }
          return written;
        })
        .join(''),
    );
  }

  /** JavaScript puts together as texts what it cannot add: a number beside a number is a sum that was none. */
  private demandNoSum(pieces: readonly (string | Filled)[], path: string, field: string): void {
    for (const [index, piece] of pieces.entries()) {
      if (typeof piece === 'object' && piece.stand.token.kind === 'number') {
        const [before, after] = [pieces[index - 1], pieces[index + 1]];
        const other = pieces[index + 2];
        const isPair = after === '' && typeof other === 'object' && other.stand.token.kind === 'number';
        if (isPair || /\d$/.test(`${before}`) || /^\d/.test(`${after}`)) {
          throw this.refusal(path, field, 'a number that is known at deployment was added to another');
        }
      }
    }
  }

  private find({ id }: MarkedToken, path: string, field: string): Stand {
    const stand = this.stands[id];
    if (stand === undefined) {
      throw this.refusal(path, field, 'it holds a token of another component');
    }
    this.found.add(stand);
    return stand;
  }

  private demandNoTrace(text: string, path: string, field: string): void {
    const found = TRACES.find(({ trace }) => trace.test(text));
    if (found !== undefined) {
      throw this.refusal(path, field, found.wrong);
    }
  }

  private refusal(path: string, field: string, wrong: string): Error {
    return new Error(
      `[${this.owner}] ${path}: ${field}: ${wrong}; ` +
        'fix: make the value in output.apply((value) => …), and pass on what comes of it',
    );
  }
}

/** What a text is in base64, wherever it begins in another: its first and last letters hang on those around it. */
function inBase64(text: string): string[] {
  return [0, 1, 2].map((at) => {
    const letters = Buffer.from(`${' '.repeat(at)}${text}`).toString('base64');
    return letters.slice(at === 0 ? 0 : 4, -4);
  });
}
