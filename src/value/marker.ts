/**
 * What a token prints into text: letters that survive in names, labels, addresses and JSON. One that stands in the text
 * of a JSON document says so, for its value to be escaped when it is filled in.
 */
const MARKER = /wasm-token-(\d+)(-json)?-nekot/;
const START = 'wasm-token-';
const SHORTEST = `${START}0-nekot`.length;

/** A marker in a text, and what stands behind it up to the next. */
export interface MarkedText {
  /** The number of the token. */
  readonly id: number;
  /** Whether it stands in the text of a JSON document. */
  readonly isQuoted: boolean;
  /** The text behind it. */
  readonly tail: string;
}

/** Whether a token has printed its marker into a text. */
export function holdsMarker(text: string): boolean {
  return text.length >= SHORTEST && text.includes(START) && MARKER.test(text);
}

/** A text in which all markers are alike. */
export function maskMarkers(text: string): string {
  return text.replace(new RegExp(MARKER, 'g'), 'wasm-token-nekot');
}

/** The marker of a token. */
export function markerOf(id: number, isQuoted = false): string {
  return `wasm-token-${id}${isQuoted ? '-json' : ''}-nekot`;
}

/** A text cut at its markers: what stands before them all, and each of them. */
export function cutAtMarkers(text: string): { readonly head: string; readonly rest: MarkedText[] } {
  // Of each marker, its two groups, and the text behind it.
  const [head, ...parts] = text.split(new RegExp(MARKER, 'g'));
  const rest: MarkedText[] = [];
  for (let at = 0; at < parts.length; at += 3) {
    rest.push({ id: Number(parts[at]), isQuoted: parts[at + 1] !== undefined, tail: parts[at + 2] });
  }
  return { head, rest };
}
