import { describe, expect, it, test } from 'vitest';
import { type ServiceSpec, ServiceType } from '../../src';
import { at, type Json } from '../support/json';
import { chartOn, guestOf, MAKE, only, refusalOf, synthApp } from '../workload/make';

const synthWith = (service?: ServiceSpec): Json[] => {
  const chart = chartOn();
  MAKE.WasmService(chart, 'hello', service && { service });
  return synthApp(chart);
};
const serviceWith = (service?: ServiceSpec): Json => only(synthWith(service), 'Service');

describe('the Service of a workload', () => {
  it('has port 80 of an address in the cluster, and leads to the port by its name', () => {
    expect(serviceWith().spec).toEqual({
      type: 'ClusterIP',
      selector: { 'app.kubernetes.io/name': 'hello', 'wasmcd.dev/workload': 'deployment' },
      ports: [{ name: 'http', port: 80, targetPort: 'http', protocol: 'TCP' }],
    });
  });

  it('is what somebody wants it to be', () => {
    const spec = {
      type: ServiceType.LOAD_BALANCER,
      port: 8000,
      nodePort: 30080,
      appProtocol: 'kubernetes.io/h2c',
      labels: { scope: 'public' },
      annotations: { 'example.com/balancer': 'internal' },
      loadBalancerSourceRanges: ['10.0.0.0/8'],
      externalTrafficPolicy: 'Local',
      sessionAffinity: 'ClientIP',
    };
    expect(serviceWith(spec)).toMatchObject({
      metadata: {
        labels: { 'app.kubernetes.io/name': 'hello', scope: 'public' },
        annotations: { 'example.com/balancer': 'internal' },
      },
      spec: {
        type: 'LoadBalancer',
        ports: [
          {
            name: 'http',
            port: 8000,
            targetPort: 'http',
            protocol: 'TCP',
            appProtocol: 'kubernetes.io/h2c',
            nodePort: 30080,
          },
        ],
        loadBalancerSourceRanges: ['10.0.0.0/8'],
        externalTrafficPolicy: 'Local',
        sessionAffinity: 'ClientIP',
      },
    });
  });

  it('has more ports, which the container opens', () => {
    const manifests = synthWith({
      extraPorts: { metrics: { port: 9090 }, admin: { port: 81, targetPort: 9091 } },
    });
    expect(at(only(manifests, 'Service'), 'spec', 'ports')).toEqual([
      { name: 'http', port: 80, targetPort: 'http', protocol: 'TCP' },
      { name: 'metrics', port: 9090, targetPort: 9090, protocol: 'TCP' },
      { name: 'admin', port: 81, targetPort: 9091, protocol: 'TCP' },
    ]);
    expect(guestOf(manifests).ports).toEqual([
      { name: 'http', containerPort: 8080 },
      { name: 'metrics', containerPort: 9090 },
      { name: 'admin', containerPort: 9091 },
    ]);
  });

  it('leads to a side-car’s port without the WebAssembly opening it too', () => {
    const chart = chartOn();
    MAKE.WasmService(chart, 'hello', {
      sidecars: { proxy: { image: 'busybox:1.37.0', ports: { stats: 9000 } } },
      service: { extraPorts: { stats: { port: 9000 } } },
    });
    const manifests = synthApp(chart);
    expect(guestOf(manifests).ports).toEqual([{ name: 'http', containerPort: 8080 }]);
    expect(at(only(manifests, 'Service'), 'spec', 'ports')).toHaveLength(2);
  });

  test.each<[ServiceSpec, string]>([
    [{ port: 0 }, 'service.port 0: out of range; allowed: a whole number, 1 to 65535'],
    [{ port: 65536 }, 'service.port 65536: out of range'],
    [{ port: 1.5 }, 'service.port 1.5: out of range'],
    [{ nodePort: 30080 }, 'service.nodePort 30080: a Service of type ClusterIP has no port on nodes'],
    [{ extraPorts: { http: { port: 81 } } }, 'service.extraPorts'],
    [
      { extraPorts: { other: { port: 80 } } },
      'service.extraPorts.other 80: http of the same Service has that port',
    ],
    [{ extraPorts: { a: { port: 70000 } } }, 'service.extraPorts.a 70000: out of range'],
    [{ extraPorts: { a: { port: 81, targetPort: 0 } } }, 'service.extraPorts.a 0: out of range'],
    [{ extraPorts: { a: { port: 81, nodePort: 30081 } } }, 'has no port on nodes'],
    [{ extraPorts: { a: { port: 81, protocol: 'HTTP' } } }, 'service.extraPorts.a.protocol "HTTP"'],
    [{ extraPorts: { UPPER: { port: 81 } } }, 'UPPER'],
    [{ extraPorts: { 'much-too-long-for-a-port': { port: 81 } } }, 'much-too-long-for-a-port'],
    [{ externalTrafficPolicy: 'Local' }, 'service.externalTrafficPolicy "Local"'],
    [{ loadBalancerSourceRanges: ['10.0.0.0/8'] }, 'service.loadBalancerSourceRanges'],
    [
      { type: ServiceType.LOAD_BALANCER, loadBalancerSourceRanges: ['10.0.0.0'] },
      'service.loadBalancerSourceRanges[0]',
    ],
    [{ sessionAffinity: 'Cookie' }, 'service.sessionAffinity "Cookie"'],
    [{ appProtocol: 'a b' }, 'service.appProtocol "a b"'],
  ])('is refused as %o', (spec, message) => {
    const refusal = refusalOf(() => synthWith(spec));
    expect(refusal).toContain(message);
    expect(refusal).toMatch(/^\[chart\/hello\] /);
  });

  it('knows two protocols on one port, as DNS has', () => {
    const spec = { extraPorts: { dns: { port: 53, protocol: 'UDP' }, 'dns-tcp': { port: 53 } } };
    expect(at(serviceWith(spec), 'spec', 'ports')).toMatchObject([{ port: 80 }, { port: 53 }, { port: 53 }]);
  });
});
