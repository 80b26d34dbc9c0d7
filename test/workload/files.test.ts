import { describe, expect, it, test } from 'vitest';
import type { WasmJobProps } from '../../src';
import { at, type Json, objects } from '../support/json';
import { chartOn, MAKE, only, podOf, refusalOf, synthApp } from './make';

const synthWith = (props: Partial<WasmJobProps>): Json[] => {
  const chart = chartOn();
  MAKE.WasmJob(chart, 'hello', props);
  return synthApp(chart);
};
const mountsOf = (manifests: readonly Json[]): Json[] =>
  objects(objects(podOf(manifests), 'containers')[0], 'volumeMounts');
const nameOf = (manifest: Json): string => String(at(manifest, 'metadata', 'name'));
const PEM = '-----BEGIN CERTIFICATE-----\nMA==\n-----END CERTIFICATE-----\n';

describe('a file whose text is given', () => {
  it('is a ConfigMap that cannot change, mounted where it was wanted', () => {
    const manifests = synthWith({ files: { '/etc/app.toml': { content: 'a = 1\n' } } });
    const map = only(manifests, 'ConfigMap');
    expect(map).toMatchObject({ immutable: true, data: { 'app.toml': 'a = 1\n' } });
    expect(nameOf(map)).toMatch(/^hello-[0-9a-f]{10}$/);
    const [mount] = mountsOf(manifests);
    expect(mount).toMatchObject({ mountPath: '/etc/app.toml', subPath: 'app.toml', readOnly: true });
    expect(objects(podOf(manifests), 'volumes')).toEqual([
      { name: mount.name, configMap: { name: nameOf(map) } },
    ]);
  });

  it('is a Secret where somebody wants one', () => {
    const manifests = synthWith({ files: { '/etc/token': { content: 'x', secret: true } } });
    const secret = only(manifests, 'Secret');
    expect(secret).toMatchObject({ immutable: true, stringData: { token: 'x' } });
    expect(objects(podOf(manifests), 'volumes')).toMatchObject([{ secret: { secretName: nameOf(secret) } }]);
  });

  it('has another name, and so other pods, once its text changes', () => {
    const [one, other] = ['a = 1\n', 'a = 2\n'].map((content) =>
      synthWith({ files: { '/etc/app.toml': { content } } }),
    );
    expect(nameOf(only(one, 'ConfigMap'))).not.toBe(nameOf(only(other, 'ConfigMap')));
    expect(podOf(one)).not.toEqual(podOf(other));
  });

  it('has the same name as long as its text is the same', () => {
    const [one, other] = [1, 2].map(() => synthWith({ files: { '/etc/app.toml': { content: 'a = 1\n' } } }));
    expect(one).toEqual(other);
  });

  it('has a name of its own beside another with the same text', () => {
    const files = { '/etc/a': { content: 'x' }, '/etc/b': { content: 'x' }, '/srv/a': { content: 'x' } };
    const names = synthWith({ files })
      .filter(({ kind }) => kind === 'ConfigMap')
      .map(nameOf);
    expect(new Set(names).size).toBe(3);
  });

  it('may lie under a path that reads like another', () => {
    const files = {
      '/a/b': { content: 'x' },
      '/a-b': { content: 'x' },
      '/a.b': { content: 'x' },
      '/a b': { content: 'x' },
      '/A/b': { content: 'x' },
    };
    expect(mountsOf(synthWith({ files })).map(({ mountPath }) => mountPath)).toEqual(Object.keys(files));
  });

  it('may be empty', () => {
    expect(only(synthWith({ files: { '/etc/empty': { content: '' } } }), 'ConfigMap').data).toEqual({
      empty: '',
    });
  });

  it('has a name of at most 63 characters beside a long one', () => {
    const chart = chartOn();
    const name = 'x'.repeat(63);
    MAKE.WasmJob(chart, name, { files: { '/etc/app.toml': { content: 'a = 1\n' } } });
    expect(nameOf(only(synthApp(chart), 'ConfigMap'))).toHaveLength(63);
  });
});

