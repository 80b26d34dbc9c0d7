import { ingressBackend } from 'cdk8s-wasm/plus';
import { describe, expect, test } from 'vitest';
import { synth } from '../support/synth';
import { RELEASES, service, shop } from './kplus';

describe.each(RELEASES)('an Ingress of %s', (_, kplus) => {
  const extraPorts = { metrics: { port: 9090 } };

  test.each([
    ['its main port', {}, {}, 80],
    ['the number that its main port has', { port: 8000 }, {}, 8000],
    ['its main port among several', { extraPorts }, {}, 80],
    ['another port by its name', { extraPorts }, { servicePort: 'metrics' }, 9090],
  ])('leads to the Service of a workload: to %s', (_what, spec, options, number) => {
    const chart = shop();
    const stock = service(chart, 'stock', { service: spec });
    const ingress = new kplus.Ingress(chart, 'ingress');
    ingress.addHostRule('shop.example.com', '/stock', ingressBackend(kplus, stock, options));
    expect(synth(chart).find(({ kind }) => kind === 'Ingress')).toMatchObject({
      spec: {
        rules: [
          {
            host: 'shop.example.com',
            http: {
              paths: [
                {
                  path: '/stock',
                  pathType: 'Prefix',
                  backend: { service: { name: 'stock', port: { number } } },
                },
              ],
            },
          },
        ],
      },
    });
  });

  test('may have a workload as its default', () => {
    const chart = shop();
    new kplus.Ingress(chart, 'ingress', { defaultBackend: ingressBackend(kplus, service(chart, 'stock')) });
    expect(synth(chart).find(({ kind }) => kind === 'Ingress')).toMatchObject({
      spec: { defaultBackend: { service: { name: 'stock', port: { number: 80 } } } },
    });
  });

  test('adds nothing but itself', () => {
    const chart = shop();
    const stock = service(chart, 'stock');
    const before = synth(chart).length;
    new kplus.Ingress(chart, 'ingress', { defaultBackend: ingressBackend(kplus, stock) });
    ingressBackend(kplus, stock);
    expect(synth(chart)).toHaveLength(before + 1);
  });

  test('is refused a port that the Service does not have', () => {
    const stock = service(shop(), 'stock', { service: { extraPorts } });
    expect(() => ingressBackend(kplus, stock, { servicePort: 'admin' })).toThrow(
      /^\[shop\/stock\] servicePort "admin": the Service has no port of that name; allowed: http, metrics; fix: /,
    );
  });
});

describe.each(RELEASES)('a Service of %s', (_, kplus) => {
  const ports = [{ port: 80 }];

  test('with the name of a workload is found at synth, and both are named', () => {
    const chart = shop();
    service(chart, 'stock');
    new kplus.Service(chart, 'other', { metadata: { name: 'stock' }, ports });
    expect(() => synth(chart)).toThrow(/Service stock stands twice, here and at shop\/stock\/Service/);
  });

  test('may have that name in another namespace', () => {
    const chart = shop('shop');
    service(chart, 'stock');
    new kplus.Service(chart, 'other', { metadata: { name: 'stock', namespace: 'other' }, ports });
    expect(synth(chart).filter(({ kind }) => kind === 'Service')).toHaveLength(2);
  });
});
