import { Lazy } from 'cdk8s';
import { describe, expect, it, test } from 'vitest';
import { ImageFormat } from '../../src/artifact/image-format';
import { ImagePullPolicy, type WasmImageSpec } from '../../src/artifact/image-spec';
import { WasmImage } from '../../src/artifact/wasm-image';

const DIGEST = `sha256:${'ab'.repeat(32)}`;
const HELLO = 'ghcr.io/acme/hello';

describe('an image', () => {
  test.each([
    [`${HELLO}:1.4.0`, 'IfNotPresent'],
    [`${HELLO}@${DIGEST}`, 'IfNotPresent'],
    [`${HELLO}:latest@${DIGEST}`, 'IfNotPresent'],
    [`${HELLO}:1.4.0@${DIGEST}`, 'IfNotPresent'],
  ])('%s is named as it was written and pulled %s', (reference, pullPolicy) => {
    expect(WasmImage.of(reference)).toMatchObject({ reference, pullPolicy });
  });

  test.each([
    [HELLO, 'reference "ghcr.io/acme/hello": no tag without a digest names other bytes after each push'],
    [
      `${HELLO}:latest`,
      'tag "latest": the tag latest without a digest names other bytes after each push; allowed: a tag that stays, or a digest',
    ],
  ])('%s is refused, as its bytes may change', (reference, message) => {
    expect(() => WasmImage.of(reference)).toThrow(message);
    expect(() => WasmImage.of(reference)).toThrow('allowMutableTag: true where that is meant');
  });

  test.each([HELLO, `${HELLO}:latest`])('%s is always pulled where somebody means it', (reference) => {
    expect(WasmImage.of(reference, { allowMutableTag: true })).toMatchObject({
      reference,
      pullPolicy: 'Always',
    });
  });

  it('is pulled when its options say so', () => {
    expect(WasmImage.of(`${HELLO}:1`, { pullPolicy: ImagePullPolicy.NEVER }).pullPolicy).toBe('Never');
  });

  it('knows its format, its size and its pull secrets', () => {
    const image = WasmImage.of(`${HELLO}:1`, {
      format: ImageFormat.SPIN,
      binarySize: 7000,
      pullSecrets: ['registry', 'mirror.example.com'],
    });
    expect(image).toMatchObject({
      format: 'spin',
      binarySize: 7000,
      pullSecrets: ['registry', 'mirror.example.com'],
    });
  });

  it('says nothing of format, size and pull secrets where nobody did', () => {
    const image = WasmImage.of(`${HELLO}:1`);
    expect([image.format, image.binarySize, image.pullSecrets]).toEqual([undefined, undefined, []]);
  });

  it('does not change with the list of pull secrets that it gave away', () => {
    const image = WasmImage.of(`${HELLO}:1`, { pullSecrets: ['registry'] });
    image.pullSecrets.push('other');
    expect(image.pullSecrets).toEqual(['registry']);
  });
});

describe('an image as plain data', () => {
  const specs: readonly WasmImageSpec[] = [
    { repository: HELLO, tag: '1.4.0' },
    { repository: HELLO, digest: DIGEST },
    { repository: 'localhost:5000/hello', allowMutableTag: true },
    {
      repository: HELLO,
      tag: '1.4.0',
      digest: DIGEST,
      format: ImageFormat.PLAIN,
      binarySize: 14_000_000,
      pullPolicy: ImagePullPolicy.ALWAYS,
      pullSecrets: ['registry'],
      allowMutableTag: false,
    },
  ];

  test.each(specs)('$repository comes back from JSON as it was', (spec) => {
    const image = WasmImage.fromSpec(spec);
    expect(image.toSpec()).toEqual(spec);
    expect(WasmImage.fromSpec(JSON.parse(JSON.stringify(image.toSpec())))).toEqual(image);
  });

  it('is what a whole reference becomes', () => {
    const image = WasmImage.of(`${HELLO}:1.4.0@${DIGEST}`, { binarySize: 7000 });
    expect(image.toSpec()).toEqual({ repository: HELLO, tag: '1.4.0', digest: DIGEST, binarySize: 7000 });
    expect(WasmImage.fromSpec(image.toSpec())).toEqual(image);
  });

  test.each([
    [{ repository: 'Acme' }, 'repository "Acme": a repository is'],
    [{ repository: HELLO, tag: '-' }, 'tag "-": a tag is'],
    [{ repository: HELLO, digest: 'sha256:1' }, 'digest "sha256:1": a digest is'],
    [{ repository: HELLO, tag: 'latest' }, 'tag "latest": the tag latest'],
    [{ repository: HELLO }, 'no tag without a digest'],
  ])('is refused where a part is none: %o', (spec, message) => {
    expect(() => WasmImage.fromSpec(spec)).toThrow(message);
  });
});

