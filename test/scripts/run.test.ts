import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from '../../scripts/lib/root.mjs';
import { table } from '../../scripts/lib/table.mjs';

const commands = [
  'start',
  'test',
  'build',
  'docs',
  'bench',
  'samples',
  'lock',
  'cluster',
  'test-cluster',
  'test-engine',
  'ci',
];

function runScript(...args: string[]) {
  return spawnSync(process.execPath, [join(root, 'scripts/run.mjs'), ...args], { encoding: 'utf8' });
}

describe('a project command', () => {
  test.each(commands)('%s explains itself with --help', (command) => {
    const { status, stdout } = runScript(command, '--help');
    expect(status).toBe(0);
    expect(stdout).toMatch(/^usage: /);
  });

  test('starts where nothing is installed', () => {
    const folder = mkdtempSync(join(tmpdir(), 'cdk8s-wasm-fresh-'));
    try {
      // The test folders hold what the parts of a cluster and the engine are built from.
      for (const part of ['scripts', 'test/cluster', 'test/engine', 'package.json']) {
        const filter = (from: string): boolean => !from.includes('node_modules');
        cpSync(join(root, part), join(folder, part), { recursive: true, filter });
      }
      for (const command of commands) {
        const program = join(folder, 'scripts', 'run.mjs');
        const { status, stderr } = spawnSync(process.execPath, [program, command, '--help'], {
          encoding: 'utf8',
        });
        expect({ command, status, stderr }).toEqual({ command, status: 0, stderr: '' });
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  test.each(commands.filter((command) => command !== 'ci'))('npm run runs %s', (command) => {
    const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    expect(Object.values(scripts)).toContain(`node scripts/run.mjs ${command}`);
  });

  test('that does not exist is refused with the ones that do', () => {
    const { status, stderr } = runScript('deploy');
    expect(status).toBe(2);
    expect(stderr).toContain("unknown command 'deploy'");
    expect(stderr).toContain('use one of: start, test');
  });

  test('refuses an argument that it does not take', () => {
    const { status, stderr } = runScript('start', '--watch');
    expect(status).toBe(2);
    expect(stderr).toContain("unknown argument '--watch'");
    expect(stderr).toContain('usage: npm start');
  });
});

describe('a table', () => {
  test('is aligned, without blanks at the ends of its lines', () => {
    expect(
      table(
        ['FILE', 'KIND'],
        [
          ['a.yaml', 'Service'],
          ['long-name.yaml', 'Job'],
        ],
      ),
    ).toBe(['FILE            KIND', 'a.yaml          Service', 'long-name.yaml  Job'].join('\n'));
  });
});
