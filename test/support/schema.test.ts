import { describe, expect, it } from 'vitest';
import { CUSTOM_SAMPLES, changed, SAMPLES } from './samples';
import { expectValid, validate, validateAll } from './schema';
import { describeWithShared } from './shared';

const CONTAINER = 'spec.template.spec.containers[0]';

describe('a check against the schemas of Kubernetes', () => {
  it.each(Object.entries(SAMPLES))('takes a sound %s', (_, manifest) => {
    expect(validate(manifest)).toEqual([]);
  });

  it('takes all of them together', () => {
    expect(validateAll(Object.values(SAMPLES))).toEqual([]);
  });

  it.each([
    ['at the top', 'deployment', 'extra', {}, 'extra'],
    ['in metadata', 'deployment', 'metadata.label', {}, 'metadata.label'],
    ['in the metadata of an object without spec', 'account', 'metadata.nmespace', 'x', 'metadata.nmespace'],
    ['in the spec', 'deployment', 'spec.replica', 2, 'spec.replica'],
    ['in pod metadata', 'deployment', 'spec.template.metadata.lables', {}, 'spec.template.metadata.lables'],
    [
      'in the pod spec',
      'deployment',
      'spec.template.spec.runtimeClass',
      'x',
      'spec.template.spec.runtimeClass',
    ],
    ['in a container', 'deployment', `${CONTAINER}.cpu`, '1', `${CONTAINER}.cpu`],
    [
      'in a probe',
      'deployment',
      `${CONTAINER}.readinessProbe.httpGet.url`,
      '/',
      `${CONTAINER}.readinessProbe.httpGet.url`,
    ],
    [
      'in a variable',
      'deployment',
      `${CONTAINER}.env[1].valueFrom.secretKeyRef.kee`,
      'x',
      `${CONTAINER}.env[1].valueFrom.secretKeyRef.kee`,
    ],
    ['in a list', 'service', 'spec.ports[0].target', 80, 'spec.ports[0].target'],
    [
      'in a volume',
      'deployment',
      'spec.template.spec.volumes[0].emptyDir.size',
      1,
      'spec.template.spec.volumes[0].emptyDir.size',
    ],
    [
      'in an ingress backend',
      'ingress',
      'spec.rules[0].http.paths[0].backend.serviceName',
      'x',
      'spec.rules[0].http.paths[0].backend.serviceName',
    ],
    ['in a job template', 'cronJob', 'spec.jobTemplate.spec.retries', 1, 'spec.jobTemplate.spec.retries'],
    [
      'in a metric',
      'autoscaler',
      'spec.metrics[0].resource.target.average',
      1,
      'spec.metrics[0].resource.target.average',
    ],
    ['in a runtime class', 'runtimeClass', 'overhead.fixed', {}, 'overhead.fixed'],
    ['in a budget', 'budget', 'spec.selector.matchLabel', {}, 'spec.selector.matchLabel'],
  ] as const)('refuses an unknown field %s', (_, sample, path, value, reported) => {
    expect(validate(changed(SAMPLES[sample], path, value))).toEqual([`${reported}: unknown field`]);
  });

  it.each([
    ['a number as a label', 'deployment', 'metadata.labels.tier', 1, /^metadata\.labels\.tier: .*string/],
    ['a string as a count', 'deployment', 'spec.replicas', '2', /^spec\.replicas: .*integer/],
    ['a fraction as a count', 'deployment', 'spec.replicas', 1.5, /^spec\.replicas: .*integer/],
    ['a count beyond 32 bits', 'deployment', 'spec.replicas', 2 ** 33, /^spec\.replicas: .*int32/],
    [
      'a number as an environment value',
      'deployment',
      `${CONTAINER}.env[0].value`,
      1,
      /env\[0\]\.value: .*string/,
    ],
    ['a string as a boolean', 'account', 'automountServiceAccountToken', 'false', /boolean/],
    [
      'an object where a list belongs',
      'deployment',
      'spec.template.spec.containers',
      {},
      /containers: .*array/,
    ],
    ['a list where an object belongs', 'deployment', 'spec.template', [], /^spec\.template: .*object/],
    [
      'an unknown pull policy',
      'deployment',
      `${CONTAINER}.imagePullPolicy`,
      'Sometimes',
      /imagePullPolicy: .*Always/,
    ],
    [
      'a quantity that is not one',
      'deployment',
      `${CONTAINER}.resources.limits.memory`,
      '64 MB',
      /memory: .*quantity/,
    ],
    ['a boolean as a port', 'service', 'spec.ports[0].targetPort', true, /^spec\.ports\[0\]\.targetPort: /],
    ['text that is not base64', 'configMap', 'binaryData.blob', 'not base64!', /^binaryData\.blob: .*byte/],
    ['a null', 'deployment', 'spec.template.spec.nodeSelector', null, /nodeSelector: is null/],
    ['a missing selector', 'deployment', 'spec.selector', undefined, /^spec: .*selector/],
    ['a missing container name', 'deployment', `${CONTAINER}.name`, undefined, /containers\[0\]: .*name/],
    ['a missing handler', 'runtimeClass', 'handler', undefined, /handler/],
    [
      'a missing path type',
      'ingress',
      'spec.rules[0].http.paths[0].pathType',
      undefined,
      /paths\[0\]: .*pathType/,
    ],
  ] as const)('refuses %s', (_, sample, path, value, problem) => {
    const problems = validate(changed(SAMPLES[sample], path, value));
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(problem);
  });

  it.each([
    [
      'a kind that does not exist',
      { apiVersion: 'apps/v1', kind: 'Deploymint' },
      /no Deploymint in apps\/v1/,
    ],
    ['a kind in the wrong group', { apiVersion: 'v1', kind: 'Deployment' }, /no Deployment in v1/],
    [
      'a version that is gone',
      { apiVersion: 'policy/v1beta1', kind: 'PodDisruptionBudget' },
      /no PodDisruptionBudget/,
    ],
    ['a part of a kind', { apiVersion: 'v1', kind: 'Container', name: 'x' }, /no Container in v1/],
    ['a group that nobody knows', { apiVersion: 'acme.dev/v1', kind: 'Thing' }, /no Thing in acme\.dev\/v1/],
    ['a path as apiVersion', { apiVersion: '../apps/v1', kind: 'Deployment' }, /no Deployment/],
    ['an object without kind', { apiVersion: 'v1' }, /apiVersion and kind/],
    ['a list', [], /must be an object/],
    ['nothing', undefined, /must be an object/],
  ])('refuses %s', (_, manifest, problem) => {
    expect(validate(manifest)).toEqual([expect.stringMatching(problem)]);
  });

  it('names every problem of an object, not only the first', () => {
    const manifest = changed(changed(SAMPLES.service, 'spec.selektor', {}), 'spec.ports[0].port', 'http');
    expect(validate(manifest)).toHaveLength(2);
  });

  it('takes one object that stands in two places for what it is in each', () => {
    const labels = { 'app.kubernetes.io/name': 'hello' };
    const metadata = { name: 'hello', labels, ownerReferences: [labels] };
    const manifest = { ...SAMPLES.account, metadata };
    expect(validate(manifest)).toContain('metadata.ownerReferences[0].app.kubernetes.io/name: unknown field');
  });

  it('says which object a problem belongs to', () => {
    const manifest = changed(changed(SAMPLES.service, 'metadata.namespace', 'shop'), 'spec.x', 1);
    expect(validateAll([SAMPLES.account, manifest])).toEqual(['Service shop/hello: spec.x: unknown field']);
  });

  it('throws with all problems, and only when there are any', () => {
    const bad = [changed(SAMPLES.service, 'spec.x', 1), changed(SAMPLES.budget, 'spec.y', 1)];
    expect(() => expectValid(Object.values(SAMPLES))).not.toThrow();
    expect(() => expectValid(bad)).toThrow(/spec\.x: unknown field\n.*spec\.y: unknown field/);
  });
});

