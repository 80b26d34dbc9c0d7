import type { ResourceValidationPolicy } from '@pulumi/policy';

const BY_DIGEST = /@sha256:[0-9a-f]{64}$/;

/** A tag can be moved to other bytes, and no preview would tell: pods run what a digest names. */
export const imagesByDigest: ResourceValidationPolicy = {
  name: 'images-by-digest',
  description: 'Every container of a Kubernetes resource names its image by digest.',
  enforcementLevel: 'mandatory',
  validateResource: ({ type, props }, report) => {
    if (!type.startsWith('kubernetes:')) return;
    for (const image of imagesIn(props.spec)) {
      if (!BY_DIGEST.test(image)) report(`${image}: no digest; fix: name it as repository@sha256:…`);
    }
  },
};

/** The images of all containers, wherever the pod stands: in a Deployment, in a CronJob, in a resource of an operator. */
function* imagesIn(value: unknown): Iterable<string> {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, below] of Object.entries(value)) {
    if (/^(initC|c)ontainers$/.test(key) && Array.isArray(below)) {
      for (const { image } of below) yield String(image);
    } else {
      yield* imagesIn(below);
    }
  }
}
