import { demandPort } from '../value/demand';
import { compact, frozenCopy, type JsonObject, type Manifest, orNothing } from '../value/json';
import { refusal } from '../value/refuse';
import { isUnresolved } from '../value/unresolved';
import type { ServiceSpec } from './service-spec';
import { ServiceType } from './service-spec';

/** Name of the port that the workload listens on. */
export const HTTP_PORT = 'http';

/** What objects of a workload have in common. */
export interface Common {
  /** The construct's path, for messages. */
  readonly path: string;
  readonly name: string;
  readonly matchLabels: { [key: string]: string };
  readonly labels: { [key: string]: string };
}

const USUAL_PORTS = frozenCopy(portsOf('', {}));

/** The Service of a workload. */
export function serviceManifest(common: Common, spec: ServiceSpec = {}): Manifest {
  const { path, name, matchLabels, labels } = common;
  const { port, appProtocol, nodePort, extraPorts } = spec;
  const isUsual = (port ?? appProtocol ?? nodePort ?? extraPorts) === undefined;
  const ports = isUsual ? USUAL_PORTS : portsOf(path, spec);
  refuseWithoutBalancer(path, spec);
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: compact({
      name,
      labels: { ...labels, ...spec.labels },
      annotations: orNothing(spec.annotations),
    }),
    spec: compact({
      type: spec.type ?? ServiceType.CLUSTER_IP,
      selector: { ...matchLabels },
      ports,
      loadBalancerSourceRanges: orNothing(spec.loadBalancerSourceRanges),
      externalTrafficPolicy: spec.externalTrafficPolicy,
      sessionAffinity: spec.sessionAffinity,
    }),
  };
}

function portsOf(path: string, spec: ServiceSpec): JsonObject[] {
  demandPort(path, 'service.port', spec.port);
  demandPort(path, 'service.nodePort', spec.nodePort);
  const main = compact({
    name: HTTP_PORT,
    port: spec.port ?? 80,
    targetPort: HTTP_PORT,
    protocol: 'TCP',
    appProtocol: spec.appProtocol,
    nodePort: spec.nodePort,
  });
  const ports = [main, ...extraPorts(path, spec)];
  refuseTwice(path, ports);
  refuseNodePorts(path, spec, ports);
  return ports;
}

function extraPorts(path: string, spec: ServiceSpec): JsonObject[] {
  return Object.entries(spec.extraPorts ?? {}).map(([name, extra]) => {
    for (const field of ['port', 'targetPort', 'nodePort'] as const) {
      demandPort(path, `service.extraPorts.${name}.${field}`, extra[field]);
    }
    return compact({
      name,
      port: extra.port,
      targetPort: extra.targetPort ?? extra.port,
      protocol: extra.protocol ?? 'TCP',
      appProtocol: extra.appProtocol,
      nodePort: extra.nodePort,
    });
  });
}

function refuseTwice(path: string, ports: readonly JsonObject[]): void {
  for (const [index, { name, port, protocol, nodePort }] of ports.entries()) {
    const other = ports
      .slice(0, index)
      .find(
        (p) =>
          p.name === name ||
          (p.protocol === protocol &&
            (p.port === port || (nodePort !== undefined && p.nodePort === nodePort))),
      );
    if (other !== undefined) {
      const same = other.name === name ? 'name' : other.port === port ? 'port' : 'port of the nodes';
      throw refusal({
        path,
        field: `service.extraPorts.${name}`,
        value: same === 'port of the nodes' ? nodePort : port,
        wrong: `${other.name} of the same Service has that ${same}`,
        fix: 'give it another',
      });
    }
  }
}

/** What only some types of Service have, so that nothing is passed over. */
function refuseWithoutBalancer(path: string, spec: ServiceSpec): void {
  const { type = ServiceType.CLUSTER_IP } = spec;
  const needs = [
    { field: 'loadBalancerSourceRanges', types: [ServiceType.LOAD_BALANCER] },
    { field: 'externalTrafficPolicy', types: [ServiceType.NODE_PORT, ServiceType.LOAD_BALANCER] },
  ] as const;
  for (const { field, types } of needs) {
    const fits = isUnresolved(type) || types.some((one) => one === type);
    if (spec[field] !== undefined && !fits) {
      throw refusal({
        path,
        field: `service.${field}`,
        value: spec[field],
        wrong: `a Service of type ${type} has none`,
        fix: `type: ${types.join(' or ')}, or leave it out`,
      });
    }
  }
}

function refuseNodePorts(path: string, spec: ServiceSpec, ports: readonly JsonObject[]): void {
  const given = ports.find((port) => port.nodePort !== undefined);
  if (given !== undefined && (spec.type ?? ServiceType.CLUSTER_IP) === ServiceType.CLUSTER_IP) {
    throw refusal({
      path,
      field: 'service.nodePort',
      value: given.nodePort,
      wrong: 'a Service of type ClusterIP has no port on nodes',
      fix: 'type: ServiceType.NODE_PORT',
    });
  }
}
