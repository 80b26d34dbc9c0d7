import { refusal } from '../../value/refuse';
import { type Place, placeText } from './place';

/** Something in the manifests, or in the files that they name, for which nothing can be pushed. */
export interface Problem {
  /** The whole message: where, what is wrong, how to fix it. */
  readonly message: string;
  /** Where it is. */
  readonly place: Place;
}

/** What is wrong at a place. */
export interface ProblemText {
  readonly field: string;
  readonly value: unknown;
  readonly wrong: string;
  readonly allowed?: string;
  readonly fix?: string;
}

/** A problem, its message in the shape of all others. */
export function problemAt(place: Place, text: ProblemText): Problem {
  return { place, message: refusal({ path: placeText(place), ...text }).message };
}
