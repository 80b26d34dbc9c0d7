import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse } from 'yaml';
import { at, isObject, type Json } from '../../support/json';
import { sharedPath } from '../../support/shared';
import { apply, kubectl } from './kubernetes';

/** Objects that are there now, and how to take away those that were made. */
export interface Made {
  readonly names: readonly string[];
  remove(): Promise<void>;
}

/** Defines custom kinds, as far as their public definitions lie beside the checkout. */
export async function makeCustomKinds(): Promise<Made> {
  const folder = sharedPath('crds');
  const crds = (folder === undefined ? [] : readdirSync(folder))
    .map((file): unknown => parse(readFileSync(join(String(folder), file), 'utf8')))
    .filter(isObject);
  const made = await makeMissing('crd', crds);
  if (made.names.length > 0) {
    await kubectl(['wait', '--for=condition=Established', '--timeout=60s', ...made.names]);
  }
  return made;
}

/** Makes the objects that are not there: a cluster that is not ours keeps what it had. */
export async function makeMissing(kind: string, wanted: readonly Json[]): Promise<Made> {
  const there = new Set(
    (await kubectl(['get', kind, '-o', 'name'])).split('\n').map((line) => basename(line)),
  );
  const missing = wanted.filter((object) => !there.has(nameOf(object)));
  if (missing.length > 0) await apply(missing);
  const named = (objects: readonly Json[]) => objects.map((object) => `${kind}/${nameOf(object)}`);
  return {
    names: named(wanted),
    remove: async () => {
      // `npm run test:cluster` says so where the cluster ends with the tests.
      const isDue = missing.length > 0 && process.env.CLUSTER_ENDS === undefined;
      if (isDue) await kubectl(['delete', '--wait=false', '--ignore-not-found', ...named(missing)]);
    },
  };
}

function nameOf(object: Json): string {
  return String(at(object, 'metadata', 'name'));
}