describe('a file that is a key of an object', () => {
  test.each([
    [{ secretKeyRef: { name: 'keys', key: 'key.pem' } }, 'secret', { secretName: 'keys' }],
    [{ configMapKeyRef: { name: 'keys', key: 'key.pem' } }, 'configMap', { name: 'keys' }],
  ])('is mounted as that key alone: %o', (spec, kind, source) => {
    const manifests = synthWith({ files: { '/etc/tls/server.pem': spec } });
    expect(manifests.map((manifest) => manifest.kind)).toEqual(['Job']);
    expect(mountsOf(manifests)).toMatchObject([{ mountPath: '/etc/tls/server.pem', subPath: 'server.pem' }]);
    expect(objects(podOf(manifests), 'volumes')).toMatchObject([
      { [kind]: { ...source, items: [{ key: 'key.pem', path: 'server.pem' }] } },
    ]);
  });
});

describe('the certificates that a workload trusts', () => {
  const PATH = '/etc/ssl/certs/ca-certificates.crt';

  test.each([
    [
      { secretName: 'ca' },
      { secret: { secretName: 'ca', items: [{ key: 'ca-certificates.crt', path: 'ca-certificates.crt' }] } },
    ],
    [
      { configMapName: 'ca', key: 'bundle' },
      { configMap: { name: 'ca', items: [{ key: 'bundle', path: 'ca-certificates.crt' }] } },
    ],
  ])('are the one file where programs look for them: %o', (caBundle, volume) => {
    const manifests = synthWith({ caBundle });
    expect(mountsOf(manifests)).toMatchObject([{ mountPath: PATH, subPath: 'ca-certificates.crt' }]);
    expect(objects(podOf(manifests), 'volumes')).toMatchObject([volume]);
  });

  it('may be given as text', () => {
    const manifests = synthWith({ caBundle: { pem: PEM } });
    expect(only(manifests, 'ConfigMap').data).toEqual({ 'ca-certificates.crt': PEM });
  });

  test.each<[WasmJobProps['caBundle'], string]>([
    [{}, 'caBundle {}: says nothing; allowed: exactly one of secretName, configMapName, pem'],
    [{ secretName: 'a', pem: PEM }, 'says secretName and pem at once'],
    [{ pem: 'MA==' }, 'caBundle.pem "MA==": not valid here; allowed: certificates in PEM'],
    [{ pem: PEM, key: 'ca.crt' }, 'caBundle.key "ca.crt": certificates given here have no key'],
    [{ secretName: 'CA' }, '"CA"'],
  ])('are refused as %o', (caBundle, message) => {
    expect(refusalOf(() => synthWith({ caBundle }))).toMatch(/^\[chart\/hello\] /);
    expect(refusalOf(() => synthWith({ caBundle }))).toContain(message);
  });
});

describe('a file', () => {
  test.each<[WasmJobProps['files'], string]>([
    [
      { 'etc/app': { content: 'x' } },
      'files path "etc/app": not valid here; allowed: a path of a file, from / on',
    ],
    [{ '/etc/': { content: 'x' } }, 'files path "/etc/"'],
    [{ '/': { content: 'x' } }, 'files path "/"'],
    [{ '/etc/app': {} }, 'files./etc/app {}: says nothing; allowed: exactly one of content, secretKeyRef'],
    [
      { '/etc/app': { content: 'x', secretKeyRef: { name: 'a', key: 'b' } } },
      'says content and secretKeyRef at once',
    ],
    [
      { '/etc/app': { secretKeyRef: { name: 'a', key: 'b' }, secret: true } },
      'files./etc/app.secret true: it says where content goes, and there is none',
    ],
    [{ '/etc/app': { secretKeyRef: { name: 'A', key: 'b' } } }, '"A"'],
    [{ '/etc/app': { secretKeyRef: { name: 'a', key: 'b/c' } } }, 'files./etc/app.secretKeyRef.key "b/c"'],
  ])('is refused as %o', (files, message) => {
    expect(refusalOf(() => synthWith({ files }))).toMatch(/^\[chart\/hello\] files/);
    expect(refusalOf(() => synthWith({ files }))).toContain(message);
  });

  it('is refused where a volume is mounted', () => {
    const act = () =>
      synthWith({ files: { '/etc/app': { content: 'x' } }, volumes: { '/etc/app': { emptyDir: {} } } });
    expect(refusalOf(act)).toBe(
      '[chart/hello] files "/etc/app": container app has volume etc-app there already; fix: one volume a path',
    );
  });
});
