import { imageTag } from '../../../src/check/rules/image-tag';
import { GUEST, lazy, sideCar, subject, testRule } from '../subject';

const image = (reference: unknown, mutableTag?: boolean) =>
  subject(({ guest }) => Object.assign(guest, { image: reference }), { mutableTag });
const digest = `sha256:${'a'.repeat(64)}`;

testRule(imageTag, {
  good: [
    { that: 'a digest', subject: image(`ghcr.io/acme/hello@${digest}`) },
    { that: 'latest with a digest', subject: image(`localhost:5000/hello:latest@${digest}`) },
    { that: 'a moving tag where that is meant', subject: image('hello:latest', true) },
    { that: 'no tag where that is meant', subject: image('hello', true) },
    { that: 'an unresolved image', subject: image(lazy('hello')) },
    { that: 'a token’s marker in the image', subject: image('hello-wasm-token-7-nekot') },
    {
      that: 'a side-car’s image',
      subject: subject(({ pod, guest }) =>
        Object.assign(pod, { containers: [guest, sideCar({ image: 'proxy' })] }),
      ),
    },
  ],
  bad: [
    {
      that: 'no tag behind a host with a port',
      subject: image('localhost:5000/hello'),
      field: `${GUEST}/image`,
      says: ['"localhost:5000/hello"', 'no tag without a digest', 'allowMutableTag'],
    },
    { that: 'latest', subject: image('hello:latest'), field: `${GUEST}/image`, says: ['the tag latest'] },
    {
      that: 'a reference that does not parse',
      subject: image('https://ghcr.io/acme/hello:1', true),
      field: `${GUEST}/image`,
      says: ['no scheme', 'repository[:tag][@sha256:digest]'],
    },
  ],
});
