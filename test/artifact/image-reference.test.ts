import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { type ImageReference, parseImageReference } from '../../src/artifact/image-reference';

const SHA256 = `sha256:${'0123456789abcdef'.repeat(4)}`;
const SHA512 = `sha512:${'0123456789abcdef'.repeat(8)}`;
const LONG_TAG = `v${'1'.repeat(127)}`;

const VALID: readonly (readonly [reference: string, repository: string, tag?: string, digest?: string])[] = [
  ['hello', 'hello'],
  ['acme/hello', 'acme/hello'],
  ['hello:1.4.0', 'hello', '1.4.0'],
  ['ghcr.io/acme/hello:1.4.0', 'ghcr.io/acme/hello', '1.4.0'],
  ['ghcr.io/acme/hello', 'ghcr.io/acme/hello'],
  ['ghcr.io/acme/team/apps/hello:v1', 'ghcr.io/acme/team/apps/hello', 'v1'],
  ['localhost/hello:1', 'localhost/hello', '1'],
  ['localhost:5000/hello:1', 'localhost:5000/hello', '1'],
  ['localhost:5000/hello', 'localhost:5000/hello'],
  ['registry.example.com:443/hello', 'registry.example.com:443/hello'],
  ['10.0.0.7:5000/hello:1', '10.0.0.7:5000/hello', '1'],
  ['[::1]/hello:1', '[::1]/hello', '1'],
  ['[::1]:5000/hello:1', '[::1]:5000/hello', '1'],
  ['[2001:db8::7]:5000/acme/hello', '[2001:db8::7]:5000/acme/hello'],
  ['Registry.Example.COM/hello:1', 'Registry.Example.COM/hello', '1'],
  ['a-b.example.com/x', 'a-b.example.com/x'],
  ['hello:latest', 'hello', 'latest'],
  ['hello:_under', 'hello', '_under'],
  ['hello:V1.0_rc-1', 'hello', 'V1.0_rc-1'],
  [`hello:${LONG_TAG}`, 'hello', LONG_TAG],
  ['g/a.b_c__d-e---f', 'g/a.b_c__d-e---f'],
  ['1/2:3', '1/2', '3'],
  [`hello@${SHA256}`, 'hello', undefined, SHA256],
  [`hello:1@${SHA256}`, 'hello', '1', SHA256],
  [`localhost:5000/hello:1@${SHA256}`, 'localhost:5000/hello', '1', SHA256],
  [`ghcr.io/acme/hello@${SHA512}`, 'ghcr.io/acme/hello', undefined, SHA512],
];

const INVALID: readonly (readonly [reference: string, words: string])[] = [
  ['', 'a repository is host/path'],
  ['Hello', 'a repository is host/path with lower-case letters'],
  ['ghcr.io/Acme/hello:1', 'a repository is host/path with lower-case letters'],
  ['ghcr.io/acme//hello', 'a repository is host/path'],
  ['ghcr.io/acme/hello/', 'a repository is host/path'],
  ['/hello', 'a repository is host/path'],
  ['ghcr.io/-hello', 'a repository is host/path'],
  ['ghcr.io/hello-', 'a repository is host/path'],
  ['ghcr.io/a..b', 'a repository is host/path'],
  ['ghcr.io/a___b', 'a repository is host/path'],
  ['ghcr.io/acme/he llo', 'a repository is host/path'],
  [' hello', 'a repository is host/path'],
  ['https://ghcr.io/acme/hello:1', 'a reference has no scheme'],
  ['oci://ghcr.io/acme/hello', 'a reference has no scheme'],
  ['ex_ample.com/hello', '"ex_ample.com" is no registry host'],
  ['-a.example.com/hello', '"-a.example.com" is no registry host'],
  ['localhost:port/hello', '"localhost:port" is no registry host'],
  ['[::1/hello', '"[::1" is no registry host'],
  ['[zz::1]/hello', '"[zz::1]" is no registry host'],
  ['hello:', 'a tag is 1 to 128'],
  ['hello:.1', 'a tag is 1 to 128'],
  ['hello:-1', 'a tag is 1 to 128'],
  ['hello:a+b', 'a tag is 1 to 128'],
  [`hello:${LONG_TAG}1`, 'a tag is 1 to 128'],
  ['hello@', 'a digest is algorithm:hex'],
  ['hello@1.4.0', 'a digest is algorithm:hex'],
  ['hello@sha256:abc', 'a digest is algorithm:hex'],
  [`hello@${SHA256.slice(0, -1)}`, 'a sha256 digest has 64'],
  [`hello@${SHA256.toUpperCase().replace('SHA', 'sha')}`, 'a sha256 digest has 64'],
  [`hello@${SHA256}@${SHA256}`, 'a digest is algorithm:hex'],
  [`${'a'.repeat(256)}:1`, 'a repository has at most 255'],
];

