import type { Subject } from '../../src/check/subject';
import type { JsonObject } from '../../src/value/json';
import { spinApp } from './spin-subject';

/** An application with a component on each route, and an Ingress with these paths in front of it. */
export function routed(
  routes: readonly string[],
  paths: readonly (readonly [path: unknown, pathType: string])[],
  {
    annotations = {},
    port = 'http',
    hosts = [undefined],
  }: { annotations?: JsonObject; port?: string; hosts?: unknown[] } = {},
): Subject {
  const triggers = routes.map(
    (route) =>
      `[[trigger.http]]\nroute = ${route.startsWith('{') ? route : `"${route}"`}\ncomponent = "hello"`,
  );
  return spinApp(`${triggers.join('\n')}\n[component.hello]\nsource = "hello.wasm"`, {}, ({ objects }) => {
    const http = {
      paths: paths.map(([path, pathType]) => ({
        path,
        pathType,
        backend: { service: { name: 'hello', port: { name: port } } },
      })),
    };
    objects.push({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata: { name: 'hello', annotations },
      spec: { rules: hosts.map((host) => ({ host, http })) },
    });
  });
}

/** Where the first path stands. */
export const PATH = 'Ingress hello /spec/rules/0/http/paths/0/path';
