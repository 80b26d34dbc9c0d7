import { describe, expect, test } from 'vitest';
import { Lint } from '../../../src/check/lint/lint';
import { WasmPlatform } from '../../../src/index';
import { deployment, guest, runtimeClass, TTY } from './objects';

const faulty = deployment({ containers: [guest(TTY)] });

describe('findings', () => {
  test('name the file and the object', () => {
    const { findings } = Lint.files({ 'k8s/classes.yaml': [runtimeClass()], 'k8s/web.yaml': [faulty] });
    expect(findings).toMatchObject([
      {
        id: 'tty',
        severity: 'error',
        path: 'k8s/web.yaml: Deployment web',
        field: 'Deployment web /spec/template/spec/containers/0/tty',
        message: expect.stringMatching(/; fix: \S/),
      },
    ]);
  });

  test('name the place in the file too where two objects of it have one name', () => {
    const other = { ...faulty, metadata: { name: 'web', namespace: 'other' } };
    const { findings } = Lint.files({ 'web.yaml': [runtimeClass(), faulty, null, other] });
    expect(findings.map(({ path }) => path)).toEqual([
      'web.yaml: Deployment web',
      'web.yaml#4: Deployment web',
    ]);
  });

  test('stand in objects of lists too', () => {
    const list = {
      apiVersion: 'v1',
      kind: 'List',
      items: [runtimeClass(), { apiVersion: 'v1', kind: 'List', items: [faulty] }],
    };
    expect(Lint.manifests([list]).findings).toMatchObject([{ id: 'tty', path: 'Deployment web' }]);
  });

  test('depend on what the platform is said to have', () => {
    const sleeping = deployment({
      containers: [guest({ lifecycle: { preStop: { sleep: { seconds: 5 } } } })],
    });
    const ids = (kubernetesVersion: string) =>
      Lint.manifests([sleeping, runtimeClass()], {
        platform: WasmPlatform.k3s({ kubernetesVersion }),
      }).findings.map(({ id }) => id);
    expect(ids('1.29')).toEqual(['kubernetes-version']);
    expect(ids('1.34')).toEqual([]);
  });
});

describe('a document', () => {
  test('that is empty is passed over', () => {
    expect(Lint.manifests([null, undefined]).toText()).toBe('');
  });

  test.each([
    ['a text', 'hello'],
    ['no kind', { apiVersion: 'v1' }],
    ['values of a chart', { replicas: 2 }],
  ])('with %s is said not to be checked', (_, document) => {
    expect(Lint.files({ 'values.yaml': [null, document] }).notChecked).toEqual([
      { id: 'webassembly', path: 'values.yaml#2', missing: 'apiVersion and kind of this document' },
    ]);
  });
});

describe('a result', () => {
  const result = Lint.manifests([faulty, runtimeClass()]);

  test('passes with warnings and with what was not checked, and not with an error', () => {
    const links = Lint.manifests([deployment({ enableServiceLinks: true }), runtimeClass()]);
    expect(links.findings).toMatchObject([{ id: 'service-links', severity: 'warning' }]);
    expect(links.notChecked).not.toEqual([]);
    expect([links.passed, result.passed]).toEqual([true, false]);
  });

  test('comes as text, JSON and SARIF', () => {
    expect(result.toText()).toMatch(/^error: \[Deployment web\] tty: Deployment web .*\nnot checked: /);
    expect(JSON.parse(result.toJson())).toEqual({ findings: result.findings, notChecked: result.notChecked });
    const [run] = JSON.parse(result.toSarif()).runs;
    expect(run.results).toMatchObject([{ ruleId: 'tty', level: 'error' }]);
    expect(run.tool.driver.rules.map(({ id }: { id: string }) => id)).toContain('acknowledgement');
  });
});

test('an unknown option is refused, with those that there are', () => {
  const options = JSON.parse('{ "platfrom": "k3s" }');
  expect(() => Lint.manifests([], options)).toThrow('[Lint] platfrom ');
  expect(() => Lint.manifests([], options)).toThrow('no such field; allowed: imageFormat, platform');
});
