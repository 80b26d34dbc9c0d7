import { mapped } from './deferred';
import { isLabelKey, isLabelValue } from './name';
import { refusal } from './refuse';
import { literal } from './unresolved';

/** The largest number in most fields of Kubernetes, which have 32 bits. */
const MAX_INT32 = 2 ** 31 - 1;

/**
 * A whole number within bounds; an unresolved one passes.
 *
 * @throws for another
 */
export function demandWhole(
  path: string,
  field: string,
  value: number | undefined,
  min: number,
  max = MAX_INT32,
): void {
  const known = literal(value);
  if (known !== undefined && !(Number.isInteger(known) && known >= min && known <= max)) {
    throw refusal({
      path,
      field,
      value,
      wrong: 'out of range',
      allowed:
        max === MAX_INT32 && !(known > max)
          ? `a whole number, ${min} or more`
          : `a whole number, ${min} to ${max}`,
    });
  }
}

/**
 * A TCP or UDP port; an unresolved one passes.
 *
 * @throws for another
 */
export function demandPort(path: string, field: string, port: number | undefined): void {
  demandWhole(path, field, port, 1, 65535);
}

/**
 * A text of which a rule holds; an unresolved one passes.
 *
 * @param allowed the rule in words
 * @throws for another
 */
export function demandText(
  path: string,
  field: string,
  value: string | undefined,
  holds: (text: string) => boolean,
  allowed: string,
): void {
  const known = literal(value);
  if (known !== undefined && !holds(known)) {
    throw refusal({ path, field, value, wrong: 'not valid here', allowed });
  }
}

const KEY = '[prefix/]name of letters, digits, "-", "_" and ".", at most 63';

/**
 * Labels, of nodes or of objects.
 *
 * @throws for a key or a value that is none
 */
export function demandLabels(path: string, field: string, labels: { [key: string]: string } = {}): void {
  for (const [key, value] of Object.entries(labels)) {
    demandText(path, `${field} key`, key, isLabelKey, KEY);
    const allowed = 'letters, digits, "-", "_" and ".", at most 63';
    demandText(path, `${field}.${key}`, value, isLabelValue, allowed);
  }
}

/**
 * Which of `members` is given, where it must be exactly one.
 *
 * @throws where none or several are
 */
export function exactlyOne<T extends object, K extends keyof T & string>(
  path: string,
  field: string,
  value: T,
  members: readonly K[],
): K {
  const given = members.filter((member) => value[member] !== undefined);
  if (given.length !== 1) {
    throw refusal({
      path,
      field,
      value,
      wrong: given.length === 0 ? 'says nothing' : `says ${given.join(' and ')} at once`,
      allowed: `exactly one of ${members.join(', ')}`,
    });
  }
  return given[0];
}

/**
 * A number of pods or a share of them, as Kubernetes takes it: `"1"` becomes 1, `"25%"` stays.
 *
 * @param most the largest share in percent
 * @throws for another text
 */
export function numberOrShare(path: string, field: string, text: string, most = MAX_INT32): string | number {
  demandText(
    path,
    field,
    text,
    (value) =>
      /^\d+%?$/.test(value) && Number.parseInt(value, 10) <= (value.endsWith('%') ? most : MAX_INT32),
    most === MAX_INT32
      ? 'a number of pods ("1") or a share ("25%")'
      : `a number of pods ("1") or a share ("25%") of at most ${most}%`,
  );
  return mapped<string, string | number>(text, (known) => (known.endsWith('%') ? known : Number(known)));
}
