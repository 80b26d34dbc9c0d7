import * as k8s from '@pulumi/kubernetes';
import { describe, expect, it, test } from 'vitest';
import { classOf } from '../../src/pulumi/resource-class';

const KINDS: readonly [apiVersion: string, kind: string, type: unknown][] = [
  ['v1', 'Secret', k8s.core.v1.Secret],
  ['apps/v1', 'Deployment', k8s.apps.v1.Deployment],
  ['rbac.authorization.k8s.io/v1', 'Role', k8s.rbac.v1.Role],
  ['networking.k8s.io/v1', 'Ingress', k8s.networking.v1.Ingress],
  ['node.k8s.io/v1', 'RuntimeClass', k8s.node.v1.RuntimeClass],
  ['apiextensions.k8s.io/v1', 'CustomResourceDefinition', k8s.apiextensions.v1.CustomResourceDefinition],
];

/** Every class of the SDK that stands for a kind, by the type that the engine knows it by. */
function classes(): [type: string, found: unknown][] {
  const members = (of: unknown): unknown[] =>
    Object.keys(Object(of)).map((key) => Reflect.get(Object(of), key));
  return (
    Object.values(k8s)
      .flatMap((group) => members(group))
      .flatMap((version) => members(version))
      .flatMap((found): [string, unknown][] => {
        const type: unknown = typeof found === 'function' ? Reflect.get(found, '__pulumiType') : undefined;
        return typeof type === 'string' ? [[type, found]] : [];
      })
      // Not of Kubernetes: they are components.
      .filter(([type]) => !/^kubernetes:(helm\.sh|yaml|kustomize)/.test(type))
  );
}

describe('the class for a kind', () => {
  it.each(KINDS)("is the SDK's own: %s %s", (apiVersion, kind, type) => {
    expect(classOf(apiVersion, kind)).toBe(type);
  });

  test('is found for every class that the SDK has', () => {
    const all = classes();
    const missed = all.filter(([type, found]) => {
      const [, apiVersion, kind] = type.split(':');
      return classOf(apiVersion.replace(/^core\//, ''), kind) !== found;
    });
    expect(missed.map(([type]) => type)).toEqual([]);
    expect(all.length).toBeGreaterThan(400);
  });

  it.each([
    ['core.spinkube.dev/v1alpha1', 'SpinApp'],
    ['v2', 'Secret'],
    ['v1', 'toString'],
    ['apps/v1', 'Nothing'],
  ])('is none for what the SDK does not know: %s %s', (apiVersion, kind) => {
    expect(classOf(apiVersion, kind)).toBeUndefined();
  });
});
