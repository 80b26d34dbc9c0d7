import * as pulumi from '@pulumi/pulumi';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseMarked, textOf } from '../../src/pulumi/marked-text';
import { Tokens } from '../../src/pulumi/tokens';

/** Fills in a text what its tokens stand for. */
function filled(text: string, values: readonly unknown[]): string {
  return parseMarked(text)
    .map((part) => (typeof part === 'string' ? part : textOf(values[part.id], part.json)))
    .join('');
}

const tokens = new Tokens('test');
const stands = [0, 1].map((id) => tokens.asAny<unknown>(pulumi.output(id)));
const token = (id: number): unknown => stands[id];

describe('a text with tokens', () => {
  it('has their values in it', () => {
    expect(filled(`http://${token(0)}:${token(1)}/`, ['db', 80])).toBe('http://db:80/');
  });

  it('takes a text, a number and a boolean, and nothing else', () => {
    const texts = ['a', 1, false, undefined, null, {}, []].map((value) => textOf(value, undefined));
    expect(texts).toEqual(['a', '1', 'false', undefined, undefined, undefined, undefined]);
  });

  it('is the same JSON as if the value had been there before, however deep it is nested', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.string(), fc.nat(3), (value, beside, depth) => {
        const written = (inner: unknown): string => {
          let text = JSON.stringify({ inner, beside, list: [inner] });
          for (let i = 0; i < depth; i += 1) text = JSON.stringify({ text });
          return text;
        };
        expect(filled(written(token(0)), [value])).toBe(written(value));
      }),
    );
  });

  it('is right JSON where the token is the whole document', () => {
    expect(filled(JSON.stringify(token(0)), ['a "b"'])).toBe('"a \\"b\\""');
  });
});
