import type { JsonObject } from '../../value/json';
import { isGiven, membersAt, reach, textAt } from '../fields';
import { CheckSeverity } from '../finding';
import type { Rule } from '../rule';
import { type PodView, podsOf } from '../subject';

export const optionalSubPath: Rule = {
  id: 'optional-sub-path',
  severity: CheckSeverity.ERROR,
  title: 'a single file is not mounted from a Secret or a ConfigMap that may be missing',
  why:
    'Seen on a real cluster: where the optional Secret is missing, a directory appears at the path of the file, and stays when the ' +
    'Secret comes. A program that reads the file fails on it.',
  needs: [],
  check: (subject) =>
    podsOf(subject).flatMap((pod) =>
      pod.containers.flatMap(({ at, spec }) =>
        membersAt(spec, 'volumeMounts').flatMap(({ index, spec: mount }) => {
          const by = ['subPath', 'subPathExpr'].find((key) => isGiven(mount, key) && mount[key] !== '');
          return by === undefined || !isOptional(volumeOf(pod, mount))
            ? []
            : [
                {
                  field: `${at}/volumeMounts/${index}/${by}`,
                  value: mount[by],
                  wrong:
                    'the volume is optional, and where its object is missing a directory appears in the place of this file',
                  allowed: 'a volume that is not optional, or the whole volume without subPath',
                  fix: 'leave optional: true out',
                },
              ];
        }),
      ),
    ),
};

function volumeOf(pod: PodView, mount: JsonObject): JsonObject | undefined {
  const name = textAt(mount, 'name');
  return membersAt(pod.spec, 'volumes').find(({ spec }) => name !== undefined && spec.name === name)?.spec;
}

function isOptional(volume: JsonObject | undefined): boolean {
  const sources = [volume, ...membersAt(volume, 'projected', 'sources').map(({ spec }) => spec)];
  return sources.some((source) =>
    ['secret', 'configMap'].some((kind) => reach(source, kind, 'optional') === true),
  );
}