describe('an image reference', () => {
  it.each(VALID.map(([reference, repository, tag, digest]) => ({ reference, repository, tag, digest })))(
    '$reference parses',
    ({ reference, ...parts }) => {
      expect(parseImageReference(reference)).toEqual(parts);
    },
  );

  test.each(INVALID)('"%s" is refused: %s …', (reference, words) => {
    expect(() => parseImageReference(reference)).toThrow(words);
  });

  it('is the same text once it is parsed and written again', () => {
    fc.assert(fc.property(references(), (reference) => format(parseImageReference(reference)) === reference));
  });

  it('gives its parts back as they went in', () => {
    fc.assert(
      fc.property(repositories(), fc.option(tags()), fc.option(digests()), (repository, tag, digest) => {
        const parts = { repository, ...(tag !== null && { tag }), ...(digest !== null && { digest }) };
        expect(parseImageReference(format(parts))).toEqual(parts);
      }),
    );
  });
});

function format({ repository, tag, digest }: ImageReference): string {
  return `${repository}${tag === undefined ? '' : `:${tag}`}${digest === undefined ? '' : `@${digest}`}`;
}

const matching = (pattern: RegExp): fc.Arbitrary<string> => fc.stringMatching(pattern);

function repositories(): fc.Arbitrary<string> {
  const part = matching(/^[a-z0-9]{1,6}(([._]|__|-{1,3})[a-z0-9]{1,4}){0,2}$/);
  const name = matching(/^[a-zA-Z0-9]([a-zA-Z0-9-]{0,5}[a-zA-Z0-9])?$/);
  const host = fc.oneof(
    fc.constantFrom('localhost', '[::1]', '[2001:DB8::7]', '10.0.0.7'),
    fc.array(name, { minLength: 2, maxLength: 4 }).map((labels) => labels.join('.')),
  );
  const port = fc.option(fc.integer({ min: 1, max: 65535 }));
  const registry = fc
    .tuple(host, port)
    .map(([name, number]) => (number === null ? `${name}/` : `${name}:${number}/`));
  return fc.tuple(fc.option(registry), fc.array(part, { minLength: 1, maxLength: 4 })).map(([where, path]) =>
    // Without a registry before it, a first part with a dot would be taken for one.
    where === null ? ['acme', ...path].join('/') : `${where}${path.join('/')}`,
  );
}

function tags(): fc.Arbitrary<string> {
  return matching(/^[A-Za-z0-9_][A-Za-z0-9_.-]{0,20}$/);
}

function digests(): fc.Arbitrary<string> {
  return fc.oneof(matching(/^sha256:[0-9a-f]{64}$/), matching(/^sha512:[0-9a-f]{128}$/));
}

function references(): fc.Arbitrary<string> {
  return fc
    .tuple(repositories(), fc.option(tags()), fc.option(digests()))
    .map(([repository, tag, digest]) =>
      format({ repository, ...(tag !== null && { tag }), ...(digest !== null && { digest }) }),
    );
}
