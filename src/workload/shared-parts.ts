import type { Common } from '../expose/service';
import { demandLabels, demandText } from '../value/demand';
import { compact, type Manifest, orNothing } from '../value/json';
import { isDnsSubdomain } from '../value/name';
import { refusal } from '../value/refuse';
import type { IdentitySpec } from './props/identity';

/**
 * Refuses labels that are none, and those by which the workload's pods are selected.
 *
 * @param own the workload's labels
 * @param given what the user says, by prop
 */
export function refuseOwnLabels(
  path: string,
  own: { [key: string]: string },
  given: { readonly [field: string]: { [key: string]: string } | undefined },
): void {
  for (const [field, labels] of Object.entries(given)) {
    demandLabels(path, field, labels);
    for (const [key, value] of Object.entries(labels ?? {})) {
      if (Object.hasOwn(own, key)) {
        throw refusal({
          path,
          field: `${field}.${key}`,
          value,
          wrong: 'the workload selects its pods by this label, and it never changes',
          allowed: 'every other key',
          fix: 'name says what the workload is called',
        });
      }
    }
  }
}

/** Refuses other values for the annotations by which a runtime knows its pods. */
export function refuseOwnAnnotations(
  path: string,
  own: { [key: string]: string } = {},
  given: { [key: string]: string } = {},
): void {
  for (const [key, value] of Object.entries(given)) {
    if (Object.hasOwn(own, key) && own[key] !== value) {
      throw refusal({
        path,
        field: `podAnnotations.${key}`,
        value,
        wrong: 'the runtime knows its pods by this annotation',
        allowed: own[key],
        fix: 'leave it out; the options of WasmRuntime set it',
      });
    }
  }
}

/** The ServiceAccount of a workload, where one is asked for. */
export function serviceAccountManifest(
  { path, name, labels }: Common,
  identity: IdentitySpec = {},
): { readonly name: string; readonly manifest: Manifest } | undefined {
  demandText(
    path,
    'identity.serviceAccountName',
    identity.serviceAccountName,
    isDnsSubdomain,
    'lower-case letters, digits, "-" and "."',
  );
  if (!identity.create) {
    if (identity.annotations !== undefined) {
      throw refusal({
        path,
        field: 'identity.annotations',
        value: identity.annotations,
        wrong: 'no ServiceAccount is emitted that could have them',
        fix: 'create: true',
      });
    }
    return undefined;
  }
  const accountName = identity.serviceAccountName ?? name;
  return {
    name: accountName,
    manifest: {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: compact({
        name: accountName,
        labels: { ...labels },
        annotations: orNothing(identity.annotations),
      }),
      automountServiceAccountToken: identity.automountToken ?? false,
    },
  };
}
