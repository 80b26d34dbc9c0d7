import { describe, expect, test } from 'vitest';
import { expectValid } from '../support/schema';
import { missingOf } from './excerpt';
import { pages, type Snippet, snippetsOf } from './markdown';
import { type Outcome, run } from './run';
import { typeErrors } from './typecheck';

const PLUS = 'cdk8s-plus-28';

/** A program for cdk8s-plus says the same with every release of it. */
const snippets = pages()
  .flatMap(snippetsOf)
  .flatMap((snippet) => (snippet.program.includes(PLUS) ? [snippet, withPlus33(snippet)] : [snippet]));
const errors = typeErrors(snippets);

describe.each(snippets.map((snippet) => [snippet.place, snippet] as const))(
  'the snippet at %s',
  (place, snippet) => {
    test('type-checks', () => {
      expect(errors.get(place)).toEqual([]);
    });

    test('does what the page says, with objects that Kubernetes takes', async () => {
      const outcome = await run(snippet);
      if (!snippet.expectations.some(({ what }) => what === 'error') && outcome.error !== undefined) {
        throw outcome.error;
      }
      for (const { place: at, what, text } of snippet.expectations) {
        expectText(at, text, what === 'error' ? messageOf(outcome) : outcome.output);
      }
      expectValid(outcome.objects);
    });
  },
);

function withPlus33({ place, program, expectations }: Snippet): Snippet {
  return {
    place: `${place} (cdk8s-plus-33)`,
    program: program.replaceAll(PLUS, 'cdk8s-plus-33'),
    expectations,
  };
}

function messageOf({ error }: Outcome): string {
  return error instanceof Error ? error.message : 'it threw no error';
}

function expectText(place: string, excerpt: string, text: string): void {
  const missing = missingOf(excerpt, text);
  if (missing !== undefined) {
    expect(text, `${place}: this stands there, and not in what the program gave:\n${missing}\n`).toBe(
      excerpt,
    );
  }
}
