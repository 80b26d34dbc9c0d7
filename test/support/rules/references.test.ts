import { describe, expect, it } from 'vitest';
import { changed, SAMPLES } from '../samples';
import { validateAll } from '../schema';

const POD = 'spec.template.spec';
const CONTAINER = `${POD}.containers[0]`;

describe('objects that are applied together', () => {
  it.each<[string, unknown[], RegExp]>([
    [
      'one object twice',
      [SAMPLES.account, SAMPLES.account],
      /ServiceAccount hello: .*same kind, namespace and name/,
    ],
    [
      'a target port that the pods lack',
      [SAMPLES.deployment, changed(SAMPLES.service, 'spec.ports[0].targetPort', 'web')],
      /Service hello: spec\.ports\[0\]\.targetPort: Deployment hello has no port "web"/,
    ],
    [
      'an Ingress to a port that the Service lacks',
      [
        SAMPLES.service,
        changed(SAMPLES.ingress, 'spec.rules[0].http.paths[0].backend.service.port.name', 'web'),
      ],
      /Ingress hello: spec: Service hello has no port "web"/,
    ],
    [
      'an autoscaler of a container without request',
      [SAMPLES.autoscaler, changed(SAMPLES.deployment, `${POD}.initContainers`, [])].map((manifest) =>
        manifest.kind === 'Deployment'
          ? changed(manifest, `${CONTAINER}.resources.requests.cpu`, undefined)
          : manifest,
      ),
      /container "app" of Deployment hello requests no cpu/,
    ],
    [
      'an autoscaler of a Deployment that counts its own replicas',
      [
        changed(SAMPLES.autoscaler, 'spec.metrics', undefined),
        changed(SAMPLES.deployment, 'spec.replicas', 2),
      ],
      /sets replicas itself/,
    ],
  ])('refuses %s', (_, manifests, problem) => {
    expect(validateAll(manifests)).toEqual([expect.stringMatching(problem)]);
  });

  it('leaves objects of other namespaces alone', () => {
    const elsewhere = changed(SAMPLES.service, 'metadata.namespace', 'shop');
    const web = changed(elsewhere, 'spec.ports[0].targetPort', 'web');
    expect(validateAll([SAMPLES.deployment, SAMPLES.service, web])).toEqual([]);
  });
});
