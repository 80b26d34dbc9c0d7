import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.mjs';
import { isStructural } from './shapes.mjs';

/** The arguments of the Pulumi components: the props of the constructs with `pulumi.Input` at their leaves. */
export const PULUMI_ARGS_FILE = 'src/pulumi/args.ts';

/** The props whose constructs are components too, and what an instance of a class may be given as besides. */
const ROOTS = [
  'BlazorAppProps',
  'RuntimeConfigSpec',
  'ShimProps',
  'SpinAppProps',
  'SpinFromManifestProps',
  'WasmCronJobProps',
  'WasmImageSpec',
  'WasmJobProps',
  'WasmRuntimeClassProps',
  'WasmServiceProps',
  'WasmWorkerProps',
];

/**
 * How an instance of a class may be given: the name of a hand-written type beside the generated file, and of the arguments
 * that are its plain data, where Outputs may stand in it.
 *
 * @type {Record<string, { type: string, data?: string }>}
 */
const GIVEN_AS = {
  BlazorSite: { type: 'BlazorSiteInput' },
  RuntimeConfig: { type: 'RuntimeConfigInput', data: 'RuntimeConfigArgs' },
  WasmImage: { type: 'ImageInput', data: 'ImageSpecArgs' },
  WasmPlatform: { type: 'PlatformInput' },
  WasmRuntime: { type: 'RuntimeInput' },
};

const INPUTS_FILE = './inputs';

const HEADER = `// Generated from the public API by \`npm run docs\`: the props of the constructs, with an Input where a value may be
// known at deployment only.
`;

/** As in biome.json. */
const LINE_WIDTH = 110;

/**
 * @typedef {import('@jsii/spec').Assembly} Assembly
 * @typedef {import('@jsii/spec').InterfaceType} InterfaceType
 * @typedef {import('@jsii/spec').Property} Property
 * @typedef {import('@jsii/spec').TypeReference} TypeReference
 */

/** Its content, from the jsii assembly. */
export async function pulumiArgs() {
  /** @type {Assembly} */
  const assembly = JSON.parse(readFileSync(join(root, '.jsii'), 'utf8'));
  return new Writer(assembly).text();
}

/**
 * Counterparts that go by other names: `WasmImageArgs` are the arguments of a resource.
 *
 * @type {Record<string, string>}
 */
const NAMES = { WasmImageOptions: 'ImageOptionsArgs', WasmImageSpec: 'ImageSpecArgs' };

/** @param {string} struct */
function argsName(struct) {
  return NAMES[struct] ?? `${struct.replace(/(Props|Spec)$/, '')}Args`;
}

class Writer {
  /** @param {Assembly} assembly */
  constructor(assembly) {
    this.assembly = assembly;
    /** @type {Map<string, Set<string>>} names by the file that they are imported from */
    this.imports = new Map();
    /** @type {Map<string, string>} what is written, by the struct's name */
    this.written = new Map();
  }

