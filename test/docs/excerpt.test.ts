import { describe, expect, test } from 'vitest';
import { missingOf } from './excerpt';

const TEXT = 'a\nb\nc\nd\nb\ne\n';

describe('an excerpt', () => {
  test.each([
    ['all of it', TEXT],
    ['its start', 'a\nb\n# …\n'],
    ['its end', '# …\nb\ne\n'],
    ['its middle', '  # …\nb\nc\n  # …\n'],
    ['both ends', 'a\n…\ne\n'],
    ['a line that stands twice, meaning the later one', '…\nd\nb\n…\n'],
    ['nothing but a gap', '…\n'],
  ])('may be %s', (_, excerpt) => {
    expect(missingOf(excerpt, TEXT)).toBeUndefined();
  });

  test.each([
    ['leaves out the start and does not say so', 'b\n# …\n', 'b'],
    ['leaves out the end and does not say so', '# …\nb\n', 'b'],
    ['leaves out the middle and does not say so', 'a\nb\ne\n', 'a\nb\ne'],
    ['has another order', '…\nd\n…\nc\n…\n', 'c'],
    ['has another indentation', '…\n b\n…\n', ' b'],
    ['has a line more', `${TEXT}f\n`, 'a\nb\nc\nd\nb\ne\nf'],
    ['uses a line twice', '…\nd\n…\nd\n…\n', 'd'],
  ])('is wrong where it %s', (_, excerpt, missing) => {
    expect(missingOf(excerpt, TEXT)).toBe(missing);
  });
});
