import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { Lint } from '../../../src/check/lint/lint';
import { WasmPlatform } from '../../../src/index';
import { objectsIn, runExample } from '../../examples/run';

const examples = join(import.meta.dirname, '..', '..', '..', 'examples');
/** What test/examples holds each program to. */
const snapshotOf = (folder: string) =>
  join(import.meta.dirname, '..', '..', 'examples', 'snapshots', `${folder}.yaml`);
const FOLDERS = readdirSync(examples, { withFileTypes: true })
  // Programs in other languages, and one for Pulumi: none of them writes manifests.
  .filter((entry) => entry.isDirectory() && !['apps', 'pulumi'].includes(entry.name))
  .map(({ name }) => name);

/** The platform that each program binds when it runs alone. */
const PLATFORMS: { readonly [folder: string]: WasmPlatform | undefined } = {
  'hello-http': WasmPlatform.k3s(),
  library: WasmPlatform.runtimeClassManager(),
  'spin-manifest': WasmPlatform.spinKube(),
  'spin-shop': WasmPlatform.spinKube(),
  teams: WasmPlatform.aks({ kubernetesVersion: '1.33' }),
  todo: WasmPlatform.kind(),
};

/** What a program has acknowledged in its own words, which no manifest holds. */
const ACKNOWLEDGED: { readonly [folder: string]: string[] | undefined } = { 'spin-shop': ['unproven'] };

describe.each([...FOLDERS, ''])('what the example %s writes', (folder) => {
  test('is what the checks of its constructs passed: the linter finds nothing new', async () => {
    const objects = folder === '' ? (await runExample('main.ts')).objects : objectsIn(snapshotOf(folder));
    const platform = PLATFORMS[folder];
    // Together they run on a platform whose classes stand in the manifests.
    expect(platform === undefined).toBe(folder === '');
    const { findings, notChecked } = Lint.manifests(objects, platform && { platform });
    expect(findings.map(({ id }) => id)).toEqual(ACKNOWLEDGED[folder === '' ? 'spin-shop' : folder] ?? []);
    const unknown = new Set(notChecked.map(({ id }) => id));
    expect(unknown).not.toContain('guest-container');
    expect(unknown).not.toContain('webassembly');
    expect(unknown).toContain('memory-for-size');
  });
});
