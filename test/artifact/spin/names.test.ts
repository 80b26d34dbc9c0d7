import { describe, expect, it, test } from 'vitest';
import {
  kebabProblem,
  labelProblem,
  snakeProblem,
  variableNameProblem,
} from '../../../src/artifact/spin/ids';
import { compatibility, isVersion, isVersionRequirement } from '../../../src/artifact/spin/semver';
import { parseTemplate, resolveTemplate, templateVariables } from '../../../src/artifact/spin/template';

describe('an id', () => {
  test.each(['a', 'a1', 'cart', 'my-cart', 'HTTP-cart', 'a-b-c3'])('may be %s', (id) => {
    expect(kebabProblem(id)).toBeUndefined();
  });

  test.each([
    ['', 'it is empty'],
    ['my_cart', 'it has "_" where "-" stands between words'],
    ['my--cart', 'it has no word'],
    ['-cart', 'it has no word'],
    ['cart-', 'it has no word'],
    ['1cart', 'does not start with a letter'],
    ['cart-2', 'the word "2" does not start with a letter'],
    ['Cart', 'letters of both cases'],
    ['cart-b!', 'something else than letters and digits'],
    ['wäre', 'something else than letters and digits'],
  ])('may not be "%s": %s', (id, wrong) => {
    expect(kebabProblem(id)).toContain(wrong);
  });

  test.each(['a', 'db_host', 'A_b'])('of words between _ may be %s', (id) => {
    expect(snakeProblem(id)).toBeUndefined();
  });

  test.each(['db-host', 'db__host', '_db', 'db_'])('of words between _ may not be %s', (id) => {
    expect(snakeProblem(id)).toBeDefined();
  });

  it('of a variable has lower-case letters alone', () => {
    expect([variableNameProblem('db_host'), variableNameProblem('DB_host')]).toEqual([
      undefined,
      'it has an upper-case letter',
    ]);
  });

  it('of a store is of either kind', () => {
    expect(['my-store', 'my_store', 'b@d'].map((label) => labelProblem(label) === undefined)).toEqual([
      true,
      true,
      false,
    ]);
  });
});

describe('a version', () => {
  test.each(['1.2.3', '0.2.0-rc.1', '1.0.0+build.5', '1.0.0-a-b.0'])('is %s', (text) => {
    expect(isVersion(text)).toBe(true);
  });

  test.each(['', '1', '1.2', 'v1.2.3', '01.2.3', '1.2.3-01', '1.2.3-', '^1.2.3'])('is not "%s"', (text) => {
    expect(isVersion(text)).toBe(false);
  });

  test.each(['*', '1', '1.2', '^1.2.3', '>=1.0, <2', '= 1.2.3', '~0.3', '1.*', '1.2.x', '>1.2.3-rc.1'])(
    '%s asks for versions',
    (text) => {
      expect(isVersionRequirement(text)).toBe(true);
    },
  );

  test.each(['', '>=', 'latest', '1.*.2', '>=1,', '1.2.3.4', '==1.0', '1 2'])(
    '"%s" asks for none',
    (text) => {
      expect(isVersionRequirement(text)).toBe(false);
    },
  );

  test.each([
    ['1.2.3', '1.9.0', true],
    ['1.2.3', '2.0.0', false],
    ['0.2.3', '0.2.9', true],
    ['0.2.3', '0.3.0', false],
    ['0.0.3', '0.0.4', false],
    ['0.0.3', '0.0.3+build', true],
    ['1.0.0-rc.1', '1.0.0', false],
    ['1.0.0-rc.1', '1.0.0-rc.1+build', true],
  ])('%s and %s can stand for each other: %s', (one, other, expected) => {
    expect(compatibility(one) === compatibility(other)).toBe(expected);
  });
});

describe('a template', () => {
  test.each([
    ['', []],
    ['a', [{ text: 'a' }]],
    ['{{a}}', [{ variable: 'a' }]],
    ['x{{ a }}{{\tb }}y', [{ text: 'x' }, { variable: 'a' }, { variable: 'b' }, { text: 'y' }]],
    ['a }} b', [{ text: 'a }} b' }]],
    ['{{ {{ a }} }}', [{ variable: '{{ a' }, { text: ' }}' }]],
    ['{{}}', [{ variable: '' }]],
    ['a {{ b', undefined],
    ['{{ a }} {{', undefined],
  ])('"%s" has its pieces', (template, parts) => {
    expect(parseTemplate(template)).toEqual(parts);
  });

  it('knows its variables, and becomes a text with their values', () => {
    expect(templateVariables('{{ a }}:{{ b }}')).toEqual(['a', 'b']);
    expect(resolveTemplate('{{ a }}:{{ b }}', (name) => name.toUpperCase())).toBe('A:B');
    expect(resolveTemplate('{{ a }}:{{ b }}', (name) => (name === 'a' ? 'A' : undefined))).toBeUndefined();
    expect(resolveTemplate('', () => undefined)).toBe('');
  });
});