  text() {
    for (const name of ROOTS) this.write(this.struct(`${this.assembly.name}.${name}`));
    const bodies = [...this.written].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, body]) => body);
    return [
      HEADER,
      "import type * as pulumi from '@pulumi/pulumi';",
      ...this.importLines(),
      '',
      ...bodies,
    ].join('\n');
  }

  importLines() {
    return [...this.imports]
      .sort(([a], [b]) => order(a, b))
      .map(([file, names]) => {
        const sorted = [...names].sort();
        const line = `import type { ${sorted.join(', ')} } from '${file}';`;
        return line.length <= LINE_WIDTH
          ? line
          : `import type {\n${sorted.map((name) => `  ${name},\n`).join('')}} from '${file}';`;
      });
  }

  /** @param {string} fqn */
  struct(fqn) {
    return /** @type {InterfaceType} */ (this.assembly.types?.[fqn]);
  }

  /** @param {InterfaceType} struct */
  write(struct) {
    if (this.written.has(struct.name)) return;
    // Before its members, which may lead back to it.
    this.written.set(struct.name, '');
    const bases = (struct.interfaces ?? []).map((fqn) => this.struct(fqn));
    for (const base of bases) this.write(base);
    const heads = bases.map(({ name }) => argsName(name));
    if (struct.name === 'WasmWorkloadProps' || struct.name === 'BlazorAppProps') {
      heads.push(this.imported(INPUTS_FILE, 'NamespacedArgs'));
    }
    const members = (struct.properties ?? []).map((property) => this.member(property, struct));
    const head = `export interface ${argsName(struct.name)}${heads.length > 0 ? ` extends ${heads.join(', ')}` : ''}`;
    const body = members.length > 0 ? `{\n${members.join('\n')}}` : '{}';
    this.written.set(struct.name, `/** ${asArgs(struct.docs?.summary ?? '')} */\n${head} ${body}\n`);
  }

  /**
   * @param {Property} property
   * @param {InterfaceType} struct
   */
  member(property, struct) {
    const { name, optional, docs, type } = property;
    const plain = isStructural(docs) || isStructural(struct.docs);
    const text = [docs?.summary, docs?.remarks, docs?.default && `@default ${docs.default}`].filter(Boolean);
    const comment =
      text.length === 1 && !text[0]?.includes('\n') ? oneLine(`${text[0]}`) : manyLines(text.join('\n\n'));
    return `${comment}  readonly ${name}${optional ? '?' : ''}: ${this.type(type, plain)};\n`;
  }

  /**
   * @param {TypeReference} type
   * @param {boolean} plain whether no Output may stand there
   * @returns {string}
   */
  type(type, plain) {
    if ('primitive' in type) {
      if (type.primitive === 'any') return 'unknown';
      return plain ? type.primitive : `pulumi.Input<${type.primitive}>`;
    }
    if ('collection' in type) {
      const element = this.type(type.collection.elementtype, plain);
      return type.collection.kind === 'array' ? `${element}[]` : `{ [key: string]: ${element} }`;
    }
    const target = 'fqn' in type ? this.assembly.types?.[type.fqn] : undefined;
    if (target === undefined) throw new Error(`no argument of a component can be ${JSON.stringify(type)}`);
    if (target.kind === 'class') {
      const { type: given, data } = GIVEN_AS[target.name];
      return `${this.imported(INPUTS_FILE, given)}${data === undefined ? '' : `<${data}>`}`;
    }
    if (target.kind === 'enum') {
      const name = this.core(target);
      return plain ? name : `pulumi.Input<${name}>`;
    }
    if (plain || this.isPlain(target)) return this.core(target);
    this.write(target);
    return argsName(target.name);
  }

  /**
   * Whether nothing in a struct may be an Output, so that it is the same here.
   *
   * @param {InterfaceType} struct
   * @returns {boolean}
   */
  isPlain(struct) {
    if (isStructural(struct.docs)) return true;
    const bases = (struct.interfaces ?? []).map((fqn) => this.struct(fqn));
    return (
      bases.every((base) => this.isPlain(base)) &&
      (struct.properties ?? []).every(({ docs, type }) => isStructural(docs) || this.isPlainType(type))
    );
  }

  /**
   * @param {TypeReference} type
   * @returns {boolean}
   */
  isPlainType(type) {
    if ('collection' in type) return this.isPlainType(type.collection.elementtype);
    const target = 'fqn' in type ? this.assembly.types?.[type.fqn] : undefined;
    return target?.kind === 'interface' && this.isPlain(target);
  }

  /** @param {{ name: string, symbolId?: string }} type of the core */
  core({ name, symbolId = '' }) {
    return this.imported(`../${symbolId.split(':')[0].replace(/^src\//, '')}`, name);
  }

  /**
   * @param {string} file
   * @param {string} name
   */
  imported(file, name) {
    this.imports.set(file, (this.imports.get(file) ?? new Set()).add(name));
    return name;
  }
}

/**
 * The order in which the formatter wants imports: those from further away first.
 *
 * @param {string} a
 * @param {string} b
 */
function order(a, b) {
  const [far, near] = [a, b].map((file) => (file.startsWith('../') ? 0 : 1));
  return far - near || (a < b ? -1 : 1);
}

/** @param {string} summary of a struct */
function asArgs(summary) {
  return summary.replace(/^Props of/, 'Arguments of');
}

/** @param {string} text */
function oneLine(text) {
  return `  /** ${text} */\n`;
}

/** @param {string} text */
function manyLines(text) {
  const lines = text.split('\n').map((line) => `   *${line === '' ? '' : ` ${line}`}\n`);
  return `  /**\n${lines.join('')}   */\n`;
}
