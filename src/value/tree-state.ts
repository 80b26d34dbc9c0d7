import type { IConstruct } from 'constructs';

/**
 * Something that a construct carries beside its own fields.
 *
 * It lives under a registered symbol on the construct: node context throws once
 * children exist, and several copies of this package may work on one tree.
 */
export function carried<T>(construct: IConstruct, key: string): T | undefined {
  return Reflect.get(construct, Symbol.for(`cdk8s-wasm.${key}`));
}

/** Puts `value` on `construct` for `carried` to find. */
export function carry<T>(construct: IConstruct, key: string, value: T): T {
  Object.defineProperty(construct, Symbol.for(`cdk8s-wasm.${key}`), { value, configurable: true });
  return value;
}

/** The one of the whole tree, made where it is first asked for. */
export function carriedByRoot<T>(construct: IConstruct, key: string, make: () => T): T {
  const root = construct.node.root;
  return carried<T>(root, key) ?? carry(root, key, make());
}

/** How a construct is called in messages: its path, and the root by its name. */
export function pathOf(construct: IConstruct): string {
  return construct.node.path === '' ? 'App' : construct.node.path;
}
