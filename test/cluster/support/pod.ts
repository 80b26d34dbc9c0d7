import type { Json } from '../../support/json';

/** A pod as it is applied. */
export interface PodManifest extends Json {
  readonly spec: Json;
}

/**
 * A pod that the restricted standard admits, written by hand: nothing of the library stands between a test and what a
 * shim does.
 *
 * @param container fields of its one container
 * @param pod fields of its spec
 */
export function restrictedPod(
  namespace: string,
  name: string,
  image: string,
  container: Json = {},
  pod: Json = {},
): PodManifest {
  const securityContext = {
    allowPrivilegeEscalation: false,
    capabilities: { drop: ['ALL'], add: ['NET_BIND_SERVICE'] },
  };
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace, labels: { app: name } },
    spec: {
      runtimeClassName: 'wasmtime',
      automountServiceAccountToken: false,
      enableServiceLinks: false,
      securityContext: { runAsNonRoot: true, runAsUser: 65532, seccompProfile: { type: 'RuntimeDefault' } },
      containers: [{ name: 'app', image, securityContext, ...container }],
      ...pod,
    },
  };
}
