import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, test } from 'vitest';
import { npm } from '../../scripts/lib/process.mjs';
import { root } from '../../scripts/lib/root.mjs';
import { consumer, PULUMI } from './consumer';

const FOLDER = join(root, 'provider');

let packed: Promise<string[]> | undefined;

/** What npm would pack, which is asked once. */
function packedFiles(): Promise<string[]> {
  packed ??= listPacked();
  return packed;
}

async function listPacked(): Promise<string[]> {
  const { stdout } = await npm(['pack', '--ignore-scripts', '--dry-run', '--json'], { cwd: FOLDER });
  // npm 12 keys the report by package name; before, it was a list.
  const [{ files }]: { files: { path: string }[] }[] = Object.values(JSON.parse(stdout));
  return files.map(({ path }) => path).sort();
}

describe('the packed provider plugin', () => {
  test('has its program, its schema and what the engine reads of it, and nothing else', async () => {
    expect(await packedFiles()).toEqual([
      'LICENSE',
      'PulumiPlugin.yaml',
      'README.md',
      'bin/pulumi-resource-cdk8s-wasm',
      'package.json',
      'schema.json',
    ]);
  });

  test('starts where it and what it depends on are installed, and answers with its schema', async () => {
    const asks = `
      const grpc = require('@grpc/grpc-js');
      const { ResourceProviderClient } = require('@pulumi/pulumi/proto/provider_grpc_pb.js');
      const { GetSchemaRequest } = require('@pulumi/pulumi/proto/provider_pb.js');
      const client = new ResourceProviderClient('127.0.0.1:' + process.argv[2], grpc.credentials.createInsecure());
      client.getSchema(new GetSchemaRequest(), (error, response) => {
        if (error) throw error;
        process.stdout.write(response.getSchema());
        client.close();
      });`;
    const project = consumer({ 'ask.cjs': asks }, [...PULUMI, '@grpc/grpc-js']);
    const installed = join(project.dir, 'node_modules', 'pulumi-resource-cdk8s-wasm');
    for (const file of await packedFiles()) cpSync(join(FOLDER, file), join(installed, file));
    const program = join(installed, 'bin', 'pulumi-resource-cdk8s-wasm');
    expect(await project.run([program, '--help'])).toEqual({
      code: 0,
      output: expect.stringMatching(/^usage: /),
    });
    expect(await project.run([program])).toEqual({ code: 1, output: expect.stringMatching(/^usage: /) });
    const child = spawn(process.execPath, [program, '127.0.0.1:1'], { stdio: ['ignore', 'pipe', 'inherit'] });
    try {
      const [port] = await once(createInterface(child.stdout), 'line');
      const { code, output } = await project.run(['ask.cjs', port]);
      expect(code).toBe(0);
      expect(JSON.parse(output)).toEqual(JSON.parse(readFileSync(join(FOLDER, 'schema.json'), 'utf8')));
    } finally {
      child.kill();
      await once(child, 'exit');
    }
  });
});
