import { isUnresolved } from './unresolved';

/** What a refusal tells: each part answers one question of the person who reads it. */
export interface Refusal {
  /** Where: the construct's path or the file. */
  readonly path: string;
  /** Which field, in the words of the props. */
  readonly field: string;
  /** The value that was given. */
  readonly value: unknown;
  /** What is wrong with it. */
  readonly wrong: string;
  /** What is allowed instead. */
  readonly allowed?: string;
  /** What to write. */
  readonly fix?: string;
}

/** The error for bad input, all in one shape: path, field, value, what is wrong, what is allowed, how to fix it. */
export function refusal(what: Refusal): Error {
  const parts = [`${what.field} ${show(what.value)}: ${what.wrong}`];
  if (what.allowed !== undefined) {
    parts.push(`allowed: ${what.allowed}`);
  }
  if (what.fix !== undefined) {
    parts.push(`fix: ${what.fix}`);
  }
  return new Error(`[${what.path}] ${parts.join('; ')}`);
}

/** The error for an unresolved value where the structure depends on it. */
export function unresolvedRefusal(path: string, field: string, value: unknown): Error {
  return refusal({
    path,
    field,
    value,
    wrong: 'not known at synth, and what is emitted hangs on it, so it takes no Lazy or token',
    fix: 'give the value itself',
  });
}

/** A value as it stands in a message: JSON, cut where it would flood the line. */
export function show(value: unknown): string {
  if (value === undefined) {
    return 'missing';
  }
  if (isUnresolved(value) && typeof value !== 'string') {
    return '(known at deploy)';
  }
  const text = inJson(value);
  return text.length > 120 ? `${text.slice(0, 117)}…` : text;
}

/** JSON has no word for NaN and infinity, and none at all for a bigint or an object that holds itself. */
function inJson(value: unknown): string {
  if (typeof value === 'number') {
    return String(value);
  }
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    return String(value);
  }
}
