import { componentEmbed, componentNew, metadataAdd, parse } from '@bytecodealliance/jco-transpile/wasm-tools';

/** The binary of a text in WebAssembly's own language. */
export function wat(text: string): Promise<Uint8Array> {
  return parse(text);
}

/**
 * A component with the imports and exports of a world, whose functions trap.
 *
 * @param imports interfaces (`wasi:http/types@0.2.3`) or functions (`log`)
 * @param exports the same
 */
export async function component(imports: readonly string[], exports: readonly string[]): Promise<Uint8Array> {
  return componentNew(await moduleFor(imports, exports), []);
}

/** The same from a module in which tools left their notes. */
export async function componentBy(
  exports: readonly string[],
  notes: [string, [string, string][]][],
  imports: readonly string[] = [],
): Promise<Uint8Array> {
  return componentNew(await metadataAdd(await moduleFor(imports, exports), notes), []);
}

/** The module that such a component is made of. */
export function moduleFor(imports: readonly string[], exports: readonly string[]): Promise<Uint8Array> {
  return componentEmbed({ witSource: witOf(imports, exports), dummy: true });
}

/** WIT with a world of that name, and every package that it speaks of. */
export function witOf(imports: readonly string[], exports: readonly string[]): string {
  const packages = new Map<string, Set<string>>();
  for (const name of [...imports, ...exports].filter(isInterface)) {
    const [, owner, item, version = ''] = /^([^/]+)\/([^@]+)(@.*)?$/.exec(name)!;
    const interfaces = packages.get(owner + version) ?? new Set();
    packages.set(owner + version, interfaces.add(item));
  }
  const item = (name: string): string => (isInterface(name) ? name : `${name}: func()`);
  return [
    'package root:component;',
    'world w {',
    ...imports.map((name) => `  import ${item(name)};`),
    ...exports.map((name) => `  export ${item(name)};`),
    '}',
    ...[...packages].map(
      ([name, items]) =>
        `package ${name} { ${[...items].map((one) => `interface ${one} { f: func(); }`).join(' ')} }`,
    ),
  ].join('\n');
}

function isInterface(name: string): boolean {
  return name.includes('/');
}
