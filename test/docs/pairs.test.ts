import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../../scripts/lib/root.mjs';
import pairs from '../engine/pairs/pairs.json';

const page = readFileSync(join(root, 'docs', 'pulumi.md'), 'utf8');

test.each(pairs)(
  'docs/pulumi.md has the pair with @pulumi/pulumi $pulumi as it is tested',
  ({ pulumi, nodes }) => {
    const file = join(root, 'test', 'engine', 'pairs', pulumi, 'package.json');
    const { dependencies } = JSON.parse(readFileSync(file, 'utf8'));
    // The Node of those who run the tests is 20 where the floor is tested.
    const releases = nodes.map((node) => (node === 'here' ? '20' : node.split('.')[0])).join(', ');
    const typescript = dependencies.typescript.split('.').slice(0, 2).join('.');
    expect(page).toContain(
      `| ${pulumi} | ${dependencies['@pulumi/kubernetes']} | ${releases} | ${typescript} |`,
    );
  },
);

test('docs/pulumi.md has no other pair', () => {
  expect(page.match(/^\| \d+\.\d+\.\d+ \| \d/gm)).toHaveLength(pairs.length);
});
