import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { root } from '../../scripts/lib/root.mjs';
import { filesBelow } from './imports';

interface Declared {
  readonly doc: string;
  readonly bases: readonly string[];
  readonly docs: ReadonlyMap<string, string>;
}

const declared = new Map<string, Declared>();

/**
 * The doc comment of a struct of the public API, or of one of its fields, as it
 * stands in the sources on one line; empty where there is none.
 */
export function docOf(struct: string, field?: string): string {
  if (declared.size === 0) filesBelow('src', /\.ts$/).forEach(read);
  const found = declared.get(struct);
  if (found === undefined) throw new Error(`the sources declare no struct ${struct}`);
  if (field === undefined) return found.doc;
  return (
    found.docs.get(field) ?? found.bases.map((base) => docOf(base, field)).find((doc) => doc !== '') ?? ''
  );
}

function read(file: string): void {
  const text = readFileSync(join(root, file), 'utf8');
  for (const node of ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true).statements) {
    if (!ts.isInterfaceDeclaration(node)) continue;
    const bases = (node.heritageClauses ?? []).flatMap((clause) =>
      clause.types.map((type) => type.getText()),
    );
    const docs = node.members.map((member): [string, string] => [
      member.name?.getText() ?? '',
      textOf(member),
    ]);
    declared.set(node.name.text, { doc: textOf(node), bases, docs: new Map(docs) });
  }
}

function textOf(node: ts.Node): string {
  const comments = ts.getJSDocCommentsAndTags(node).map((doc) => doc.getText());
  return comments.join(' ').replace(/\n\s*\* ?/g, ' ');
}
