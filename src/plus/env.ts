import { compact } from '../value/json';
import type { EnvValueSpec, KeyRef } from '../workload/props/env-value';

/** A value of a variable as cdk8s-plus holds it: its `EnvValue`. */
export interface PlusEnvValue {
  /** The text itself. */
  readonly value?: string;

  /** Where the text comes from. */
  readonly valueFrom?: PlusEnvSource;
}

/** Where the value of a variable comes from, as cdk8s-plus says it. */
export interface PlusEnvSource {
  /** A key of a Secret. */
  readonly secretKeyRef?: KeyRef;

  /** A key of a ConfigMap. */
  readonly configMapKeyRef?: KeyRef;

  /** A field of the pod. */
  readonly fieldRef?: { readonly fieldPath: string; readonly apiVersion?: string };

  /** A resource of a container. */
  readonly resourceFieldRef?: {
    readonly resource: string;
    readonly containerName?: string;
    readonly divisor?: { readonly value: string | number };
  };
}

/** The version of pods whose fields Kubernetes looks up, meant also where none is said. There is no other. */
const FIELD_VERSION = 'v1';

/**
 * A value of cdk8s-plus as `env`, `variables` and the verbs of a workload take it.
 *
 * @param given an `EnvValue` of cdk8s-plus
 * @throws where it holds no value, or a field of another version than v1
 */
export function env(given: PlusEnvValue): EnvValueSpec {
  if (given.value !== undefined) {
    return { value: given.value };
  }
  const { secretKeyRef, configMapKeyRef, fieldRef, resourceFieldRef } = given.valueFrom ?? {};
  if (secretKeyRef !== undefined) {
    return { secretKeyRef: compact({ ...secretKeyRef }) };
  }
  if (configMapKeyRef !== undefined) {
    return { configMapKeyRef: compact({ ...configMapKeyRef }) };
  }
  if (fieldRef !== undefined) {
    const { apiVersion = FIELD_VERSION, fieldPath } = fieldRef;
    if (apiVersion !== FIELD_VERSION) {
      throw new Error(
        `apiVersion "${apiVersion}" of the field ${fieldPath}: there is no such version of a pod; allowed: ${FIELD_VERSION}; fix: leave it out`,
      );
    }
    return { fieldRef: { fieldPath } };
  }
  if (resourceFieldRef !== undefined) {
    const { divisor, ...rest } = resourceFieldRef;
    return {
      resourceFieldRef: compact({ ...rest, divisor: divisor === undefined ? undefined : `${divisor.value}` }),
    };
  }
  throw new Error(
    'the EnvValue of cdk8s-plus holds no value, as fromProcess gives one where the variable is not set; ' +
      'allowed: a text, a Secret, a ConfigMap, a field or a resource; fix: set the variable, or give the text',
  );
}
