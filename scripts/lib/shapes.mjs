import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { root } from './root.mjs';

/** The table by which constructs hold their props against the public API. */
export const SHAPES_FILE = 'src/value/shapes.ts';

/** As in biome.json. */
const LINE_WIDTH = 110;

const HEADER = `// Generated from the public API by \`npm run docs\`. What a field may hold: a type of JavaScript, the name of a
// struct or an enum, \`x[]\` for a list, \`{x}\` for an object of them, \`@X\` for an instance of a class; \`?\`
// where it may be left out, \`!\` where it must be known at synth.
`;

/** What the doc comment of a field says, or that of a struct for all its fields, where a token may not stand. */
const STRUCTURAL = /Structural: takes no token/;

/**
 * @typedef {import('@jsii/spec').Assembly} Assembly
 * @typedef {import('@jsii/spec').InterfaceType} InterfaceType
 * @typedef {import('@jsii/spec').EnumType} EnumType
 */

/** Its content, from the jsii assembly. */
export async function shapes() {
  /** @type {Assembly} */
  const assembly = JSON.parse(readFileSync(join(root, '.jsii'), 'utf8'));
  const types = Object.values(assembly.types ?? {}).sort((a, b) => (a.name < b.name ? -1 : 1));
  const structs = types.flatMap((type) => (type.kind === 'interface' && type.datatype ? [type] : []));
  const enums = types.flatMap((type) => (type.kind === 'enum' ? [type] : []));
  const structRows = structs.map((struct) => `  ${struct.name}: ${fieldsOf(struct, assembly)},\n`);
  const enumRows = enums.map((type) => enumRow(type.name, valuesOf(type)));
  return [
    HEADER,
    table('STRUCTS', '{ readonly [field: string]: string }', structRows),
    table('ENUMS', 'readonly string[]', enumRows),
  ].join('\n');
}

/**
 * @param {string} name
 * @param {string} type
 * @param {string[]} rows
 */
function table(name, type, rows) {
  return `export const ${name}: { readonly [name: string]: ${type} } = {\n${rows.join('')}};\n`;
}

/**
 * @param {InterfaceType} struct
 * @param {Assembly} assembly
 */
function fieldsOf(struct, assembly) {
  const fields = allProperties(struct, assembly)
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, type, optional, docs }) => {
      const marks = `${optional ? '?' : ''}${isStructural(docs) || isStructural(struct.docs) ? '!' : ''}`;
      return `    ${name}: '${encode(type, assembly)}${marks}',\n`;
    });
  return `{\n${fields.join('')}  }`;
}

/** @param {import('@jsii/spec').Docs | undefined} docs */
export function isStructural(docs) {
  return STRUCTURAL.test(`${docs?.summary}\n${docs?.remarks}`.replace(/\s+/g, ' '));
}

/**
 * A struct may come to one of its bases on several ways.
 *
 * @param {InterfaceType} struct
 * @param {Assembly} assembly
 * @returns {import('@jsii/spec').Property[]}
 */
function allProperties(struct, assembly) {
  const bases = (struct.interfaces ?? []).map((fqn) => /** @type {InterfaceType} */ (assembly.types?.[fqn]));
  const all = [...bases.flatMap((base) => allProperties(base, assembly)), ...(struct.properties ?? [])];
  return [...new Map(all.map((property) => [property.name, property])).values()];
}

/**
 * @param {import('@jsii/spec').TypeReference} type
 * @param {Assembly} assembly
 * @returns {string}
 */
function encode(type, assembly) {
  if ('primitive' in type) {
    return type.primitive;
  }
  if ('collection' in type) {
    const element = encode(type.collection.elementtype, assembly);
    return type.collection.kind === 'array' ? `${element}[]` : `{${element}}`;
  }
  const target = 'fqn' in type ? assembly.types?.[type.fqn] : undefined;
  if (target === undefined) throw new Error(`the shape table has no way to write ${JSON.stringify(type)}`);
  return target.kind === 'class' ? `@${target.name}` : target.name;
}

/**
 * jsii knows the names of an enum's members; their values are in what was built.
 *
 * @param {EnumType} type
 */
function valuesOf(type) {
  const built = createRequire(import.meta.url)(root);
  return type.members.map(({ name }) => String(built[type.name][name]));
}

/**
 * On one line where it fits, as the formatter wants it.
 *
 * @param {string} name
 * @param {string[]} values
 */
function enumRow(name, values) {
  const quoted = values.map((value) => `'${value}'`);
  const line = `  ${name}: [${quoted.join(', ')}],`;
  return line.length <= LINE_WIDTH
    ? `${line}\n`
    : `  ${name}: [\n${quoted.map((value) => `    ${value},\n`).join('')}  ],\n`;
}
