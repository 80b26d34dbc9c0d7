import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'vitest';

const shared = join(import.meta.dirname, '..', '..', '..', 'shared');

/**
 * Where a piece of public data lies that is others' and never part of the project: in the folder `shared`
 * beside the checkout.
 *
 * @returns undefined when this clone has no such folder beside it, or not this piece
 */
export function sharedPath(...parts: string[]): string | undefined {
  const path = join(shared, ...parts);
  return existsSync(path) ? path : undefined;
}

/**
 * Describes behaviour on public data, or says why it was skipped.
 *
 * @example
 * describeWithShared('a Shim resource', ['crds', 'runtime.spinkube.dev_shims.yaml'], (crd) => { … });
 */
export function describeWithShared(title: string, parts: string[], body: (path: string) => void): void {
  const path = sharedPath(...parts);
  describe(title, () => {
    if (path !== undefined) return body(path);
    test('agrees with public data', (context) => {
      context.skip(`no ${['..', 'shared', ...parts].join('/')} beside this checkout`);
    });
  });
}
