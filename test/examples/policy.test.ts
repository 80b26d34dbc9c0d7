import type { ResourceValidationArgs } from '@pulumi/policy';
import { expect, test } from 'vitest';
import { imagesByDigest } from '../../examples/pulumi/policy/images-by-digest';

const DIGEST = `ghcr.io/acme/shop@sha256:${'a'.repeat(64)}`;

/** What the policy says of a resource, without an engine. */
function said(type: string, props: Record<string, unknown>): string[] {
  const reports: string[] = [];
  const { validateResource } = imagesByDigest;
  if (typeof validateResource !== 'function') throw new Error('the policy is one function');
  const args = { type, props } as ResourceValidationArgs;
  validateResource(args, (message) => reports.push(`${message}`));
  return reports;
}

const pod = (...images: string[]) => ({ containers: images.map((image) => ({ name: 'app', image })) });

test.each([
  ['a Pod', 'kubernetes:core/v1:Pod', (spec: object) => ({ spec })],
  ['a Deployment', 'kubernetes:apps/v1:Deployment', (spec: object) => ({ spec: { template: { spec } } })],
  [
    'a CronJob',
    'kubernetes:batch/v1:CronJob',
    (spec: object) => ({ spec: { jobTemplate: { spec: { template: { spec } } } } }),
  ],
])('the policy of the example passes digests alone, in %s', (_, type, props) => {
  expect(said(type, props(pod(DIGEST)))).toEqual([]);
  const wrong = 'nginx:1: no digest; fix: name it as repository@sha256:…';
  expect(said(type, props(pod(DIGEST, 'nginx:1')))).toEqual([wrong]);
  const init = { initContainers: [{ name: 'init', image: 'nginx:1' }], ...pod(DIGEST) };
  expect(said(type, props(init))).toEqual([wrong]);
});

test('the policy of the example looks at nothing but what may have pods', () => {
  expect(said('kubernetes:core/v1:Service', { spec: { ports: [{ port: 80 }] } })).toEqual([]);
  expect(said('kubernetes:core/v1:Secret', { stringData: { containers: 'nginx:1' } })).toEqual([]);
  expect(said('acme:index:Thing', { spec: pod('nginx:1') })).toEqual([]);
});
