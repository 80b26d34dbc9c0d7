import { ImageFormat } from '../../../src/artifact/image-format';
import { recordText } from '../../../src/artifact/image-record';
import { imageRecord } from '../../../src/check/rules/image-record';
import type { JsonObject } from '../../../src/value/json';
import { lazy, subject, testRule } from '../subject';

const digest = `sha256:${'ab'.repeat(32)}`;
const repository = 'ghcr.io/acme/hello';
const RECORD = { path: 'hello.wasm', format: ImageFormat.ARTIFACT, repository, digest };
const FIELD = 'Deployment hello /metadata/annotations/wasmcd.dev~1artifact';

/** A Deployment whose guest runs `image`, with an annotation. */
const annotated = (image: unknown, annotation: unknown) =>
  subject(({ guest, objects }) => {
    guest.image = image;
    const metadata = objects[0].metadata as JsonObject;
    metadata.annotations = { 'wasmcd.dev/artifact': annotation };
  });

testRule(imageRecord, {
  good: [
    { that: 'no record', subject: subject() },
    { that: 'the record of its image', subject: annotated(`${repository}@${digest}`, recordText(RECORD)) },
    {
      that: 'the record of its image, which has a tag too',
      subject: annotated(`${repository}:1@${digest}`, recordText({ ...RECORD, tag: '1' })),
    },
    { that: 'a record that is known later', subject: annotated(`${repository}:1`, lazy('{}')) },
    { that: 'an image that is known later', subject: annotated(lazy('x'), recordText(RECORD)) },
    {
      that: 'a repository that is known later',
      subject: annotated(
        `wasm-token-1-nekot@${digest}`,
        recordText({ ...RECORD, repository: 'wasm-token-1-nekot' }),
      ),
    },
  ],
  bad: [
    {
      that: 'the record of another digest',
      subject: annotated(`${repository}@sha256:${'0'.repeat(64)}`, recordText(RECORD)),
      field: FIELD,
      says: [`it makes ${repository}@${digest}`, 'the container names', 'rather than patch it'],
    },
    {
      that: 'the record of another repository',
      subject: annotated(`ghcr.io/acme/other@${digest}`, recordText(RECORD)),
      field: FIELD,
      says: ['ghcr.io/acme/other'],
    },
    {
      that: 'the record of an image without a digest',
      subject: annotated(`${repository}:1`, recordText(RECORD)),
      field: FIELD,
      says: [`${repository}:1`],
    },
    {
      that: 'a record that is none',
      subject: annotated(`${repository}@${digest}`, '{"path":1}'),
      field: FIELD,
      says: ['record.', 'synthesise'],
    },
  ],
});
