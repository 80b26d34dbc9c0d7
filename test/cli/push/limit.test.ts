import { expect, test } from 'vitest';
import { limitOf } from '../../../src/cli/push/limit';

test.each([1, 3, 100])(
  'never runs more than %i at once, and all in the end, in the order in which they came',
  async (most) => {
    const limit = limitOf(most);
    const begun: number[] = [];
    let running = 0;
    let highest = 0;
    const numbers = Array.from({ length: 20 }, (_, index) => index);
    const results = await Promise.all(
      numbers.map((number) =>
        limit(async () => {
          begun.push(number);
          running += 1;
          highest = Math.max(highest, running);
          for (let turn = 0; turn <= number % 4; turn++) await Promise.resolve();
          running -= 1;
          return number;
        }),
      ),
    );
    expect(results).toEqual(numbers);
    expect(begun).toEqual(numbers);
    expect(highest).toBe(Math.min(most, 20));
  },
);

test('goes on after a failure', async () => {
  const limit = limitOf(1);
  const failed = limit(() => Promise.reject(new Error('no')));
  const next = limit(async () => 'yes');
  await expect(failed).rejects.toThrow('no');
  expect(await next).toBe('yes');
});
