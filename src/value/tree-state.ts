import type { IConstruct } from 'constructs';

/**
 * Something that a construct carries beside its own fields.
 *
 * It lives under a registered symbol on the construct: node context throws once
 * children exist, and several copies of this package may work on one tree.
 */
export function carried<T>(construct: IConstruct, key: string): T | undefined {
  return Reflect.get(construct, symbolOf(key));
}

/** Puts `value` on `construct` for `carried` to find. */
export function carry<T>(construct: IConstruct, key: string, value: T): T {
  Object.defineProperty(construct, symbolOf(key), { value, configurable: true });
  return value;
}

/** The one of the whole tree, made where it is first asked for. */
export function carriedByRoot<T>(construct: IConstruct, key: string, make: () => T): T {
  const root = rootOf(construct);
  return carried<T>(root, key) ?? carry(root, key, make());
}

/** The root of the tree. constructs makes a list of all scopes to tell it. */
export function rootOf(construct: IConstruct): IConstruct {
  let root = construct;
  for (let { scope } = root.node; scope !== undefined; { scope } = root.node) {
    root = scope;
  }
  return root;
}

/** To look one up among all that are registered costs more than what is carried. */
const SYMBOLS = new Map<string, symbol>();

function symbolOf(key: string): symbol {
  const known = SYMBOLS.get(key);
  if (known !== undefined) {
    return known;
  }
  const symbol = Symbol.for(`cdk8s-wasm.${key}`);
  SYMBOLS.set(key, symbol);
  return symbol;
}

/** How a construct is called in messages: its path, and the root by its name. */
export function pathOf(construct: IConstruct): string {
  return construct.node.path === '' ? 'App' : construct.node.path;
}
