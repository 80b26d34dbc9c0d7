import { ApiObject, App, Chart } from 'cdk8s';
import { expect, test } from 'vitest';
import { WasmImage, WasmPlatform, WasmService } from '../../src';

test('a Deployment that is not of this library may not select the pods of one that is', () => {
  const app = new App();
  const chart = new Chart(app, 'chart');
  WasmPlatform.k3s().bind(app);
  const image = WasmImage.of('ghcr.io/acme/hello:1.4.0', { binarySize: 2_100_000 });
  new WasmService(chart, 'Hello', { name: 'hello', image });
  const labels = { 'app.kubernetes.io/name': 'hello' };
  new ApiObject(chart, 'Foreign', {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'foreign' },
    spec: { selector: { matchLabels: labels }, template: { metadata: { labels } } },
  });
  expect(() => app.synth()).toThrow(
    'chart/Foreign: selector-overlap: Deployment foreign selects the pods of Deployment hello at chart/Hello/Deployment too',
  );
});
