import { cutAtMarkers } from '../value/marker';

/** A token in a text. */
export interface MarkedToken {
  /** Its number. */
  readonly id: number;
  /** How its value is written; `undefined` for the plain text of it. */
  readonly json?: JsonPlace;
}

/** A place in the text of a JSON document. */
interface JsonPlace {
  /** Whether the value stands there with its quotes, so that it may be of any type. */
  readonly isWhole: boolean;
  /** How many documents lie around it, one as a text in the other. */
  readonly depth: number;
}

const QUOTE_AT_END = /(\\*)"$/;

/**
 * A text as what stands between its tokens, and these: a text first, then a token and a text by turns.
 *
 * The quotes that JSON puts around a value belong to the token: the value may be no text.
 */
export function parseMarked(text: string): (string | MarkedToken)[] {
  const { head, rest } = cutAtMarkers(text);
  const parts: (string | MarkedToken)[] = [head];
  for (const { id, isQuoted, tail } of rest) {
    const before = `${parts.pop()}`;
    const quote = isQuoted ? QUOTE_AT_END.exec(before) : null;
    if (quote !== null && tail.startsWith(quote[0])) {
      const { length } = quote[0];
      // A document in a document has one backslash before each quote, one in that has three, and so on.
      const depth = Math.log2(length) + 1;
      parts.push(before.slice(0, -length), { id, json: { isWhole: true, depth } }, tail.slice(length));
    } else {
      parts.push(before, isQuoted ? { id, json: { isWhole: false, depth: 1 } } : { id }, tail);
    }
  }
  return parts;
}

/**
 * A value as it stands in a text.
 *
 * @returns `undefined` for one that no text can hold
 */
export function textOf(value: unknown, json: JsonPlace | undefined): string | undefined {
  if (json?.isWhole) {
    let text: string | undefined = JSON.stringify(value);
    for (let depth = json.depth; text !== undefined && depth > 1; depth -= 1) {
      text = JSON.stringify(text).slice(1, -1);
    }
    return text;
  }
  if (!['string', 'number', 'boolean'].includes(typeof value)) {
    return undefined;
  }
  return json === undefined ? String(value) : JSON.stringify(String(value)).slice(1, -1);
}
