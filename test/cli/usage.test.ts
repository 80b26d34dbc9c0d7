import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from '../../scripts/lib/root.mjs';
import { cli, folderOf } from './cli';

const CONFIG_MAP = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: plain\n';

describe('the command', () => {
  test('begins with the line by which a shell finds Node', () => {
    expect(readFileSync(join(root, 'src/cli/main.ts'), 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/);
  });

  test('says its version', async () => {
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    expect(await cli(['--version'], { cwd: folderOf({}) })).toEqual({
      code: 0,
      stdout: `${version}\n`,
      stderr: '',
    });
  });

  test.each([
    [['--help'], 'usage: cdk8s-wasm <command>'],
    [['help'], 'usage: cdk8s-wasm <command>'],
    [['push', '--help'], 'usage: cdk8s-wasm push'],
    [['push', 'dist', '-h'], 'exit codes:'],
  ])('%j helps', async (args, expected) => {
    const { code, stdout, stderr } = await cli(args, { cwd: folderOf({}) });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain(expected);
  });

  test.each([
    [[], 'no command given; allowed: push'],
    [['pull'], 'unknown command "pull"; allowed: push'],
    [['push'], 'nothing to push; allowed: a folder, a file, a Helm chart, or - for standard input'],
    [['push', '-', '-'], 'standard input (-) can be read once'],
    [['push', 'dist', '--dryrun'], "Unknown option '--dryrun'"],
    [['push', 'dist', '--root'], "Option '--root <value>' argument missing"],
    [['push', 'dist', '--jobs', '0'], '--jobs "0": allowed: 1 to 64'],
    [['push', 'dist', '--jobs', 'many'], '--jobs "many": allowed: 1 to 64'],
    [['push', 'plain.yaml', '--root', 'nowhere'], '--root "nowhere": no such folder'],
    [['push', 'plain.yaml', '--root', 'plain.yaml'], '--root "plain.yaml": no such folder'],
    [['push', 'plain.yaml', '--ca-file', 'none.pem'], '--ca-file "none.pem": ENOENT'],
    [['push', 'plain.yaml', '--ca-file', 'plain.yaml'], 'it holds no certificate; allowed: PEM'],
    [['push', 'nowhere'], '[nowhere] no such file or folder'],
    [['push', '-'], 'there is no Kubernetes manifest in -'],
    [['push', 'empty'], 'there is no Kubernetes manifest in empty'],
  ])('%j is wrong usage', async (args, message) => {
    const cwd = folderOf({ 'plain.yaml': CONFIG_MAP, 'empty/notes.txt': 'apiVersion: v1' });
    const { code, stdout, stderr } = await cli(args, { cwd });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^error: .*\ncdk8s-wasm --help says more\n$/);
    expect(stderr).toContain(message);
  });

  test('has nothing to do where no manifest names an image that was made here', async () => {
    const cwd = folderOf({ 'plain.yaml': CONFIG_MAP });
    expect(await cli(['push', '.'], { cwd })).toEqual({
      code: 0,
      stdout: `no manifest names an image that WasmImage.fromFile or WasmImage.fromSpin made: there is nothing to push\n`,
      stderr: '',
    });
    expect(await cli(['push', '.', '--quiet'], { cwd })).toEqual({ code: 0, stdout: '', stderr: '' });
    const { code, stdout } = await cli(['push', '.', '--json'], { cwd });
    expect({ code, report: JSON.parse(stdout) }).toMatchObject({
      code: 0,
      report: { complete: true, images: [], problems: [] },
    });
  });
});
