import { describe, expect, test } from 'vitest';
import { MadeOnce } from '../../src/value/made-once';

describe('what is made once', () => {
  test('is the same for the same key, and made anew for another', () => {
    const parts = new MadeOnce<{ of: string }>();
    const of = (key: string): { of: string } => parts.of(key, () => ({ of: key }));
    expect(of('a')).toBe(of('a'));
    expect([of('a'), of('b')]).toEqual([{ of: 'a' }, { of: 'b' }]);
  });

  test('is a copy that nobody can change', () => {
    const list = [{ a: 1 }];
    const made = new MadeOnce<{ list: { a: number }[] }>().of('a', () => ({ list }));
    list[0].a = 2;
    expect(made).toEqual({ list: [{ a: 1 }] });
    expect([made, made.list, made.list[0]].every(Object.isFrozen)).toBe(true);
  });

  test('is made again where it could not be made', () => {
    const parts = new MadeOnce<string>();
    const fails = (): never => {
      throw new Error('no');
    };
    expect(() => parts.of('a', fails)).toThrow('no');
    expect(parts.of('a', () => 'made')).toBe('made');
  });

  test('is kept as long as there are not very many of them', () => {
    const parts = new MadeOnce<object>();
    const [first, ...others] = Array.from({ length: 1001 }, (_, i) => parts.of(`${i}`, () => ({ i })));
    expect(parts.of('0', () => ({}))).toBe(first);
    expect(parts.of('1000', () => ({ i: 1000 }))).not.toBe(others.at(-1));
  });
});
