import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../../../scripts/lib/root.mjs';
import { SPIN_RULES } from '../../../src/artifact/spin/problems';

test('the page on Spin manifests has a line for each rule', () => {
  const page = readFileSync(join(root, 'docs/spin-manifest.md'), 'utf8');
  const [, table] = page.split('| rule |');
  const rules = [...table.matchAll(/^\| `([a-z-]+)` \|/gm)].map(([, rule]) => rule);
  expect(rules).toEqual([...SPIN_RULES]);
});
