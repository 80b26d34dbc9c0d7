import { Lazy } from 'cdk8s';
import { describe, expect, test } from 'vitest';
import { ImageFormat } from '../../src/artifact/image-format';
import { type ImageRecord, parseRecord, recordText } from '../../src/artifact/image-record';
import { resolvedCopy } from '../../src/value/deferred';

const DIGEST = `sha256:${'ab'.repeat(32)}`;
const RECORD: ImageRecord = {
  path: 'apps/shop/spin.toml',
  format: ImageFormat.SPIN,
  repository: 'ghcr.io/acme/shop',
  tag: '1.4.0',
  digest: DIGEST,
  profile: 'release',
  annotations: { b: '"2"', a: 'ä' },
};

describe('a record', () => {
  test('is JSON whose order is always the same', () => {
    const text = recordText(RECORD);
    expect(text).toBe(
      '{"path":"apps/shop/spin.toml","format":"spin","profile":"release","annotations":{"a":"ä","b":"\\"2\\""},' +
        `"repository":"ghcr.io/acme/shop","tag":"1.4.0","digest":"${DIGEST}"}`,
    );
    const reversed = Object.fromEntries(Object.entries(RECORD).toReversed());
    expect(recordText(parseRecord(JSON.stringify(reversed)))).toBe(text);
  });

  test('is read as it was written', () => {
    expect(parseRecord(recordText(RECORD))).toEqual(RECORD);
    const least = { path: 'a.wasm', format: ImageFormat.ARTIFACT, repository: 'acme/a', digest: DIGEST };
    expect(parseRecord(recordText(least))).toEqual(least);
  });

  test('has nothing that Helm would take for a template', () => {
    const annotations = { '{{': '{{{{{', b: '{ {' };
    const text = recordText({ ...RECORD, annotations });
    expect(text).not.toContain('{{');
    expect(parseRecord(text)).toEqual({ ...RECORD, annotations });
  });

  test('has nothing that YAML refuses or changes', () => {
    const annotations = {
      'a\u2028': '\u0000\u007f\u0080\u0085\u009f\u2029\ufeff\ufffe\uffff\ud800',
      b: 'ä\u00a0😀',
    };
    const text = recordText({ ...RECORD, annotations });
    expect(text.replace(/[ -~]/g, '')).toBe('ä\u00a0😀');
    expect(parseRecord(text)).toEqual({ ...RECORD, annotations });
  });

  test('keeps the marker of a value that is known later', () => {
    const text = recordText({ ...RECORD, repository: 'wasm-token-7-nekot/shop' });
    expect(JSON.parse(text)).toMatchObject({ repository: 'wasm-token-7-nekot/shop', digest: DIGEST });
  });

  test('is whole where it is rendered, with values that are known only then', () => {
    const [repository, tag] = ['ghcr.io/acme/shop', '1.4.0'].map((value): string =>
      Lazy.any({ produce: () => value }),
    );
    expect(resolvedCopy(recordText({ ...RECORD, repository, tag }))).toBe(recordText(RECORD));
  });
});

describe('a text is refused as a record', () => {
  const { profile: _, ...rest } = RECORD;

  test.each<[string, string, string[]]>([
    ['that is no JSON', '{', ['wasmcd.dev/artifact "{"', 'allowed: { path', 'synthesise']],
    ['that is no object', '[]', ['no object', 'digest']],
    [
      'with a field that is not known',
      JSON.stringify({ ...rest, profil: 'x' }),
      ['record.profil', 'fix: profile?'],
    ],
    ['without a digest', JSON.stringify({ ...rest, digest: undefined }), ['record.digest missing']],
    [
      'with a digest that is none',
      JSON.stringify({ ...rest, digest: 'sha256:1' }),
      ['record.digest', 'algorithm:hex'],
    ],
    [
      'with a format that is not known',
      JSON.stringify({ ...rest, format: 'tar' }),
      ['artifact, spin, runwasi, plain'],
    ],
    ['with a path that leads out', JSON.stringify({ ...rest, path: '../a.wasm' }), ['without "." and ".."']],
    [
      'with a path of a machine',
      JSON.stringify({ ...rest, path: '/a.wasm' }),
      ['from the root of the repository'],
    ],
    ['with a path of another system', JSON.stringify({ ...rest, path: 'a\\b.wasm' }), ['from the root']],
    ['with a repository that is none', JSON.stringify({ ...rest, repository: 'https://x/y' }), ['no scheme']],
    ['with a tag that is none', JSON.stringify({ ...rest, tag: 'a b' }), ['a tag is']],
    [
      'with annotations that are none',
      JSON.stringify({ ...rest, annotations: { a: 1 } }),
      ['record.annotations.a'],
    ],
  ])('%s', (_name, text, says) => {
    for (const said of says) expect(() => parseRecord(text)).toThrow(said);
  });

  test('with the place where it stands', () => {
    expect(() => parseRecord('', 'dist/shop.yaml: Deployment shop')).toThrow(
      '[dist/shop.yaml: Deployment shop] ',
    );
  });
});
