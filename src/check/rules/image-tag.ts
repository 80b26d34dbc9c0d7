import { type ImageReference, parseImageReference } from '../../artifact/image-reference';
import { textAt } from '../fields';
import { CheckSeverity } from '../finding';
import type { Problem, Rule } from '../rule';
import { guestsOf, type Subject } from '../subject';

export const imageTag: Rule = {
  id: 'image-tag',
  severity: CheckSeverity.ERROR,
  title: 'the guest’s image has a tag that stays, or a digest',
  why:
    'Without a tag, or with `latest`, two nodes run different bytes after a push and no rollout says so; a rollback starts what was ' +
    'pushed last. Source: spinframework/spin-operator issues 196 and 197, Kubernetes documentation, Images.',
  needs: [],
  looksAtNames: true,
  check: (subject) =>
    guestsOf(subject).flatMap(({ at, spec }) => {
      const image = textAt(spec, 'image');
      return image === undefined
        ? []
        : problemsOf(subject, image).map((problem) => ({ field: `${at}/image`, value: image, ...problem }));
    }),
};

function problemsOf({ mutableTag }: Subject, image: string): Omit<Problem, 'field'>[] {
  const reference = parsed(image);
  if (typeof reference === 'string') {
    return [
      {
        wrong: reference,
        allowed: 'repository[:tag][@sha256:digest]',
        fix: "WasmImage.of('ghcr.io/acme/hello:1.4.0')",
      },
    ];
  }
  const { repository, tag, digest } = reference;
  const moves = digest === undefined && (tag === undefined || tag === 'latest');
  return moves && mutableTag !== true
    ? [
        {
          wrong: `${tag === undefined ? 'no tag' : 'the tag latest'} without a digest names other bytes after each push`,
          allowed: 'a tag that stays, or a digest',
          fix: `WasmImage.of('${repository}:1.0.0') or '${repository}@sha256:…', or allowMutableTag: true where that is meant`,
        },
      ]
    : [];
}

/** The parts of a reference, or what is wrong with it. */
function parsed(image: string): ImageReference | string {
  try {
    return parseImageReference(image);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
