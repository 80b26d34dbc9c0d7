import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, inject, test } from 'vitest';
import { root } from '../../scripts/lib/root.mjs';

const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

describe('npm pack', () => {
  test('holds the code, its types, the assembly, the documents, and nothing else', () => {
    const compiled = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts'))
      .map((path) => `lib/${path.replaceAll('\\', '/').slice(0, -'.ts'.length)}`)
      .map((name) => `${name}.d.ts`);
    const loaded = ['bundle/index.js', 'bundle/plus/index.js'];
    const documents = ['.jsii', 'API.md', 'CHANGELOG.md', 'LICENSE', 'README.md', 'RULES.md', 'package.json'];
    expect(inject('packedFiles')).toEqual([...compiled, ...loaded, ...documents].sort());
  });

  test('has no source map that points at files which are not there', () => {
    const scripts = inject('packedFiles').filter((path) => path.endsWith('.js'));
    const mapped = scripts.filter((path) => packed(path).includes('sourceMappingURL'));
    expect(mapped).toEqual([]);
  });

  test('names no path of the machine that packed it', () => {
    expect(inject('packedFiles').filter((path) => packed(path).includes(root))).toEqual([]);
  });
});

describe('package.json', () => {
  test('has no runtime dependency that is not bundled', () => {
    const bundled: string[] = manifest.bundledDependencies ?? [];
    const unbundled = Object.keys(manifest.dependencies ?? {}).filter((name) => !bundled.includes(name));
    expect(unbundled).toEqual([]);
  });

  test('asks for cdk8s and constructs alone as peers', () => {
    expect(Object.keys(manifest.peerDependencies).sort()).toEqual(['cdk8s', 'constructs']);
  });

  test('pins its development dependencies, the peers among them to the floors of their ranges', () => {
    const inexact = Object.entries<string>(manifest.devDependencies).filter(
      ([, range]) => !/^\d+\.\d+\.\d+$/.test(range),
    );
    expect(inexact).toEqual([]);
    for (const [name, range] of Object.entries<string>(manifest.peerDependencies)) {
      expect(range).toBe(`^${manifest.devDependencies[name]}`);
    }
  });

  test('is locked without the address of a registry', () => {
    const lockfile = readFileSync(join(root, 'package-lock.json'), 'utf8');
    expect(lockfile).not.toContain('"resolved"');
  });

  test('is locked for every platform that a dependency has a binary for', () => {
    const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
    const locked = (at: string, name: string) =>
      `${at}/node_modules/${name}` in packages || `node_modules/${name}` in packages;
    const missing = Object.entries<{ optionalDependencies?: object }>(packages).flatMap(([at, entry]) =>
      Object.keys(entry.optionalDependencies ?? {}).filter((name) => !locked(at, name)),
    );
    expect(missing).toEqual([]);
  });

  test('exports only files that are packed', () => {
    const targets = Object.values<string | Record<string, string>>(manifest.exports).flatMap((target) =>
      typeof target === 'string' ? [target] : Object.values(target),
    );
    const missing = targets.filter((target) => !existsSync(join(inject('packedFolder'), target)));
    expect(missing).toEqual([]);
  });
});

function packed(path: string): string {
  return readFileSync(join(inject('packedFolder'), path), 'utf8');
}
