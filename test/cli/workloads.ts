import { stringify } from 'yaml';
import { ImageFormat } from '../../src/artifact/image-format';
import { type ImageRecord, RECORD_ANNOTATION, recordText } from '../../src/artifact/image-record';
import { localImage } from '../../src/artifact/local-image';
import type { JsonObject } from '../../src/value/json';

/** A record of a file as it is now. */
export function recordOf(
  root: string,
  path: string,
  { format = ImageFormat.ARTIFACT, ...rest }: Partial<ImageRecord> & Pick<ImageRecord, 'repository'>,
): ImageRecord {
  const { digest } = localImage(root, { path, format }).image.manifest;
  return { path, format, digest, ...rest };
}

/** A Deployment as a synth writes it: with the record, and with the image that the record is of. */
export function deployment(record: ImageRecord, name = 'hello', image = referenceOf(record)): JsonObject {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, annotations: { [RECORD_ANNOTATION]: recordText(record) } },
    spec: { template: { spec: { containers: [{ name: 'main', image }] } } },
  };
}

/** What a pod names: `repository[:tag]@digest`. */
export function referenceOf({ repository, tag, digest }: ImageRecord): string {
  return `${repository}${tag === undefined ? '' : `:${tag}`}@${digest}`;
}

/** Objects in one text, as a synth writes them. */
export function yaml(...objects: object[]): string {
  return objects.map((object) => stringify(object)).join('---\n');
}
