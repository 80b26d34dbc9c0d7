import { App, Chart, Lazy } from 'cdk8s';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { WasmImage, WasmPlatform, WasmService, type WasmServiceProps } from '../../src';
import { KINDS, make } from './make';

const later = (value: unknown) => Lazy.any({ produce: () => value });

function appWith(props: Partial<WasmServiceProps>): App {
  const app = new App();
  WasmPlatform.k3s().bind(app);
  const chart = new Chart(app, 'shop', { namespace: 'shop' });
  new WasmService(chart, 'hello', {
    name: 'hello',
    image: WasmImage.of('ghcr.io/acme/hello:1.4.0', { binarySize: 2_100_000 }),
    ...props,
  });
  return app;
}

afterEach(() => vi.restoreAllMocks());

describe('a value that is known only at synth is held against what a constructor holds it against', () => {
  test.each<[string, Partial<WasmServiceProps>, string]>([
    ['a label', { labels: { team: later('not a label') } }, 'labels.team "not a label": not valid here'],
    ['a number', { replicas: later(-1) }, 'replicas -1: out of range; allowed: a whole number, 0 or more'],
    [
      'a type',
      { rollout: { minReadySeconds: later('soon') } },
      'rollout.minReadySeconds "soon": of the wrong type',
    ],
    ['a share', { rollout: { maxSurge: later('some') } }, 'rollout.maxSurge "some": not valid here'],
    [
      'an amount',
      { resources: { limits: { memory: later('lots') } } },
      'resources.limits.memory "lots": not valid here',
    ],
    ['a host', { ingress: { hosts: [later('No Host')] } }, 'ingress.hosts[0] "No Host": not valid here'],
    [
      'two values together',
      { resources: { requests: { cpu: later('2') }, limits: { cpu: later('1') } } },
      'resources.requests.cpu "2": more than its limit 1',
    ],
    ['an enum', { service: { type: later('Cluster') } }, 'service.type "Cluster": of the wrong type'],
  ])('%s', (_, props, message) => {
    const app = appWith(props);
    expect(() => app.synthYaml()).toThrow(`[shop/hello] ${message}`);
  });

  test('and passes where it is right', () => {
    const app = appWith({
      labels: { team: later('blue') },
      replicas: later(3),
      ingress: { hosts: [later('a.example')] },
    });
    expect(app.synthYaml()).toContain('team: blue');
  });

  test('a token of a deployment engine, which stays one at synth, passes', () => {
    const app = appWith({ labels: { team: 'wasm-token-7-nekot' } });
    expect(app.synthYaml()).toContain('team: wasm-token-7-nekot');
  });

  test('a warning is not printed again for it', () => {
    const stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    appWith({ labels: { team: later('blue') }, autoscale: { max: 4, cpu: 60 } }).synthYaml();
    expect(stderr).toHaveBeenCalledOnce();
  });

  test.each(KINDS)('in a %s too', (kind) => {
    const app = new App();
    WasmPlatform.k3s().bind(app);
    make(kind, new Chart(app, 'shop'), 'it', { podLabels: { team: later('not a label') } });
    expect(() => app.synthYaml()).toThrow('[shop/it] podLabels.team "not a label": not valid here');
  });
});
