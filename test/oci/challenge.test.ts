import { expect, test } from 'vitest';
import { challengesIn } from '../../src/oci/challenge';
import { merged } from '../../src/oci/scopes';

const bearer = (parameters: object) => ({ scheme: 'bearer', parameters });

test.each([
  [
    'Bearer realm="https://auth.example.com/token",service="registry.example.com",scope="repository:a/b:pull,push"',
    [
      bearer({
        realm: 'https://auth.example.com/token',
        service: 'registry.example.com',
        scope: 'repository:a/b:pull,push',
      }),
    ],
  ],
  ['Basic realm="test"', [{ scheme: 'basic', parameters: { realm: 'test' } }]],
  ['BEARER REALM="x" , Service = y', [bearer({ realm: 'x', service: 'y' })]],
  [
    'Basic realm="a, b=c", Bearer realm="d",error="invalid_token"',
    [{ scheme: 'basic', parameters: { realm: 'a, b=c' } }, bearer({ realm: 'd', error: 'invalid_token' })],
  ],
  [
    'Negotiate, Basic realm="x"',
    [
      { scheme: 'negotiate', parameters: {} },
      { scheme: 'basic', parameters: { realm: 'x' } },
    ],
  ],
  ['Negotiate dG9rZW4=, Bearer realm="x"', [{ scheme: 'negotiate', parameters: {} }, bearer({ realm: 'x' })]],
  ['Bearer realm="a \\"quoted\\" word"', [bearer({ realm: 'a "quoted" word' })]],
  ['Bearer realm=""', [bearer({ realm: '' })]],
  ['Bearer realm="x",', [bearer({ realm: 'x' })]],
  ['Bearer realm="no end', [{ scheme: 'bearer', parameters: {} }]],
  ['', []],
  ['"', []],
])('%j is read', (header, challenges) => {
  expect(challengesIn(header)).toEqual(challenges);
});

test('a header of no end takes no time', () => {
  expect(challengesIn(`Bearer ${'a="'.repeat(20_000)}`)).toHaveLength(1);
  expect(challengesIn(`${'a,'.repeat(20_000)}`)).toHaveLength(20_000);
});

test('scopes of one resource become one', () => {
  expect(merged('repository:a:pull', 'repository:b:pull', 'repository:a:push,pull')).toEqual([
    'repository:a:pull,push',
    'repository:b:pull',
  ]);
});
