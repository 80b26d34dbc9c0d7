import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { describe, expect, inject, test } from 'vitest';

describe('the public API', () => {
  test('depends on the jsii assemblies of cdk8s and constructs alone', () => {
    const assembly = JSON.parse(readFileSync(join(inject('packedFolder'), '.jsii'), 'utf8'));
    expect(Object.keys(assembly.dependencies).sort()).toEqual(['cdk8s', 'constructs']);
    expect(Object.keys(assembly.dependencyClosure ?? {})).not.toContain('cdk8s-plus-28');
  });

  test('mentions no package but cdk8s and constructs in the types that index.d.ts reaches', () => {
    const packages = new Set<string>();
    const seen = new Set<string>();
    const visit = (file: string) => {
      if (seen.has(file)) return;
      seen.add(file);
      const { importedFiles, typeReferenceDirectives } = ts.preProcessFile(readFileSync(file, 'utf8'));
      for (const { fileName } of [...importedFiles, ...typeReferenceDirectives]) {
        if (fileName.startsWith('.')) visit(declaration(join(dirname(file), fileName)));
        else packages.add(fileName);
      }
    };
    visit(join(inject('packedFolder'), 'lib/index.d.ts'));
    expect([...packages].filter((name) => name !== 'cdk8s' && name !== 'constructs')).toEqual([]);
  });
});

function declaration(path: string): string {
  return existsSync(`${path}.d.ts`) ? `${path}.d.ts` : join(path, 'index.d.ts');
}
