import { App, Chart } from 'cdk8s';
import { describe, expect, it } from 'vitest';
import { CgroupDriver, Shim, type ShimProps, SpinApp, WasmImage, WasmPlatform } from '../../src';
import type { Json } from '../support/json';
import { synth } from '../support/synth';

const AMD64 = { location: 'https://example.com/spin-x86_64.tar.gz', sha256: 'a'.repeat(64) };
const ARM64 = { location: 'https://example.com/spin-aarch64.tar.gz', sha256: 'b'.repeat(64) };
const PROPS: ShimProps = { name: 'spin-v2', className: 'wasmtime-spin-v2', amd64: AMD64 };

function make(props: Partial<ShimProps> = {}, chart = new Chart(new App(), 'cluster'), id = 'shim'): Shim {
  return new Shim(chart, id, { ...PROPS, ...props });
}

function manifestOf(shim: Shim): Json {
  const [manifest] = synth(App.of(shim)).filter(({ kind }) => kind === 'Shim');
  return manifest;
}

describe('a Shim', () => {
  it('is what runtime-class-manager reads: name = suffix of the binary = handler', () => {
    const shim = make({ arm64: ARM64 });
    expect(shim.className).toBe('wasmtime-spin-v2');
    expect(shim.apiObject.node.path).toBe('cluster/shim/Shim');
    expect(manifestOf(shim)).toEqual({
      apiVersion: 'runtime.spinkube.dev/v1alpha1',
      kind: 'Shim',
      metadata: { name: 'spin-v2' },
      spec: {
        fetchStrategy: {
          platforms: [
            { os: 'linux', arch: 'amd64', ...AMD64 },
            { os: 'linux', arch: 'arm64', ...ARM64 },
          ],
        },
        runtimeClass: { name: 'wasmtime-spin-v2', handler: 'spin-v2' },
        rolloutStrategy: { type: 'recreate' },
        containerdRuntimeOptions: { SystemdCgroup: 'true' },
      },
    });
  });

  it('stands outside the namespace and the labels of its chart', () => {
    const chart = new Chart(new App(), 'cluster', { namespace: 'kube-system', labels: { team: 'platform' } });
    expect(manifestOf(make({}, chart)).metadata).toEqual({ name: 'spin-v2' });
  });

  it('goes to the nodes that are chosen, with the options of their containerd', () => {
    const shim = make({
      nodeSelector: { wasm: 'yes' },
      cgroupDriver: CgroupDriver.CGROUPFS,
      containerdRuntimeOptions: { BinaryName: '/opt/shim' },
    });
    expect(manifestOf(shim)).toMatchObject({
      spec: {
        nodeSelector: { wasm: 'yes' },
        containerdRuntimeOptions: { SystemdCgroup: 'false', BinaryName: '/opt/shim' },
      },
    });
  });

  it('may be for arm64 alone', () => {
    expect(manifestOf(make({ amd64: undefined, arm64: ARM64 }))).toMatchObject({
      spec: { fetchStrategy: { platforms: [{ arch: 'arm64' }] } },
    });
  });

  it('stands beside another release for an upgrade', () => {
    const chart = new Chart(new App(), 'cluster');
    make({}, chart, 'old');
    make({ name: 'spin-v3', className: 'wasmtime-spin-v3' }, chart, 'new');
    expect(synth(chart).filter(({ kind }) => kind === 'Shim')).toHaveLength(2);
  });

  it('agrees with the workloads of its platform', () => {
    const app = new App();
    WasmPlatform.runtimeClassManager().bind(app);
    const shim = make({}, new Chart(app, 'cluster'));
    const image = WasmImage.of('ghcr.io/acme/hello:1.4.0', { binarySize: 7_000 });
    const workload = new SpinApp(new Chart(app, 'chart'), 'hello', { image });
    expect(workload.runtimeClassName).toBe(shim.className);
    expect(synth(app).some(({ kind }) => kind === 'RuntimeClass')).toBe(false);
  });

  it('is refused where its class has another handler in the app', () => {
    const chart = new Chart(new App(), 'cluster');
    make({}, chart, 'one');
    expect(() => make({ name: 'spin-v3' }, chart, 'two')).toThrow(
      '[cluster/two] RuntimeClass "wasmtime-spin-v2": cluster/one has one of the same name that differs (spin-v2 there, spin-v3 here)',
    );
  });

  it('is refused a second time: runtime-class-manager does not install again', () => {
    const app = new App();
    make({}, new Chart(app, 'one'));
    expect(() => make({ amd64: ARM64 }, new Chart(app, 'two'))).toThrow(
      /^\[two\/shim\] name "spin-v2": one\/shim installs a shim of that name, .*fix: for an upgrade give the second a name and a class/,
    );
  });

  it.each<[string, Partial<ShimProps>, RegExp]>([
    [
      'the name of a binary',
      { name: 'containerd-shim-spin-v2' },
      /name "containerd-shim-spin-v2": the name is the suffix/,
    ],
    ['a name that is none', { name: 'spin_v2' }, /name "spin_v2"/],
    ['a name with dots', { name: 'spin.v2' }, /name "spin\.v2"/],
    ['a class that is none', { className: 'Spin' }, /className "Spin": no name of a RuntimeClass/],
    ['no architecture', { amd64: undefined }, /amd64, arm64 missing: no architecture has an archive/],
    [
      'an address that is none',
      { amd64: { ...AMD64, location: 'ftp://x' } },
      /amd64\.location "ftp:\/\/x": no address/,
    ],
    [
      'a sum that is none',
      { arm64: { ...ARM64, sha256: 'abc' } },
      /arm64\.sha256 "abc": no SHA-256; allowed: 64/,
    ],
    ['a label that is none', { nodeSelector: { a: 'b c' } }, /nodeSelector\.a "b c"/],
    [
      'two drivers',
      { cgroupDriver: CgroupDriver.SYSTEMD, containerdRuntimeOptions: { SystemdCgroup: 'false' } },
      /SystemdCgroup "false": cgroupDriver says it already/,
    ],
  ])('is refused with %s', (_, props, message) => {
    expect(() => make(props)).toThrow(message);
    expect(() => make(props)).toThrow(/^\[cluster\/shim\] /);
  });

  it.each(['rolling', 'recreate'])('has no strategy to choose: %s', (rolloutStrategy) => {
    const props = { ...PROPS, rolloutStrategy };
    expect(() => new Shim(new Chart(new App(), 'cluster'), 'shim', props)).toThrow(
      '[cluster/shim] rolloutStrategy',
    );
  });
});
