import * as k8s from '@pulumi/kubernetes';
import type * as pulumi from '@pulumi/pulumi';
import type { JsonObject } from '../value/json';

/** A class of the Kubernetes SDK. */
export type ResourceClass = new (
  name: string,
  args: JsonObject,
  options: pulumi.CustomResourceOptions,
) => pulumi.CustomResource;

/** Groups whose module in the SDK is not the group without `.k8s.io`. */
const MODULES: { readonly [group: string]: string } = {
  '': 'core',
  'rbac.authorization.k8s.io': 'rbac',
  'flowcontrol.apiserver.k8s.io': 'flowcontrol',
};

/**
 * The class that the SDK has for a kind of Kubernetes' own, by which policies and other programs know it.
 *
 * @returns `undefined` for kinds that are a cluster's own
 */
export function classOf(apiVersion: string, kind: string): ResourceClass | undefined {
  const [version, group = ''] = apiVersion.split('/').reverse();
  const module = MODULES[group] ?? group.replace(/\.k8s\.io$/, '');
  const found = member(member(member(k8s, module), version), kind);
  const type = `kubernetes:${group === '' ? 'core/' : ''}${apiVersion}:${kind}`;
  return isClass(found) && Reflect.get(found, '__pulumiType') === type ? found : undefined;
}

function member(of: unknown, name: string): unknown {
  return typeof of === 'object' && of !== null && Object.hasOwn(of, name) ? Reflect.get(of, name) : undefined;
}

function isClass(value: unknown): value is ResourceClass {
  return typeof value === 'function';
}
