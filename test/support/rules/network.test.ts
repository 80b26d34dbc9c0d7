import { describe } from 'vitest';
import { refuses } from './refuses';

describe('networking', () => {
  const PATH = 'spec.rules[0].http.paths[0]';
  refuses([
    ['a Service without ports', 'service', 'spec.ports', [], /has no port/],
    ['a Service port above 65535', 'service', 'spec.ports[0].port', 70000, /70000 is not a port/],
    ['a target port of 0', 'service', 'spec.ports[0].targetPort', 0, /targetPort/],
    ['a target port that is no port name', 'service', 'spec.ports[0].targetPort', 'Web Port', /targetPort/],
    ['a second port without name', 'service', 'spec.ports[1]', { port: 81 }, /spec\.ports\[1\]\.name/],
    [
      'one Service port twice',
      'service',
      'spec.ports[1]',
      { name: 'b', port: 80 },
      /"80\/TCP" stands there twice/,
    ],
    [
      'one Service port name twice',
      'service',
      'spec.ports[1]',
      { name: 'http', port: 81 },
      /"http" stands there twice/,
    ],
    [
      'a node port of an internal Service',
      'service',
      'spec.ports[0].nodePort',
      30080,
      /does not go with type ClusterIP/,
    ],
    [
      'a balancer class of an internal Service',
      'service',
      'spec.loadBalancerClass',
      'a/b',
      /needs type: LoadBalancer/,
    ],
    ['a bad selector', 'service', 'spec.selector.a', 'b c', /spec\.selector\.a/],
    ['an Ingress without rules', 'ingress', 'spec.rules', undefined, /neither rules nor defaultBackend/],
    ['a host that is an address', 'ingress', 'spec.rules[0].host', '10.0.0.1', /is an address/],
    ['a host with a port', 'ingress', 'spec.rules[0].host', 'a.b:80', /not a host name/],
    ['a wildcard in the middle', 'ingress', 'spec.tls[0].hosts[0]', 'a.*.b', /not a host name/],
    ['a relative path', 'ingress', `${PATH}.path`, 'api', /is not absolute/],
    ['a path that climbs', 'ingress', `${PATH}.path`, '/a/../b', /plain form/],
    [
      'a backend port both ways',
      'ingress',
      `${PATH}.backend.service.port.number`,
      80,
      /either name or number/,
    ],
    ['a backend that is nothing', 'ingress', `${PATH}.backend`, {}, /either service or resource/],
    [
      'a class in two ways',
      'ingress',
      'metadata.annotations',
      { 'kubernetes.io/ingress.class': 'x' },
      /excludes the annotation/,
    ],
    [
      'a range that is not one',
      'policy',
      'spec.egress[0].to[0].ipBlock.cidr',
      '10.0.0.0/33',
      /range of addresses/,
    ],
    ['a range of ports that ends first', 'policy', 'spec.egress[0].ports[0].endPort', 1, /endPort 1/],
  ]);
});
