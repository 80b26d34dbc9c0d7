import { isIP } from 'node:net';
import { at, type Json, number, object, objects, type Report, strings, text, unique } from '../json';
import { checkSelector } from './selector';
import {
  checkLabels,
  isDnsLabel,
  isPort,
  isPortName,
  isQualifiedName,
  isServiceName,
  isSubdomain,
  isWildcardDomain,
} from './syntax';

const NODE_PORTS = { min: 30000, max: 32767 };

export function checkService(manifest: Json, report: Report): void {
  const spec = object(manifest, 'spec');
  const type = text(spec, 'type') ?? 'ClusterIP';
  const ports = objects(spec, 'ports');
  const needsPorts = type !== 'ExternalName' && spec.clusterIP !== 'None';
  if (needsPorts && ports.length === 0) report('spec.ports', 'has no port');
  if (type === 'ExternalName' && !text(spec, 'externalName')) report('spec.externalName', 'is missing');
  checkLabels(object(spec, 'selector'), 'spec.selector', report);
  ports.forEach((port, index) => {
    checkServicePort(port, type, ports.length, `spec.ports[${index}]`, report);
  });
  unique(
    ports.map((port) => text(port, 'name')),
    'spec.ports',
    report,
  );
  unique(
    ports.map((port) => `${port.port}/${port.protocol ?? 'TCP'}`),
    'spec.ports',
    report,
  );

  const isExposed = type === 'NodePort' || type === 'LoadBalancer';
  for (const field of ['loadBalancerClass', 'allocateLoadBalancerNodePorts', 'loadBalancerSourceRanges']) {
    if (field in spec && type !== 'LoadBalancer') report(`spec.${field}`, 'needs type: LoadBalancer');
  }
  if ('externalTrafficPolicy' in spec && !isExposed && strings(spec, 'externalIPs').length === 0) {
    report('spec.externalTrafficPolicy', 'needs type: NodePort or LoadBalancer');
  }
  strings(spec, 'loadBalancerSourceRanges').forEach((range, index) => {
    if (!isCidr(range))
      report(`spec.loadBalancerSourceRanges[${index}]`, `"${range}" is not a range of addresses`);
  });
}

function checkServicePort(port: Json, type: string, count: number, path: string, report: Report): void {
  const name = text(port, 'name');
  if (name === undefined ? count > 1 : !isDnsLabel(name))
    report(`${path}.name`, `"${name ?? ''}" is not a DNS-1123 label`);
  if (!isPort(port.port)) report(`${path}.port`, `${port.port} is not a port`);
  const target = port.targetPort;
  const isTarget = typeof target === 'string' ? isPortName(target) : target === undefined || isPort(target);
  if (!isTarget) report(`${path}.targetPort`, `"${target}" is neither a port nor a port name`);
  const nodePort = number(port, 'nodePort');
  if (nodePort !== undefined) {
    if (type !== 'NodePort' && type !== 'LoadBalancer')
      report(`${path}.nodePort`, `does not go with type ${type}`);
    if (nodePort < NODE_PORTS.min || nodePort > NODE_PORTS.max) {
      report(`${path}.nodePort`, `${nodePort} is not between ${NODE_PORTS.min} and ${NODE_PORTS.max}`);
    }
  }
  const protocol = text(port, 'appProtocol');
  if (protocol !== undefined && !isQualifiedName(protocol))
    report(`${path}.appProtocol`, `"${protocol}" is not a name`);
}

