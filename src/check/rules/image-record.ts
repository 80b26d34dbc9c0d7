import { type ImageRecord, parseRecord, RECORD_ANNOTATION } from '../../artifact/image-record';
import { parseImageReference } from '../../artifact/image-reference';
import { textAt } from '../fields';
import { CheckSeverity } from '../finding';
import type { Problem, Rule } from '../rule';
import { guestsOf, titleOf } from '../subject';

export const imageRecord: Rule = {
  id: 'image-record',
  severity: CheckSeverity.ERROR,
  title: 'the record of an image is of the image that the pods run',
  why:
    'The push uploads what the records in the manifests say, and the pods pull what their containers name. Where a patch or a hand changed ' +
    'one of them alone, the push succeeds and the pods stay in ImagePullBackOff. Source: Kubernetes documentation, Images.',
  needs: [],
  looksAtNames: true,
  check: (subject) => {
    const images = guestsOf(subject).flatMap(({ spec }) => textAt(spec, 'image') ?? []);
    return subject.objects.flatMap((object) => {
      const text = textAt(object, 'metadata', 'annotations', RECORD_ANNOTATION);
      const field = `${titleOf(object)} /metadata/annotations/${RECORD_ANNOTATION.replace('/', '~1')}`;
      return text === undefined
        ? []
        : problemsOf(text, images).map((problem) => ({ field, value: text, ...problem }));
    });
  },
};

function problemsOf(text: string, images: readonly string[]): Omit<Problem, 'field'>[] {
  const record = parsed(text);
  if (typeof record === 'string') {
    return [{ wrong: record, fix: 'synthesise the manifest again' }];
  }
  const image = images.find((name) => !isOf(record, name));
  return image === undefined
    ? []
    : [
        {
          wrong: `it makes ${record.repository}@${record.digest}, and the container names ${image}`,
          allowed: 'the repository and the digest that the container names',
          fix: 'give the workload another image rather than patch it, or take the annotation out as well',
        },
      ];
}

/** Whether an image is what a record makes; a reference that does not parse is for another check. */
function isOf({ repository, digest }: ImageRecord, image: string): boolean {
  try {
    const reference = parseImageReference(image);
    return reference.repository === repository && reference.digest === digest;
  } catch {
    return true;
  }
}

function parsed(text: string): ImageRecord | string {
  try {
    return parseRecord(text);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
