import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { root } from './root.mjs';

const FOLDER = 'src/pulumi/components';

/** What no construct has: the arguments of an image that is pushed. */
const ARGUMENTS = 'src/pulumi/image/args.ts';

/** How the sources write the type of what a component tells. */
const OUTPUT = /^pulumi\.Output<string( \| undefined)?>$/;

/**
 * What a component tells: its description, and that of each output that is plain data. The resources that it is made of
 * are objects of one language.
 *
 * @typedef {object} Component
 * @property {string} description
 * @property {Record<string, { description: string, isOptional: boolean }>} outputs
 */

/**
 * A field of an interface, with its type as it is written.
 *
 * @typedef {{ type: string, description: string, isOptional: boolean }} Field
 */

/** What the sources say of the components that stands in no assembly of jsii: the classes of Pulumi are not exported to it. */
export class PulumiSources {
  constructor() {
    /** @type {Map<string, ts.ClassDeclaration>} */
    this.classes = new Map();
    /** @type {Map<string, ts.InterfaceDeclaration>} */
    this.interfaces = new Map();
    const files = readdirSync(join(root, FOLDER)).map((file) => `${FOLDER}/${file}`);
    for (const file of [...files, ARGUMENTS]) {
      const text = readFileSync(join(root, file), 'utf8');
      // With parents: doc comments are found by them.
      for (const node of ts.createSourceFile(file, text, ts.ScriptTarget.ES2023, true).statements) {
        if (ts.isClassDeclaration(node) && node.name !== undefined) this.classes.set(node.name.text, node);
        if (ts.isInterfaceDeclaration(node)) this.interfaces.set(node.name.text, node);
      }
    }
  }

  /**
   * @param {string} name of an interface of arguments
   * @returns {Record<string, Field>}
   */
  fields(name) {
    const members = this.interfaces.get(name)?.members.filter(ts.isPropertySignature) ?? [];
    if (members.length === 0) throw new Error(`${ARGUMENTS} has no interface ${name}`);
    return Object.fromEntries(
      members.map((member) => [
        member.name.getText(),
        {
          type: `${member.type?.getText()}`,
          description: docOf(member),
          isOptional: member.questionToken !== undefined,
        },
      ]),
    );
  }

  /**
   * @param {string} name
   * @returns {Component}
   */
  of(name) {
    const node = this.classes.get(name);
    if (node === undefined) throw new Error(`${FOLDER} has no class ${name}`);
    return { description: docOf(node), outputs: Object.fromEntries(this.outputsOf(node)) };
  }

  /**
   * @param {ts.ClassDeclaration} node
   * @returns {[string, { description: string, isOptional: boolean }][]}
   */
  outputsOf(node) {
    const base = node.heritageClauses?.[0]?.types[0]?.expression.getText();
    const parent = base === undefined ? undefined : this.classes.get(base);
    const own = node.members.filter(ts.isPropertyDeclaration).flatMap((member) => {
      const found = OUTPUT.exec(member.type?.getText() ?? '');
      const isPublic = member.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.PublicKeyword) ?? false;
      return found === null || !isPublic ? [] : [outputOf(member, found[1] !== undefined)];
    });
    return [...(parent === undefined ? [] : this.outputsOf(parent)), ...own];
  }
}

/**
 * @param {ts.PropertyDeclaration} member
 * @param {boolean} isOptional
 * @returns {[string, { description: string, isOptional: boolean }]}
 */
function outputOf(member, isOptional) {
  return [member.name.getText(), { description: docOf(member), isOptional }];
}

/** @param {ts.Node} node */
function docOf(node) {
  const [doc] = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc);
  const initial = doc?.tags?.find(({ tagName }) => tagName.text === 'default')?.comment;
  return [doc?.comment, initial && `Default: ${ts.getTextOfJSDocComment(initial)?.replace(/^- /, '')}`]
    .map((text) => (typeof text === 'string' ? text : (ts.getTextOfJSDocComment(text) ?? '')))
    .filter((text) => text !== '')
    .map((text) => text.replace(/\s+/g, ' '))
    .join('\n\n');
}
