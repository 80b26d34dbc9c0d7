import { ImageFormat } from '../../../src/artifact/image-format';
import { containerdVersion } from '../../../src/check/rules/containerd-version';
import { K3S } from '../../../src/runtime/platforms/k3s';
import { GUEST, subject, testRule } from '../subject';

const on = (version: string | undefined, imageFormat = ImageFormat.ARTIFACT) =>
  subject(() => {}, { platform: { ...K3S, containerdVersion: version }, imageFormat });

testRule(containerdVersion, {
  good: [
    ...['1.6.25', '1.6.33', '1.7.7', '1.7.27', '2.0.0', '2.2.9', 'v2.1', 'unreadable'].map((version) => ({
      that: `containerd ${version}`,
      subject: on(version),
    })),
    { that: 'a version that is not said', subject: on(undefined) },
    { that: 'an ordinary image on an old one', subject: on('1.6.20', ImageFormat.PLAIN) },
  ],
  bad: [
    ...['1.6.24', '1.7.6', '1.5.18'].map((version) => ({
      that: `containerd ${version}`,
      subject: on(version),
      field: `${GUEST}/image`,
      says: [
        '"ghcr.io/acme/hello:1.4.0"',
        `containerd ${version} of the platform k3s`,
        'format artifact',
        'ImageFormat.PLAIN',
      ],
    })),
    ...[ImageFormat.SPIN, ImageFormat.RUNWASI].map((format) => ({
      that: `the format ${format} on an old one`,
      subject: on('1.7.0', format),
      field: `${GUEST}/image`,
      says: [`format ${format}`],
    })),
  ],
});
