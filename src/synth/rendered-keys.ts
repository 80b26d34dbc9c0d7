import type { JsonObject } from '../value/json';

/** Longer lists of keys are left to a sort that is not quadratic. */
const SHORT = 16;

/** Digits, with which the keys begin that JavaScript takes for an index and puts before all others. */
const [ZERO, NINE] = [0x30, 0x39];

/** The keys of an object as cdk8s renders them: in order, and without those of which nothing is known. */
export function renderedKeys(map: JsonObject): string[] {
  const keys: string[] = [];
  let hasDigits = false;
  for (const key of Object.keys(map)) {
    const value = map[key];
    // A field of that name is lost on the way through cdk8s.
    if (value !== undefined && value !== null && key !== '__proto__') {
      const first = key.charCodeAt(0);
      hasDigits ||= first >= ZERO && first <= NINE;
      keys.push(key);
    }
  }
  sortText(keys);
  return hasDigits ? Object.keys(Object.fromEntries(keys.map((key) => [key, true]))) : keys;
}

/** Sorts as `sort()` does, which costs more than all else that is done with a few keys. */
function sortText(texts: string[]): void {
  if (texts.length > SHORT) {
    texts.sort();
    return;
  }
  for (let i = 1; i < texts.length; i++) {
    const text = texts[i];
    let at = i;
    for (; at > 0 && texts[at - 1] > text; at--) {
      texts[at] = texts[at - 1];
    }
    texts[at] = text;
  }
}
