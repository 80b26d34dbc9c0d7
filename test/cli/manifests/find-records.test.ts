import { describe, expect, test } from 'vitest';
import { ImageFormat } from '../../../src/artifact/image-format';
import { type ImageRecord, RECORD_ANNOTATION, recordText } from '../../../src/artifact/image-record';
import { findRecords } from '../../../src/cli/manifests/find-records';
import { deployment, referenceOf, yaml } from '../workloads';

const record: ImageRecord = {
  path: 'app/hello.wasm',
  format: ImageFormat.ARTIFACT,
  repository: 'ghcr.io/acme/hello',
  tag: '1.4.0',
  digest: `sha256:${'a'.repeat(64)}`,
};
const image = referenceOf(record);
const annotations = { [RECORD_ANNOTATION]: recordText(record) };
const plain = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'plain' }, data: { a: 'b' } };

const find = (text: string, isValues = false) => findRecords([{ name: 'web.yaml', text, isValues }]);
const pod = {
  metadata: { annotations: { other: 'x' } },
  spec: { containers: [{ image: 'envoy:1' }, { image }] },
};

describe('a record is found', () => {
  test.each([
    ['of a Deployment', deployment(record)],
    ['of a Pod', { kind: 'Pod', metadata: { name: 'hello', annotations }, spec: pod.spec }],
    [
      'of a CronJob',
      {
        kind: 'CronJob',
        metadata: { name: 'hello', annotations },
        spec: { jobTemplate: { spec: { template: pod } } },
      },
    ],
    [
      'of an init container',
      { kind: 'Pod', metadata: { name: 'hello', annotations }, spec: { initContainers: [{ image }] } },
    ],
    [
      'of the Spin operator’s resource',
      { kind: 'SpinApp', metadata: { name: 'hello', annotations }, spec: { image } },
    ],
    ['in a List', { apiVersion: 'v1', kind: 'List', items: [plain, deployment(record)] }],
    ['in a list of one kind', { kind: 'DeploymentList', items: [deployment(record)] }],
    ['in an array', [plain, deployment(record)]],
  ])('%s', (_, object) => {
    for (const text of [
      yaml(object),
      JSON.stringify(object),
      JSON.stringify(object).replaceAll('/', '\\/'),
    ]) {
      const { found, problems } = find(text);
      expect(problems).toEqual([]);
      expect(found).toMatchObject([{ record, images: [image], place: { document: 1, name: 'hello' } }]);
    }
  });

  test('with the place of its object', () => {
    const text = yaml(plain, {
      ...deployment(record),
      metadata: { name: 'hello', namespace: 'shop', annotations },
    });
    expect(find(text)).toEqual({
      found: [
        {
          place: { file: 'web.yaml', document: 2, kind: 'Deployment', namespace: 'shop', name: 'hello' },
          record,
          images: [image],
        },
      ],
      problems: [],
      objects: 2,
    });
  });

  test.each([
    ['another annotation', yaml(plain)],
    [
      'its text in the data of a ConfigMap',
      yaml({ ...plain, data: { 'web.yaml': yaml(deployment(record)) } }),
    ],
    [
      'what kubectl last applied',
      yaml({ ...plain, metadata: { annotations: { applied: JSON.stringify(deployment(record)) } } }),
    ],
    [
      'the template of a pod',
      yaml({ kind: 'Deployment', spec: { template: { metadata: { annotations } } } }),
    ],
    ['text that is no YAML but does not name it', 'a: "\n'],
    ['a template of Helm that does not name it', 'metadata:\n  {{- include "x" . | nindent 2 }}\n'],
  ])('but not of %s', (_, text) => {
    expect(find(text)).toMatchObject({ found: [], problems: [] });
  });
});

describe('a record is refused', () => {
  const at = 'web.yaml, document 1';
  const there = `${at}: Deployment hello`;
  const annotated = (value: unknown) => ({
    ...deployment(record),
    metadata: { name: 'hello', annotations: { [RECORD_ANNOTATION]: value } },
  });
  test.each([
    ['that is no text', annotated(1), `[${there}] wasmcd.dev/artifact 1: an annotation is a text`],
    ['that is no JSON', annotated('{'), `[${there}] wasmcd.dev/artifact "{": `],
    ['without a digest', annotated(recordText(record).replace(/,"digest":"[^"]*"/, '')), 'digest'],
    ['with a field that nobody knows', annotated(recordText(record).replace('{', '{"user":"x",')), 'user'],
    [
      'whose path leads out of the repository',
      annotated(recordText({ ...record, path: '../../etc/passwd' })),
      'a path from the root of the repository on',
    ],
    [
      'of another image than a container runs',
      deployment(record, 'hello', 'ghcr.io/acme/hello:1.4.0'),
      `[${there}] image "ghcr.io/acme/hello:1.4.0": the record is of ${record.digest}, and no container runs that; fix: synth again`,
    ],
    ['of an object without an image', { ...deployment(record), spec: {} }, 'no container runs that'],
    [
      'where the image is a template',
      deployment(record, 'hello', `{{ .Values.registry }}/hello:1.4.0`),
      `[${there}] wasmcd.dev/artifact "{{ … }}": the image is a template, "{{ .Values.registry }}/hello:1.4.0"; allowed: manifests as they are applied; fix: helm template <release> <chart> | npx cdk8s-wasm push -`,
    ],
    [
      'that is a template',
      annotated('{{ .Values.record | toJson }}'),
      `[${there}] wasmcd.dev/artifact "{{ … }}": the record is a template`,
    ],
  ])('%s', (_, object, message) => {
    const { found, problems } = find(yaml(object));
    expect(found).toEqual([]);
    expect(problems).toMatchObject([{ place: { file: 'web.yaml', document: 1 } }]);
    expect(problems[0].message).toContain(message);
  });

  test('in a file that only Helm can read', () => {
    const text = `${yaml(plain)}---\n{{- if .Values.on }}\n${yaml(deployment(record))}{{- end }}\n`;
    expect(find(text).problems.map(({ message }) => message)).toEqual([
      expect.stringMatching(
        /^\[web\.yaml, document 2\] .* line \d+ is no YAML before Helm has rendered it; .* fix: helm template/,
      ),
    ]);
  });

  test('in a broken file, with the line', () => {
    const text = `${yaml(plain)}---\n${yaml(deployment(record))}broken: "\n`;
    const line = text.split('\n').length;
    expect(find(text).problems.map(({ message }) => message)).toEqual([
      expect.stringContaining(`[web.yaml, document 2] line ${line}: no YAML: `),
    ]);
  });

  test('in the values of a chart', () => {
    const [problem] = find(yaml({ annotations }), true).problems;
    expect(problem.message).toContain('what Helm makes of these values is not known');
  });
});
