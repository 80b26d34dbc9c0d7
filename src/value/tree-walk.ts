import type { IConstruct, IValidation } from 'constructs';
import { carried, carry } from './tree-state';

const WALK = 'walk';

/** Every construct of a tree, each before those below it. */
export function constructsOf(root: IConstruct): readonly IConstruct[] {
  return carried<readonly IConstruct[]>(root, WALK) ?? root.node.findAll();
}

/** Does something that looks at the whole tree and does not change it: the tree is walked once for all that asks for it. */
export function walkedOnce<T>(root: IConstruct, look: (constructs: readonly IConstruct[]) => T): T {
  const constructs = root.node.findAll();
  carry(root, WALK, constructs);
  try {
    return look(constructs);
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
