import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from '../../scripts/lib/root.mjs';
import { consumer, tool } from './consumer';

const ours = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const peers = { ...ours.peerDependencies, 'cdk8s-wasm': `^${ours.version}` };

const library = {
  name: 'platform-library',
  version: '1.0.0',
  description: 'a construct library on top of cdk8s-wasm',
  license: 'Apache-2.0',
  author: { name: 'a platform team' },
  repository: { type: 'git', url: 'https://example.com/platform-library.git' },
  main: 'lib/index.js',
  types: 'lib/index.d.ts',
  stability: 'stable',
  peerDependencies: peers,
  devDependencies: Object.fromEntries(
    Object.entries(peers).map(([name, range]) => [name, String(range).slice(1)]),
  ),
  jsii: { outdir: 'packages', targets: {}, tsc: { rootDir: 'src', outDir: 'lib' } },
};

const source = `
import { Chart } from 'cdk8s';
import { Construct } from 'constructs';
import * as wasm from 'cdk8s-wasm';

/** What the team's service needs. */
export interface TeamServiceProps {
  /** Where it runs. */
  readonly platform: wasm.WasmPlatform;
}

/** A construct that hands a value of ours through its own API. */
export class TeamService extends Construct {
  /** Where it runs. */
  public readonly platform: wasm.WasmPlatform;

  constructor(scope: Construct, id: string, props: TeamServiceProps) {
    super(scope, id);
    this.platform = props.platform;
    Chart.of(this);
  }
}
`;

describe('a jsii library on top of this package', () => {
  test('compiles, with our types in its public API', async () => {
    const project = consumer({
      'package.json': JSON.stringify(library),
      'README.md': '# platform-library\n',
      'src/index.ts': source,
    });
    const { code, output } = await project.run([tool('jsii/bin/jsii'), '--fail-on-warnings']);
    expect({ code, output }).toEqual({ code: 0, output: expect.stringContaining('Errors: 0 | Warnings: 0') });
  });
});
