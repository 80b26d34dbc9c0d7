interface Item {
  readonly module: string;
  readonly name: string;
}

/** The part of `WebAssembly` that tests use: neither the types of Node nor those of the language know it. */
interface Engine {
  readonly Module: {
    new (bytes: Uint8Array): object;
    imports(module: object): Item[];
    exports(module: object): Item[];
  };
}

const { Module }: Engine = Reflect.get(globalThis, 'WebAssembly');

/** The whole names of what V8 says that a core module imports and exports. */
export function namesByV8(bytes: Uint8Array): { imports: string[]; exports: string[] } {
  const compiled = new Module(bytes);
  return {
    imports: Module.imports(compiled).map(({ module, name }) => `${module}.${name}`),
    exports: Module.exports(compiled).map(({ name }) => name),
  };
}
