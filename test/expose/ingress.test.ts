import { describe, expect, it, test } from 'vitest';
import { type IngressSpec, PathType } from '../../src';
import type { Json } from '../support/json';
import { chartOn, MAKE, only, refusalOf, synthApp } from '../workload/make';

const synthWith = (ingress: IngressSpec): Json[] => {
  const chart = chartOn();
  MAKE.WasmService(chart, 'hello', { ingress, service: { extraPorts: { admin: { port: 81 } } } });
  return synthApp(chart);
};
const ingressWith = (ingress: IngressSpec): Json => only(synthWith(ingress), 'Ingress');
const http = (port = 'http') => ({ service: { name: 'hello', port: { name: port } } });

describe('the Ingress of a workload', () => {
  it('leads everything to the Service where nothing more is said', () => {
    expect(ingressWith({}).spec).toEqual({
      rules: [{ http: { paths: [{ path: '/', pathType: 'Prefix', backend: http() }] } }],
    });
  });

  it('has a rule for each host, with all paths', () => {
    const spec = {
      className: 'nginx',
      hosts: ['a.example.com', '*.b.example.com'],
      paths: { '/api': PathType.PREFIX, '/exact': PathType.EXACT },
    };
    const paths = [
      { path: '/api', pathType: 'Prefix', backend: http() },
      { path: '/exact', pathType: 'Exact', backend: http() },
    ];
    expect(ingressWith(spec).spec).toEqual({
      ingressClassName: 'nginx',
      rules: [
        { host: 'a.example.com', http: { paths } },
        { host: '*.b.example.com', http: { paths } },
      ],
    });
  });

  it('ends TLS for its hosts with a Secret named after the workload', () => {
    expect(ingressWith({ hosts: ['a.example.com'], tls: {} }).spec).toMatchObject({
      tls: [{ hosts: ['a.example.com'], secretName: 'hello-tls' }],
    });
  });

  it('ends TLS for some of its hosts with a Secret of any name', () => {
    const spec = {
      hosts: ['a.example.com', 'b.example.com'],
      tls: { hosts: ['b.example.com'], secretName: 'b-cert' },
    };
    expect(ingressWith(spec).spec).toMatchObject({
      tls: [{ hosts: ['b.example.com'], secretName: 'b-cert' }],
    });
  });

  it('keeps the name of that Secret within 63 characters and apart from others', () => {
    const chart = chartOn();
    const [a, b] = ['a', 'b'].map((end) => `${'x'.repeat(60)}${end}`);
    for (const name of [a, b])
      MAKE.WasmService(chart, name, { ingress: { hosts: ['a.example.com'], tls: {} } });
    const names = synthApp(chart)
      .filter(({ kind }) => kind === 'Ingress')
      .map((ingress) => String(Object(ingress.spec).tls[0].secretName));
    expect(names.every((name) => name.length <= 63 && name.endsWith('-tls'))).toBe(true);
    expect(new Set(names).size).toBe(2);
  });

  it('leads to any port of the Service', () => {
    expect(ingressWith({ servicePort: 'admin' }).spec).toEqual({
      rules: [{ http: { paths: [{ path: '/', pathType: 'Prefix', backend: http('admin') }] } }],
    });
  });

  it('has labels and annotations of its own', () => {
    const spec = { labels: { scope: 'public' }, annotations: { 'example.com/rewrite': '/' } };
    expect(ingressWith(spec).metadata).toMatchObject({
      labels: { 'app.kubernetes.io/name': 'hello', scope: 'public' },
      annotations: { 'example.com/rewrite': '/' },
    });
  });

  test.each<[IngressSpec, string]>([
    [{ hosts: ['A.example.com'] }, 'ingress.hosts[0] "A.example.com": not valid here; allowed: a host name'],
    [{ hosts: ['a.example.com', 'https://b'] }, 'ingress.hosts[1] "https://b"'],
    [{ hosts: ['a.example.com:8080'] }, 'ingress.hosts[0] "a.example.com:8080"'],
    [{ hosts: ['10.0.0.1'] }, 'ingress.hosts[0] "10.0.0.1"'],
    [{ hosts: ['*'] }, 'ingress.hosts[0] "*"'],
    [{ hosts: ['a.*.example.com'] }, 'ingress.hosts[0] "a.*.example.com"'],
    [{ className: 'Nginx' }, 'ingress.className "Nginx"'],
    [{ paths: {} }, 'ingress.paths {}: no path leads to the workload'],
    [{ paths: { api: PathType.PREFIX } }, 'ingress.paths "api": not valid here; allowed: a path from / on'],
    [{ paths: { '/a//b': PathType.PREFIX } }, 'ingress.paths "/a//b"'],
    [{ paths: { '/a/../b': PathType.EXACT } }, 'ingress.paths "/a/../b"'],
    [{ servicePort: 'metrics' }, 'ingress.servicePort "metrics": not valid here; allowed: http, admin'],
    [
      { hosts: ['a.example.com'], tls: { hosts: ['b.example.com'] } },
      'ingress.tls.hosts[0] "b.example.com": the ingress does not serve it; allowed: a.example.com',
    ],
    [{ tls: { secretName: 'Cert' } }, 'ingress.tls.secretName "Cert"'],
  ])('is refused as %o', (spec, message) => {
    expect(refusalOf(() => synthWith(spec))).toContain(`[chart/hello] ${message}`);
  });

  test.each(['path', 'host', 'tsl'])('is refused with the field %s, which there is not', (field) => {
    expect(refusalOf(() => synthWith(Object({ [field]: {} })))).toContain(
      `[chart/hello] ingress.${field} {}: no such field`,
    );
  });
});
