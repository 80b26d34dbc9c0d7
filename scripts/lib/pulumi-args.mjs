import { argsName, PulumiProps, paragraphs } from './pulumi-props.mjs';

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
 * @typedef {import('@jsii/spec').InterfaceType} InterfaceType
 * @typedef {import('@jsii/spec').Property} Property
 * @typedef {import('./pulumi-props.mjs').Argument} Argument
 */

/** Its content, from the jsii assembly. */
export async function pulumiArgs() {
  return new Writer(new PulumiProps()).text();
}

class Writer {
  /** @param {PulumiProps} props */
  constructor(props) {
    this.props = props;
    /** @type {Map<string, Set<string>>} names by the file that they are imported from */
    this.imports = new Map();
    /** @type {Map<string, string>} what is written, by the struct's name */
    this.written = new Map();
  }

  text() {
    for (const name of ROOTS) this.write(this.props.struct(name));
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

  /** @param {InterfaceType} struct */
  write(struct) {
    if (this.written.has(struct.name)) return;
    // Before its members, which may lead back to it.
    this.written.set(struct.name, '');
    const bases = this.props.bases(struct);
    for (const base of bases) this.write(base);
    const heads = bases.map(({ name }) => argsName(name));
    if (this.props.isNamespaced(struct)) heads.push(this.imported(INPUTS_FILE, 'NamespacedArgs'));
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
    const { name, optional, docs } = property;
    const text = paragraphs(docs, (value) => `@default ${value}`);
    const comment =
      text.length === 1 && !text[0]?.includes('\n') ? oneLine(`${text[0]}`) : manyLines(text.join('\n\n'));
    const type = this.type(this.props.argument(property, struct));
    return `${comment}  readonly ${name}${optional ? '?' : ''}: ${type};\n`;
  }

  /**
   * @param {Argument} argument
   * @returns {string}
   */
  type(argument) {
    switch (argument.is) {
      case 'any':
        return 'unknown';
      case 'single':
        return argument.isPlain ? argument.name : `pulumi.Input<${argument.name}>`;
      case 'list':
        return `${this.type(argument.of)}[]`;
      case 'map':
        return `{ [key: string]: ${this.type(argument.of)} }`;
      case 'enum': {
        const name = this.core(argument.type);
        return argument.isPlain ? name : `pulumi.Input<${name}>`;
      }
      case 'instance': {
        const { type, data } = GIVEN_AS[argument.of.name];
        return `${this.imported(INPUTS_FILE, type)}${data === undefined ? '' : `<${data}>`}`;
      }
      case 'data':
        return this.core(argument.of);
      case 'props':
        this.write(argument.of);
        return argsName(argument.of.name);
    }
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
