import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { builtFolder } from '../../scripts/lib/cluster/parts.mjs';
import { engineFolders, engineParts, pulumiVersion } from '../../scripts/lib/engine.mjs';

describe('a part of the engine', () => {
  let scratch: string;
  beforeEach(() => {
    scratch = mkdtempSync(join(tmpdir(), 'cdk8s-wasm-engine-parts-'));
  });
  afterEach(() => rmSync(scratch, { recursive: true, force: true }));

  test.each(engineParts.map((part) => [part.name, part] as const))(
    '%s is built again when what pins it has changed, and lies apart from the parts of the cluster',
    (_, part) => {
      const copy = { ...part, source: join(scratch, 'copy') };
      cpSync(part.source, copy.source, { recursive: true });
      expect(builtFolder(copy)).toBe(builtFolder(part));
      const pins = join(copy.source, 'go.mod');
      writeFileSync(pins, `${readFileSync(pins, 'utf8')}\n`);
      expect(builtFolder(copy)).not.toBe(builtFolder(part));
      expect(builtFolder(part)).toMatch(/[\\/]cdk8s-wasm[\\/]engine[\\/]/);
    },
  );

  test('is on the path of programs that use the engine', () => {
    expect(engineFolders()).toHaveLength(engineParts.length);
  });

  test('is the release that the pages name', () => {
    expect(pulumiVersion()).toMatch(/^\d+\.\d+\.\d+$/);
    const linked = engineParts.flatMap(({ flags }) => flags?.linker ?? []);
    // The command, and the hosts of languages.
    expect(linked).toHaveLength(2);
    for (const flag of linked) expect(flag).toContain(`Version=v${pulumiVersion()}`);
  });
});
