import { Lazy } from 'cdk8s';
import { describe, expect, it } from 'vitest';
import type { VolumeSpec } from '../../src';
import { type Json, objects, text } from '../support/json';
import { chartOn, MAKE, podOf, refusalOf, synthApp } from './make';

const SIDE_CAR = 'docker.io/library/busybox:1.37.0';

/** The pod of a workload whose guest and side-car have these volumes. */
function podWith(guest: { [path: string]: VolumeSpec }, sideCar: { [path: string]: VolumeSpec }): Json {
  const chart = chartOn();
  MAKE.WasmService(chart, 'hello', {
    volumes: guest,
    sidecars: { proxy: { image: SIDE_CAR, volumes: sideCar } },
  });
  return podOf(synthApp(chart));
}

/** The names of the volumes that the guest and the side-car have. */
function mounted(pod: Json): (string | undefined)[] {
  return [...objects(pod, 'containers'), ...objects(pod, 'initContainers')].flatMap((container) =>
    objects(container, 'volumeMounts').map((mount) => text(mount, 'name')),
  );
}

describe('two containers of a pod', () => {
  it('share no volume only because they mount one at the same path', () => {
    const names = mounted(podWith({ '/tmp': { emptyDir: {} } }, { '/tmp': { emptyDir: {} } }));
    expect(names).toEqual(['tmp', expect.stringMatching(/^tmp-[0-9a-f]{10}$/)]);
  });

  it('may have different volumes at the same path', () => {
    const pod = podWith({ '/data': { emptyDir: {} } }, { '/data': { secret: { name: 'db' } } });
    expect(new Set(mounted(pod)).size).toBe(2);
  });

  it('share one that both call by its name', () => {
    const shared = { emptyDir: {}, name: 'shared' };
    const pod = podWith({ '/data': shared }, { '/elsewhere': shared });
    expect(mounted(pod)).toEqual(['shared', 'shared']);
    expect(objects(pod, 'volumes')).toEqual([{ name: 'shared', emptyDir: {} }]);
  });

  it('share one whose source is known later, where it is the same', () => {
    const name = Lazy.any({ produce: () => 'db' });
    const shared = { secret: { name: Object(name) }, name: 'shared' };
    expect(mounted(podWith({ '/data': shared }, { '/elsewhere': shared }))).toEqual(['shared', 'shared']);
  });

  it('share none whose sources are known later and may differ', () => {
    const later = (name: string): VolumeSpec => ({
      secret: { name: Object(Lazy.any({ produce: () => name })) },
      name: 'shared',
    });
    expect(refusalOf(() => podWith({ '/data': later('a') }, { '/data': later('b') }))).toContain(
      'name "shared": the pod has another volume of that name',
    );
  });

  it('share none that is another in each', () => {
    const refused = refusalOf(() =>
      podWith(
        { '/data': { emptyDir: {}, name: 'data' } },
        { '/data': { secret: { name: 'db' }, name: 'data' } },
      ),
    );
    expect(refused).toContain(
      'sidecars.proxy.volumes./data.name "data": the pod has another volume of that name',
    );
  });
});
