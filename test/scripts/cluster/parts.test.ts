import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { builtFolder, goParts, kubernetesVersion, shim } from '../../../scripts/lib/cluster/parts.mjs';

describe('a part of the cluster', () => {
  let scratch: string;
  beforeEach(() => {
    scratch = mkdtempSync(join(tmpdir(), 'cdk8s-wasm-parts-'));
  });
  afterEach(() => rmSync(scratch, { recursive: true, force: true }));

  test.each([...goParts, shim].map((part) => [part.name, part] as const))(
    '%s is built again when a file that it is built from has changed, and only then',
    (_name, part) => {
      const copy = { ...part, source: join(scratch, 'copy') };
      cpSync(part.source, copy.source, { recursive: true });
      expect(builtFolder(copy)).toBe(builtFolder(part));

      writeFileSync(join(copy.source, 'README.md'), 'words');
      expect(builtFolder(copy)).toBe(builtFolder(part));
      const pins = join(copy.source, part === shim ? 'Cargo.lock' : 'go.mod');
      writeFileSync(pins, `${readFileSync(pins, 'utf8')}\n`);
      expect(builtFolder(copy)).not.toBe(builtFolder(part));
    },
  );

  test('lies in the cache that the environment names', () => {
    const before = process.env.XDG_CACHE_HOME;
    process.env.XDG_CACHE_HOME = scratch;
    try {
      expect(builtFolder(shim).startsWith(join(scratch, 'cdk8s-wasm', 'cluster'))).toBe(true);
    } finally {
      if (before === undefined) delete process.env.XDG_CACHE_HOME;
      else process.env.XDG_CACHE_HOME = before;
    }
  });

  test.each(goParts.filter(({ name }) => name !== 'pause').map((part) => [part.name, part] as const))(
    '%s names every program as a tool, so that go mod tidy keeps it',
    (_name, { source, programs }) => {
      const modules = readFileSync(join(source, 'go.mod'), 'utf8');
      for (const goPackage of Object.values(programs)) {
        expect(modules).toMatch(new RegExp(`^(tool|\\t)\\s*${goPackage.replaceAll('.', '\\.')}$`, 'm'));
      }
    },
  );
});

describe('the release of Kubernetes', () => {
  test('is the one that the modules pin', () => expect(kubernetesVersion()).toMatch(/^1\.\d+\.\d+$/));
});
