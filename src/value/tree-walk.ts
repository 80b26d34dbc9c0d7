import type { IConstruct, IValidation } from 'constructs';
import { carried, carry } from './tree-state';

const WALK = 'walk';

/** Every construct of a tree, each before those below it. */
export function constructsOf(root: IConstruct): readonly IConstruct[] {
  return carried<readonly IConstruct[]>(root, WALK) ?? root.node.findAll();
}

/**
 * Does something that looks at the whole tree and does not change it, so that nobody has to walk it again.
 *
 * @param constructs every construct of it, each before those below it
 */
export function withWalk(root: IConstruct, constructs: readonly IConstruct[], look: () => void): void {
  carry(root, WALK, constructs);
  try {
    look();
  } finally {
    carry(root, WALK, undefined);
  }
}

const LOOKS = Symbol.for('cdk8s-wasm.looks');

/** A validation that looks at the tree and adds nothing to it, so that nobody has to walk it again. */
export function lookingOnly(validate: () => string[]): IValidation {
  return Object.assign({ validate }, { [LOOKS]: true });
}

/** Whether a validation is such a one. */
export function looksOnly(validation: unknown): boolean {
  return typeof validation === 'object' && validation !== null && LOOKS in validation;
}