describe('what an image refuses', () => {
  const of = (options: object) => () => WasmImage.of(`${HELLO}:1`, options);

  test.each([0, -1, 1.5, Number.POSITIVE_INFINITY])('%s bytes of binary', (binarySize) => {
    expect(of({ binarySize })).toThrow(
      /^\[WasmImage\] binarySize .+: no size in bytes; allowed: a whole number above 0$/,
    );
  });

  test.each(['', 'Registry', 'a_b'])('"%s" for the name of a pull secret', (name) => {
    expect(of({ pullSecrets: [name] })).toThrow(`[WasmImage] pullSecrets "${name}": no name of a Secret`);
  });

  it('a reference that does not parse, with the reference in the message', () => {
    expect(() => WasmImage.of('https://ghcr.io/x:1')).toThrow(
      '[WasmImage] reference "https://ghcr.io/x:1": a reference has no scheme: leave out everything up to "://"; ' +
        'allowed: repository[:tag][@sha256:digest]; fix: for example ghcr.io/acme/hello:1.4.0',
    );
  });

  it('an option that there is not, with the one that is probably meant', () => {
    expect(of({ pullSecret: ['a'] })).toThrow('pullSecret ["a"]: no such field');
    expect(of({ pullSecret: ['a'] })).toThrow('fix: pullSecrets?');
  });

  test.each([
    [{ format: 'wasm' }, 'format "wasm": of the wrong type, string; allowed: artifact, spin, runwasi, plain'],
    [{ pullPolicy: 'Sometimes' }, 'allowed: Always, IfNotPresent, Never'],
    [{ binarySize: '7000' }, 'binarySize "7000": of the wrong type, string; allowed: a number'],
    [{ allowMutableTag: 'yes' }, 'allowed: a boolean'],
  ])('an option of the wrong type: %o', (options, message) => {
    expect(of(options)).toThrow(message);
  });
});

describe('an image of which something is known later', () => {
  /** What a manifest would hold. */
  const rendered = (value: unknown): unknown => {
    const produce = Reflect.get(Object(value), 'resolve') ?? Reflect.get(Object(value), 'produce');
    return typeof produce === 'function' ? rendered(Reflect.apply(produce, value, [])) : value;
  };
  const later = (text: string) => Lazy.any({ produce: () => text });

  it('may be one reference as a whole', () => {
    const image = WasmImage.of(later('ghcr.io/acme/hello:latest'));
    expect(rendered(image.reference)).toBe('ghcr.io/acme/hello:latest');
    expect(image.pullPolicy).toBe('IfNotPresent');
  });

  test.each([
    [{ repository: later(HELLO), tag: '1' }, `${HELLO}:1`],
    [{ repository: HELLO, tag: later('1') }, `${HELLO}:1`],
    [{ repository: HELLO, digest: later(DIGEST) }, `${HELLO}@${DIGEST}`],
    [{ repository: later(HELLO), tag: later('1'), digest: later(DIGEST) }, `${HELLO}:1@${DIGEST}`],
  ])('has its parts put together once they are known: %#', (spec, reference) => {
    expect(rendered(WasmImage.fromSpec(spec).reference)).toBe(reference);
  });

  it('keeps the markers of tokens whole', () => {
    const marker = 'wasm-token-12-nekot';
    expect(WasmImage.of(`ghcr.io/acme/hello:${marker}`).reference).toBe(`ghcr.io/acme/hello:${marker}`);
    expect(WasmImage.fromSpec({ repository: `ghcr.io/${marker}`, tag: marker }).reference).toBe(
      `ghcr.io/${marker}:${marker}`,
    );
  });
});
