import { Lazy } from 'cdk8s';
import { docOf } from '../support/prop-docs';
import type { Place } from './leaves';

/** Stands for a value that is known later, and knows whether anybody asked for it. */
export interface Stand {
  readonly asked: () => number;
  readonly value: unknown;
}

/** What a deployment engine hands out: known by what it can do, not by its class. */
class Token {
  public asked = 0;
  public constructor(private readonly value: unknown) {}
  public resolve(): unknown {
    this.asked += 1;
    return this.value;
  }
}

function token(value: unknown): Stand {
  const made = new Token(value);
  return { value: made, asked: () => made.asked };
}

function lazy(value: unknown): Stand {
  const made = new Token(value);
  return { value: Lazy.any({ produce: () => made.resolve() }), asked: () => made.asked };
}

/** The forms in which a value that is known later may stand in props. */
export const LATER: readonly [name: string, of: (value: unknown) => Stand][] = [
  ['a Lazy', lazy],
  ['an object with resolve()', token],
];

/** How such a value is refused where it may not stand. */
export const REFUSED = /^\[[^\]]+\] \S.*: not known at synth, .*; fix: give the value itself$/;

/** Whether the documentation says that a place takes no such value: of its field, or of the whole struct. */
export function isStructural({ struct, field }: Place): boolean {
  return [docOf(struct, field), docOf(struct)].some((doc) => doc.includes('Structural: takes no token'));
}

/** A place in the words of a message. */
export function nameOf({ path }: Place): string {
  return path.join('.');
}
