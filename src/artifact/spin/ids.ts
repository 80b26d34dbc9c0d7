import type { TextForm } from './table-reader';

/**
 * What is wrong with a name of words between `-`, or `undefined`: an id of a
 * component. Source: spinframework/spin, `crates/serde/src/id.rs`.
 */
export function kebabProblem(id: string): string | undefined {
  return idProblem(id, '-', '_');
}

/** What is wrong with a name of words between `_`, or `undefined`. */
export function snakeProblem(id: string): string | undefined {
  return idProblem(id, '_', '-');
}

/** What is wrong with the name of a variable, or `undefined`. */
export function variableNameProblem(name: string): string | undefined {
  return snakeProblem(name) ?? (name === name.toLowerCase() ? undefined : 'it has an upper-case letter');
}

/** What is wrong with a label of a store, or `undefined`: kebab case and snake case both do. */
export function labelProblem(label: string): string | undefined {
  return kebabProblem(label) === undefined || snakeProblem(label) === undefined
    ? undefined
    : 'it is neither in kebab case nor in snake case';
}

/** What a kebab-case name is, in words. */
export const KEBAB =
  'words of letters and digits with "-" between them, each from a letter on and of one case';

/** The id of a component. */
export const ID_FORM: TextForm = { rule: 'id', problem: kebabProblem, allowed: KEBAB };

/** What the name of a variable is, in words. */
export const LOWER_SNAKE =
  'words of lower-case letters and digits with "_" between them, each from a letter on';

function idProblem(id: string, between: string, other: string): string | undefined {
  if (id === '') {
    return 'it is empty';
  }
  if (id.includes(other)) {
    return `it has "${other}" where "${between}" stands between words`;
  }
  for (const word of id.split(between)) {
    if (word === '') {
      return `it has no word before, after or between "${between}"`;
    }
    if (!/^[A-Za-z]/.test(word)) {
      return `the word ${JSON.stringify(word)} does not start with a letter`;
    }
    if (!/^[A-Za-z0-9]+$/.test(word)) {
      return `the word ${JSON.stringify(word)} has something else than letters and digits`;
    }
    if (word !== word.toLowerCase() && word !== word.toUpperCase()) {
      return `the word ${JSON.stringify(word)} has letters of both cases`;
    }
  }
  return undefined;
}
