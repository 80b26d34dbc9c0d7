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
    const entries = ['index', 'oci', 'plus', 'pulumi'];
    const later = [
      'blazor',
      'checks',
      'images',
      'lint',
      'platforms',
      'releases',
      'runtime-config',
      'runtimes',
      'shapes',
      'spin',
      'synth',
      'toml',
      'wasm',
      'workload',
    ];
    const loaded = [
      'bundle/cli.js',
      ...entries.flatMap((name) => [`bundle/${name}.js`, `bundle/${name}.mjs`]),
      ...later.map((name) => `bundle/${name}.js`),
    ];
    const documents = [
      '.jsii',
      'API.md',
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'RULES.md',
      'THIRD-PARTY-LICENSES',
      'package.json',
    ];
    expect(inject('packedFiles')).toEqual([...compiled, ...loaded, ...documents].sort());
  });

  test('has no source map that points at files which are not there', () => {
    const scripts = inject('packedFiles').filter((path) => path.endsWith('.js'));
    const mapped = scripts.filter((path) => packed(path).includes('sourceMappingURL'));
    expect(mapped).toEqual([]);
  });

  test('has the license of everything that is bundled', () => {
    const packages = ['smol-toml', 'yaml'];
    for (const name of packages) {
      const folder = join(root, 'node_modules', name);
      const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
      expect(packed('THIRD-PARTY-LICENSES')).toContain(`${name} ${version}`);
      expect(packed('THIRD-PARTY-LICENSES')).toContain(readFileSync(join(folder, 'LICENSE'), 'utf8').trim());
    }
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
