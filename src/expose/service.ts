import { demandAnnotations, demandLabels, demandPort } from '../value/demand';
import { compact, type JsonObject, type Manifest, orNothing } from '../value/json';
import { refusal } from '../value/refuse';
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

/** The Service of a workload. */
export function serviceManifest(common: Common, spec: ServiceSpec = {}): Manifest {
  const { path, name, matchLabels, labels } = common;
  demandLabels(path, 'service.labels', spec.labels);
  demandAnnotations(path, 'service.annotations', spec.annotations);
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
  for (const [index, { name, port, protocol }] of ports.entries()) {
    const other = ports
      .slice(0, index)
      .find((p) => p.name === name || (p.port === port && p.protocol === protocol));
    if (other !== undefined) {
      throw refusal({
        path,
        field: `service.extraPorts.${name}`,
        value: port,
        wrong: `${other.name} of the same Service has that ${other.name === name ? 'name' : 'port'}`,
        fix: 'give it another',
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
