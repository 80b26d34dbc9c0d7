import { Chart } from 'cdk8s';
import { podSelector } from 'cdk8s-wasm/plus';
import { describe, expect, test } from 'vitest';
import { synth } from '../support/synth';
import { RELEASES, service, shop } from './kplus';

const STOCK = { 'app.kubernetes.io/name': 'stock', 'wasmcd.dev/workload': 'deployment' };
const FRONT = { 'app.kubernetes.io/name': 'front', 'wasmcd.dev/workload': 'deployment' };

describe.each(RELEASES)('a NetworkPolicy of %s', (_, kplus) => {
  test('has the pods of a workload as its subject and as its peers', () => {
    const chart = shop();
    const stock = service(chart, 'stock');
    const front = podSelector(kplus, chart, 'front-pods', service(chart, 'front'));
    const policy = new kplus.NetworkPolicy(chart, 'policy', {
      selector: podSelector(kplus, chart, 'stock-pods', stock),
    });
    policy.addIngressRule(front, [kplus.NetworkPolicyPort.tcp(stock.port)]);
    policy.addEgressRule(front);
    expect(policyIn(chart)).toMatchObject({
      spec: {
        podSelector: { matchLabels: STOCK },
        ingress: [
          { from: [{ podSelector: { matchLabels: FRONT } }], ports: [{ port: 8080, protocol: 'TCP' }] },
        ],
        egress: [{ to: [{ podSelector: { matchLabels: FRONT } }] }],
        policyTypes: ['Ingress', 'Egress'],
      },
    });
  });

  test('selects just the labels that the workload has on its pods', () => {
    const chart = shop();
    const stock = service(chart, 'stock', { labels: { team: 'a' }, podLabels: { tier: 'b' } });
    new kplus.NetworkPolicy(chart, 'policy', { selector: podSelector(kplus, chart, 'pods', stock) });
    const [deployment] = synth(chart).filter(({ kind }) => kind === 'Deployment');
    expect(policyIn(chart)).toMatchObject({ spec: { podSelector: { matchLabels: STOCK } } });
    expect(deployment).toMatchObject({ spec: { template: { metadata: { labels: STOCK } } } });
  });

  test('in another namespace goes to the namespace of its subject, and names that of its peer', () => {
    const chart = shop('shop');
    const policies = new Chart(chart.node.root, 'policies', { namespace: 'policies' });
    const policy = new kplus.NetworkPolicy(policies, 'policy', {
      selector: podSelector(kplus, policies, 'stock-pods', service(chart, 'stock')),
    });
    policy.addIngressRule(podSelector(kplus, policies, 'front-pods', service(chart, 'front')));
    expect(policyIn(policies)).toMatchObject({
      metadata: { namespace: 'shop' },
      spec: {
        ingress: [
          {
            from: [
              {
                namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'shop' } },
                podSelector: { matchLabels: FRONT },
              },
            ],
          },
        ],
      },
    });
  });

  test('may have several workloads selected in one scope', () => {
    const chart = shop('shop');
    const select = (name: string) => podSelector(kplus, chart, `${name}-pods`, service(chart, name));
    new kplus.NetworkPolicy(chart, 'policy', {
      selector: select('stock'),
      ingress: { rules: [{ peer: select('front') }, { peer: select('admin') }] },
    });
    expect(policyIn(chart)).toHaveProperty('spec.ingress.length', 2);
  });
});

function policyIn(chart: Chart) {
  return synth(chart).find(({ kind }) => kind === 'NetworkPolicy');
}