describeWithShared('a check against the definitions of custom resources', ['crds'], () => {
  it.each(Object.entries(CUSTOM_SAMPLES))('takes a sound %s', (_, manifest) => {
    expect(validate(manifest)).toEqual([]);
  });

  it.each([
    ['an unknown field', 'shim', 'spec.fetch', {}, /^spec\.fetch: unknown field$/],
    [
      'an unknown nested field',
      'shim',
      'spec.fetchStrategy.platforms[0].sha',
      'x',
      /platforms\[0\]\.sha: unknown field$/,
    ],
    ['an unknown field of metadata', 'shim', 'metadata.label', {}, /^metadata\.label: unknown field$/],
    ['an unknown field at the top', 'shim', 'data', {}, /^data: unknown field$/],
    ['a missing field', 'shim', 'spec.rolloutStrategy', undefined, /^spec: .*rolloutStrategy/],
    ['a wrong type', 'shim', 'spec.runtimeClass.name', 1, /^spec\.runtimeClass\.name: .*string/],
    ['a value that is not among those allowed', 'shim', 'spec.rolloutStrategy.type', 'slow', /recreate/],
    ['a namespace on a cluster-scoped kind', 'shim', 'metadata.namespace', 'shop', /cluster-scoped/],
    ['a name that is not one', 'shim', 'metadata.name', 'Spin', /DNS-1123/],
    ['an unknown version', 'shim', 'apiVersion', 'runtime.spinkube.dev/v9', /no Shim in/],
    [
      'an unknown field in a list',
      'route',
      'spec.rules[0].backends',
      [],
      /^spec\.rules\[0\]\.backends: unknown field$/,
    ],
    [
      'a host that breaks the pattern',
      'route',
      'spec.hostnames[0]',
      'Not A Host',
      /^spec\.hostnames\[0\]: .*pattern/,
    ],
    ['a port out of range', 'route', 'spec.rules[0].backendRefs[0].port', 70000, /port: .*65535/],
  ] as const)('refuses %s', (_, sample, path, value, problem) => {
    expect(validate(changed(CUSTOM_SAMPLES[sample], path, value))).toEqual([expect.stringMatching(problem)]);
  });
});
