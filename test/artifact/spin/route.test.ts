import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { parseRoute } from '../../../src/artifact/spin/route';

describe('a route', () => {
  test.each([
    ['/', 'exact', '/', '/', []],
    ['', 'exact', '/', '/', []],
    ['/cart', 'exact', '/cart', '/cart', []],
    ['cart', 'exact', '/cart', '/cart', []],
    ['/cart/', 'exact', '/cart', '/cart', []],
    ['/cart//', 'exact', '/cart/', '/cart/', []],
    ['/...', 'wildcard', '/', '/', []],
    ['...', 'wildcard', '/', '/', []],
    ['/*', 'wildcard', '/', '/', []],
    ['/cart/...', 'wildcard', '/cart', '/cart', []],
    ['/cart/*', 'wildcard', '/cart', '/cart', []],
    ['/cart...', 'exact', '/cart...', '/cart...', []],
    ['/users/:id', 'exact', '/users/:id', '/users', ['id']],
    ['/users/:id/...', 'wildcard', '/users/:id', '/users', ['id']],
    ['/:a/b/:c', 'exact', '/:a/b/:c', '/', ['a', 'c']],
    ['/files/:name.:ending', 'exact', '/files/:name.:ending', '/files', ['name', 'ending']],
    ['/a/b.:ending/c', 'exact', '/a/b.:ending/c', '/a', ['ending']],
    ['/a:b', 'exact', '/a:b', '/a:b', []],
    ['/a*b', 'exact', '/a*b', '/a*b', []],
  ])('"%s" matches %s paths of %s', (route, kind, path, literalPath, params) => {
    expect(parseRoute(route)).toEqual({ kind, path, literalPath, params, reserved: false });
  });

  test.each(['/.well-known/spin/health', '.well-known/spin/...', '/.well-known/spin/:x'])(
    '%s is reserved',
    (route) => {
      expect(parseRoute(route).reserved).toBe(true);
    },
  );

  test.each(['/.well-known/spin', '/.well-known/...', '/a/.well-known/spin/x'])(
    '%s is not reserved',
    (route) => {
      expect(parseRoute(route).reserved).toBe(false);
    },
  );

  test.each([
    ['/a/*/b', 'a * stands at the end of a route alone'],
    ['/a/*b', 'a * has no name'],
    ['/*rest', 'a * has no name'],
    ['/a/:', 'a parameter has no name'],
    ['/a/:/b/...', 'a parameter has no name'],
    ['/a.:', 'a parameter has no name'],
    ['/*/...', 'a * stands at the end'],
  ])('%s is refused: %s', (route, wrong) => {
    expect(() => parseRoute(route)).toThrow(wrong);
  });

  it('has the segments that it was made of', () => {
    const segment = fc.record({ name: fc.stringMatching(/^[a-z0-9_-]{1,6}$/), param: fc.boolean() });
    fc.assert(
      fc.property(fc.array(segment), fc.constantFrom('', '/', '/...', '/*'), (segments, end) => {
        const path = segments.map(({ name, param }) => `/${param ? ':' : ''}${name}`).join('');
        const { kind, params, path: found, literalPath } = parseRoute(path + end);
        expect(found).toBe(path || '/');
        expect(kind).toBe(end.length > 1 ? 'wildcard' : 'exact');
        expect(params).toEqual(segments.filter(({ param }) => param).map(({ name }) => name));
        expect(found!.startsWith(literalPath!)).toBe(true);
        expect(literalPath).not.toContain(':');
      }),
    );
  });

  it('is refused with a reason or parsed, whatever it is', () => {
    const pieces = fc.array(
      fc.oneof(fc.constantFrom('/', '...', '*', ':', '.', 'a'), fc.string({ maxLength: 3 })),
    );
    fc.assert(
      fc.property(pieces, (parts) => {
        try {
          expect(parseRoute(parts.join('')).path).toMatch(/^\//);
        } catch (error) {
          expect(error).toMatchObject({ name: 'Error', message: expect.stringMatching(/^a /) });
        }
      }),
      { numRuns: 2000 },
    );
  });
});
