import { delimiter } from 'node:path';
import { expect, test } from 'vitest';
import { programPath } from '../../../scripts/lib/cluster/build.mjs';
import { builtFolder, goParts, shim } from '../../../scripts/lib/cluster/parts.mjs';

test('the cluster runs its own Kubernetes, and a shim of the machine before the one that was built', () => {
  const machine = ['/usr/local/bin', '/usr/bin'];
  expect(programPath(machine.join(delimiter)).split(delimiter)).toEqual([
    ...goParts.map(builtFolder),
    ...machine,
    builtFolder(shim),
  ]);
});
