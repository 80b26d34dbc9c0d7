import type { JsonObject, Manifest } from '../../../src/value/json';

/** A container that looks like a Spin application, with which no rule finds fault. */
export function guest(more: JsonObject = {}): JsonObject {
  return {
    name: 'web',
    image: 'ghcr.io/acme/web:1.0.0',
    command: ['/'],
    env: [{ name: 'SPIN_HTTP_LISTEN_ADDR', value: '0.0.0.0:8080' }],
    ports: [{ name: 'http', containerPort: 8080 }],
    ...more,
  };
}

/** The template of a pod with that container. */
export function template(spec: JsonObject = {}, metadata: JsonObject = {}): JsonObject {
  return {
    metadata: { labels: { app: 'web' }, ...metadata },
    spec: { runtimeClassName: 'wasm', enableServiceLinks: false, containers: [guest()], ...spec },
  };
}

/** A Deployment as somebody writes it by hand, with which no rule finds fault. */
export function deployment(spec: JsonObject = {}, metadata: JsonObject = {}): Manifest {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web', ...metadata },
    spec: { selector: { matchLabels: { app: 'web' } }, template: template(spec) },
  };
}

/** The class of its pods. */
export function runtimeClass(handler = 'spin', name = 'wasm'): Manifest {
  return { apiVersion: 'node.k8s.io/v1', kind: 'RuntimeClass', metadata: { name }, handler };
}

/** Any object named `web`. */
export function object(apiVersion: string, kind: string, spec: JsonObject, name = 'web'): Manifest {
  return { apiVersion, kind, metadata: { name }, spec };
}

/** A fault that a rule finds in a container: a terminal. */
export const TTY: JsonObject = { tty: true };