export function checkIngress(manifest: Json, report: Report): void {
  const spec = object(manifest, 'spec');
  const rules = objects(spec, 'rules');
  if (rules.length === 0 && !('defaultBackend' in spec))
    report('spec', 'has neither rules nor defaultBackend');
  if ('defaultBackend' in spec) checkBackend(object(spec, 'defaultBackend'), 'spec.defaultBackend', report);
  const className = text(spec, 'ingressClassName');
  if (className !== undefined && !isSubdomain(className)) {
    report('spec.ingressClassName', `"${className}" is not a DNS-1123 subdomain`);
  }
  if (
    className !== undefined &&
    at(manifest, 'metadata', 'annotations', 'kubernetes.io/ingress.class') !== undefined
  ) {
    report('spec.ingressClassName', 'excludes the annotation kubernetes.io/ingress.class');
  }
  rules.forEach((rule, index) => {
    const here = `spec.rules[${index}]`;
    const host = text(rule, 'host');
    if (host !== undefined && host !== '') checkHost(host, `${here}.host`, report);
    const paths = objects(object(rule, 'http'), 'paths');
    if ('http' in rule && paths.length === 0) report(`${here}.http.paths`, 'are empty');
    paths.forEach((path, pathIndex) => {
      checkPath(path, `${here}.http.paths[${pathIndex}]`, report);
    });
  });
  objects(spec, 'tls').forEach((tls, index) => {
    for (const host of strings(tls, 'hosts')) checkHost(host, `spec.tls[${index}].hosts`, report);
    const secret = text(tls, 'secretName');
    if (secret && !isSubdomain(secret))
      report(`spec.tls[${index}].secretName`, `"${secret}" is not a DNS-1123 subdomain`);
  });
}

function checkHost(host: string, path: string, report: Report): void {
  if (isIP(host) !== 0) report(path, `"${host}" is an address, not a name`);
  else if (!isSubdomain(host) && !isWildcardDomain(host)) report(path, `"${host}" is not a host name`);
}

function checkPath(value: Json, path: string, report: Report): void {
  const url = text(value, 'path') ?? '';
  const isOpaque = value.pathType === 'ImplementationSpecific';
  if (isOpaque ? url !== '' && !url.startsWith('/') : !url.startsWith('/'))
    report(`${path}.path`, `"${url}" is not absolute`);
  if (!isOpaque && /\/\/|\/\.\.?(\/|$)|%2f/i.test(url))
    report(`${path}.path`, `"${url}" is not in its plain form`);
  checkBackend(object(value, 'backend'), `${path}.backend`, report);
}

function checkBackend(backend: Json, path: string, report: Report): void {
  if ('service' in backend === 'resource' in backend) report(path, 'must have either service or resource');
  if (!('service' in backend)) return;
  const service = object(backend, 'service');
  const name = text(service, 'name') ?? '';
  if (!isServiceName(name)) report(`${path}.service.name`, `"${name}" is not a DNS-1035 label`);
  const port = object(service, 'port');
  if ('name' in port === 'number' in port) report(`${path}.service.port`, 'must have either name or number');
  if ('number' in port && !isPort(port.number))
    report(`${path}.service.port.number`, `${port.number} is not a port`);
}

export function checkNetworkPolicy(manifest: Json, report: Report): void {
  const spec = object(manifest, 'spec');
  checkSelector(object(spec, 'podSelector'), 'spec.podSelector', report);
  for (const [direction, peers] of [
    ['ingress', 'from'],
    ['egress', 'to'],
  ] as const) {
    objects(spec, direction).forEach((rule, index) => {
      const here = `spec.${direction}[${index}]`;
      for (const port of objects(rule, 'ports')) checkPolicyPort(port, `${here}.ports`, report);
      for (const peer of objects(rule, peers)) {
        const range = text(object(peer, 'ipBlock'), 'cidr');
        if (range !== undefined && !isCidr(range))
          report(`${here}.${peers}`, `"${range}" is not a range of addresses`);
        if (Object.keys(peer).length === 0) report(`${here}.${peers}`, 'has a peer that says nothing');
        if ('ipBlock' in peer && Object.keys(peer).length > 1)
          report(`${here}.${peers}`, 'ipBlock excludes selectors');
      }
    });
  }
}

function checkPolicyPort(value: Json, path: string, report: Report): void {
  const { port, endPort } = value;
  if (typeof port === 'number' && !isPort(port)) report(path, `${port} is not a port`);
  if (typeof port === 'string' && !isPortName(port)) report(path, `"${port}" is not a port name`);
  if (typeof endPort === 'number' && !(typeof port === 'number' && endPort >= port)) {
    report(path, `endPort ${endPort} needs a port by number that is not above it`);
  }
}

function isCidr(value: string): boolean {
  const [address = '', bits = '', ...rest] = value.split('/');
  const longest = isIP(address) === 4 ? 32 : isIP(address) === 6 ? 128 : -1;
  return rest.length === 0 && /^\d+$/.test(bits) && Number(bits) <= longest;
}
