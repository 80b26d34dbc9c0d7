import { describe, expect, it } from 'vitest';
import type { Json } from './json';
import { fieldsNewerThan, KUBERNETES_VERSIONS } from './kubernetes-versions';
import { publishedProblems, publishedSchemas } from './published-schemas';
import { changed, SAMPLES } from './samples';
import { validate } from './schema';

const POD = 'spec.template.spec';

const NEWER: [field: string, since: string, manifest: Json, path: string][] = [
  [
    'resources of a pod',
    '1.32',
    changed(SAMPLES.deployment, `${POD}.resources`, { limits: { cpu: '1' } }),
    `${POD}.resources`,
  ],
  [
    'how volumes are relabelled',
    '1.32',
    changed(SAMPLES.deployment, `${POD}.securityContext.seLinuxChangePolicy`, 'Recursive'),
    `${POD}.securityContext.seLinuxChangePolicy`,
  ],
  [
    'a stop signal',
    '1.33',
    changed(SAMPLES.deployment, `${POD}.containers[0].lifecycle.stopSignal`, 'SIGUSR1'),
    `${POD}.containers[0].lifecycle.stopSignal`,
  ],
  [
    'the tolerance of an autoscaler',
    '1.33',
    changed(SAMPLES.autoscaler, 'spec.behavior.scaleDown.tolerance', '0.05'),
    'spec.behavior.scaleDown.tolerance',
  ],
];

const older = (since: string): string[] => KUBERNETES_VERSIONS.slice(0, KUBERNETES_VERSIONS.indexOf(since));
const notOlder = (since: string): string[] => KUBERNETES_VERSIONS.slice(KUBERNETES_VERSIONS.indexOf(since));

describe('a check against a Kubernetes version', () => {
  it.each(NEWER)('refuses %s before %s', (_, since, manifest, path) => {
    for (const kubernetes of older(since)) {
      expect(validate(manifest, { kubernetes })).toContain(
        `${path}: unknown field before Kubernetes ${since}`,
      );
    }
    for (const kubernetes of notOlder(since)) expect(validate(manifest, { kubernetes })).toEqual([]);
  });

  it('takes the oldest supported version when none is named', () => {
    for (const [, , manifest] of NEWER) expect(validate(manifest)).not.toEqual([]);
  });

  it('refuses a version that the project does not support', () => {
    expect(() => validate(SAMPLES.service, { kubernetes: '1.20' })).toThrow('1.20 is not one of 1.31');
  });
});

describe('the schemas that each Kubernetes release published', () => {
  if (publishedSchemas === undefined) {
    it('agree with the table of newer fields', (context) => {
      context.skip('KUBERNETES_SCHEMAS does not name the folder of published schemas');
    });
    return;
  }
  const published = (manifest: Json, version: string): string[] =>
    publishedProblems(manifest, String(manifest.apiVersion), String(manifest.kind), version);

  it.each(KUBERNETES_VERSIONS)('take the same objects in %s', (version) => {
    for (const manifest of Object.values(SAMPLES)) expect(published(manifest, version)).toEqual([]);
  });

  it.each(KUBERNETES_VERSIONS)('refuse an unknown field in %s', (version) => {
    expect(published(changed(SAMPLES.deployment, `${POD}.containers[0].cpu`, 1), version)).toEqual([
      `${POD}.containers[0].cpu: unknown field (Kubernetes ${version})`,
    ]);
  });

  it.each(KUBERNETES_VERSIONS)('agree in %s about the fields that came later', (version) => {
    for (const [, , manifest, path] of NEWER) {
      const isLater = fieldsNewerThan(manifest, version).length > 0;
      expect(published(manifest, version)).toEqual(
        isLater ? [`${path}: unknown field (Kubernetes ${version})`] : [],
      );
    }
  });
});
