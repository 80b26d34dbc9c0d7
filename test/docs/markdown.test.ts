import { describe, expect, test } from 'vitest';
import { snippetsIn } from './markdown';

const page = (...lines: string[]) => lines.join('\n');

describe('a page', () => {
  test('gives its ts blocks, each with what the blocks after it say of it', () => {
    const text = page(
      '# Page',
      '```ts',
      'one();',
      '```',
      '```yaml output',
      'a: 1',
      '```',
      '```ts',
      'two();',
      '```',
    );
    expect(snippetsIn('page.md', text)).toEqual([
      {
        place: 'page.md:2',
        program: 'one();\n',
        expectations: [{ place: 'page.md:5', what: 'output', text: 'a: 1\n' }],
      },
      { place: 'page.md:8', program: 'two();\n', expectations: [] },
    ]);
  });

  test('leaves blocks of other languages alone, and yaml and text that say nothing of a program', () => {
    expect(
      snippetsIn('page.md', page('```sh', 'npm start', '```', '```yaml', 'a: 1', '```', '```', 'x', '```')),
    ).toEqual([]);
  });

  test('puts a part of a program into its fixture, with its imports on top', () => {
    const text = page('```ts fixture=chart', "import { x } from 'cdk8s-wasm';", '', "x(chart, '$&');", '```');
    const [{ program }] = snippetsIn('page.md', text);
    expect(program).toMatch(/^import \{ x \} from 'cdk8s-wasm';\nimport \* as cdk8s from 'cdk8s';\n/);
    expect(program).toMatch(/'demo'\);\n\n\nx\(chart, '\$&'\);\n\napp\.synth\(\);\n$/);
  });

  test('may have blocks inside of a list', () => {
    const [{ program }] = snippetsIn(
      'page.md',
      page('- so:', '  ```ts', '  if (a) {', '    b();', '  }', '  ```'),
    );
    expect(program).toBe('if (a) {\n  b();\n}\n');
  });

  test.each([
    ['a block that would slip by', page('```typescript', '```'), /page\.md:1: a block says typescript/],
    [
      'a fixture that is not there',
      page('```ts fixture=none', '```'),
      /page\.md:1: ts fixture=none means nothing/,
    ],
    ['another word', page('```ts norun', '```'), /page\.md:1: ts norun means nothing/],
    ['an output of no program', page('```yaml output', '```'), /page\.md:1: yaml output follows no ts block/],
    ['an unknown expectation', page('```ts', '```', '```text output', '```'), /allowed: text error/],
    ['a block without an end', page('text', '```ts', 'x'), /page\.md:2: a block has no end/],
  ])('may not have %s', (_, text, message) => {
    expect(() => snippetsIn('page.md', text)).toThrow(message);
  });
});
