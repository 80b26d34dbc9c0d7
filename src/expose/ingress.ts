import { isIP } from 'node:net';
import { demandText } from '../value/demand';
import { compact, type JsonObject, type Manifest, orNothing } from '../value/json';
import { derivedName, isDnsSubdomain } from '../value/name';
import { refusal } from '../value/refuse';
import { isLiteral } from '../value/unresolved';
import { type IngressSpec, type IngressTlsSpec, PathType } from './ingress-spec';
import { type Common, HTTP_PORT } from './service';

const HOST_TEXT = 'a host name in lower case, also with "*." before it, and no address';

/**
 * The Ingress of a workload.
 *
 * @param portNames the ports that the Service has
 */
export function ingressManifest(common: Common, spec: IngressSpec, portNames: readonly string[]): Manifest {
  const { path, name, labels } = common;
  for (const [index, host] of (spec.hosts ?? []).entries()) {
    demandText(path, `ingress.hosts[${index}]`, host, isHost, HOST_TEXT);
  }
  demandText(
    path,
    'ingress.className',
    spec.className,
    isDnsSubdomain,
    'lower-case letters, digits, "-" and "."',
  );
  const port = spec.servicePort ?? HTTP_PORT;
  demandText(path, 'ingress.servicePort', port, (text) => portNames.includes(text), portNames.join(', '));
  const http = { paths: pathsOf(path, spec, { service: { name, port: { name: port } } }) };
  const hosts = spec.hosts ?? [];
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: compact({
      name,
      labels: { ...labels, ...spec.labels },
      annotations: orNothing(spec.annotations),
    }),
    spec: compact({
      ingressClassName: spec.className,
      rules: hosts.length > 0 ? hosts.map((host) => ({ host, http })) : [{ http }],
      tls: spec.tls && [tlsOf(common, spec.tls, hosts)],
    }),
  };
}

function pathsOf(path: string, spec: IngressSpec, backend: JsonObject): JsonObject[] {
  const paths = Object.entries(spec.paths ?? { '/': PathType.PREFIX });
  if (paths.length === 0) {
    throw refusal({
      path,
      field: 'ingress.paths',
      value: {},
      wrong: 'no path leads to the workload',
      fix: "{ '/': PathType.PREFIX }, or leave it out",
    });
  }
  return paths.map(([at, pathType]) => {
    const isOpaque = pathType === PathType.IMPLEMENTATION_SPECIFIC;
    const isPath = (text: string): boolean =>
      (isOpaque && text === '') ||
      (text.startsWith('/') && (isOpaque || !/\/\/|\/\.\.?(\/|$)|%2f/i.test(text)));
    demandText(path, 'ingress.paths', at, isPath, 'a path from / on, without "//", "/./", "/../" and "%2f"');
    return { path: at, pathType, backend };
  });
}

function tlsOf({ path, name }: Common, spec: IngressTlsSpec, hosts: readonly string[]): JsonObject {
  spec.hosts?.forEach((host, index) => {
    demandText(path, `ingress.tls.hosts[${index}]`, host, isHost, HOST_TEXT);
    // Without hosts it serves every one.
    if (isLiteral(host) && hosts.length > 0 && hosts.every(isLiteral) && !hosts.includes(host)) {
      throw refusal({
        path,
        field: `ingress.tls.hosts[${index}]`,
        value: host,
        wrong: 'the ingress does not serve it',
        allowed: hosts.join(', '),
        fix: 'add it to ingress.hosts',
      });
    }
  });
  demandText(
    path,
    'ingress.tls.secretName',
    spec.secretName,
    isDnsSubdomain,
    'lower-case letters, digits, "-" and "."',
  );
  return compact({
    hosts: orNothing(spec.hosts ?? [...hosts]),
    secretName: spec.secretName ?? derivedName(name, '-tls'),
  });
}

function isHost(text: string): boolean {
  return isDnsSubdomain(text.replace(/^\*\./, '')) && isIP(text) === 0;
}
