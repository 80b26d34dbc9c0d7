import { createHash } from 'node:crypto';
import { inspect } from 'node:util';
import * as pulumi from '@pulumi/pulumi';
import { describe, expect, it } from 'vitest';
import { Tokens } from '../../src/pulumi/tokens';

const tokens = new Tokens('shop');
const text = tokens.asString(pulumi.output('a'));
const number = tokens.asNumber(pulumi.output(3));
const list = tokens.asAny(pulumi.output(['a']));

const USES: readonly [what: string, use: () => unknown][] = [
  ['a product', () => number * 2],
  ['a comparison', () => number < 3],
  ['a product of a text', () => Number(text) * 2],
  ['a length', () => text.length],
  ['a split', () => text.split('.')],
  ['a test of its beginning', () => text.startsWith('a')],
  ['upper case', () => text.toUpperCase()],
  ['its bytes', () => Buffer.from(text)],
  ['fixed digits', () => number.toFixed(2)],
  ['a walk through a list', () => list.map((item) => item)],
];

describe('a token', () => {
  it.each(USES)('refuses %s, with the component and what to do instead', (_, use) => {
    expect(use).toThrow(
      /^\[shop: \d\] the value is known at deployment, and the chart is built before: .*; fix: output\.apply\(\(value\) => …\)/,
    );
  });

  it('is no text for a hash', () => {
    expect(() => createHash('sha256').update(text)).toThrow(TypeError);
  });

  it('stands within a text', () => {
    expect([`${text}.local`, 'http://'.concat(text), `:${number}`]).toEqual([
      'wasm-token-0-nekot.local',
      'http://wasm-token-0-nekot',
      ':wasm-token-1-nekot',
    ]);
  });

  it('is shown as what it is', () => {
    expect(inspect({ text })).toBe('{ text: <known at deployment: shop: 0> }');
  });

  it('is the same for the same Output', () => {
    const output = pulumi.output('b');
    expect(tokens.asString(output)).toBe(tokens.asString(output));
  });

  it('is none for what is known', () => {
    expect([
      tokens.asString('a'),
      tokens.asNumber(0),
      tokens.asBoolean(false),
      tokens.asAny(undefined),
    ]).toEqual(['a', 0, false, undefined]);
  });

  it('stands for a Promise too', () => {
    expect(`${tokens.asString(Promise.resolve('a'))}`).toMatch(/^wasm-token-\d+-nekot$/);
  });
});
