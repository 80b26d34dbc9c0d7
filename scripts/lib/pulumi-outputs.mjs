import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { root } from './root.mjs';

const FOLDER = 'src/pulumi/components';

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

/** What the component of that name tells, as its class and those that it extends declare it. */
export class PulumiOutputs {
  constructor() {
    /** @type {Map<string, ts.ClassDeclaration>} */
    this.classes = new Map();
    for (const file of readdirSync(join(root, FOLDER))) {
      const text = readFileSync(join(root, FOLDER, file), 'utf8');
      // With parents: doc comments are found by them.
      for (const node of ts.createSourceFile(file, text, ts.ScriptTarget.ES2023, true).statements) {
        if (ts.isClassDeclaration(node) && node.name !== undefined) this.classes.set(node.name.text, node);
      }
    }
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
  return (ts.getTextOfJSDocComment(doc?.comment) ?? '').replace(/\s+/g, ' ');
}
