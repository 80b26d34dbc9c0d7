import { describe, expect, test } from 'vitest';
import { cronProblem } from '../../src/workload/cron';

describe('a schedule', () => {
  test.each([
    '* * * * *',
    '0 3 * * *',
    '*/15 * * * *',
    '0-30/5 8-18 1,15 * *',
    '0 0 1 jan sun',
    '0 0 1 JAN-MAR Mon-Fri',
    '59 23 31 12 6',
    '0 0 ? * ?',
    '5/10 * * * *',
    '  0  3  * * *  ',
    '@yearly',
    '@annually',
    '@monthly',
    '@weekly',
    '@daily',
    '@midnight',
    '@hourly',
    '@every 1h30m',
    '@every 0.5s',
  ])('"%s" is one', (schedule) => {
    expect(cronProblem(schedule)).toBeUndefined();
  });

  test.each([
    ['', 'fields instead of 5'],
    ['* * * *', '4 fields instead of 5'],
    ['* * * * * *', '6 fields instead of 5'],
    ['60 * * * *', 'minute is not 0 to 59'],
    ['* 24 * * *', 'hour is not 0 to 23'],
    ['* * 0 * *', 'day of month is not 1 to 31'],
    ['* * 32 * *', 'day of month is not 1 to 31'],
    ['* * * 13 *', 'month is not 1 to 12'],
    ['* * * foo *', 'month is not 1 to 12'],
    ['* * * * 7', 'day of week is not 0 to 6'],
    ['* * * * sunday', 'day of week is not 0 to 6'],
    ['30-10 * * * *', 'minute is not 0 to 59'],
    ['*/0 * * * *', 'minute is not 0 to 59'],
    ['1/2/3 * * * *', 'minute is not 0 to 59'],
    ['1-2-3 * * * *', 'minute is not 0 to 59'],
    ['1,,2 * * * *', 'minute is not 0 to 59'],
    ['@reboot', 'no such descriptor'],
    ['@every day', 'no such descriptor'],
    ['TZ=UTC 0 3 * * *', 'Kubernetes refuses a time zone in the schedule'],
    ['CRON_TZ=UTC 0 3 * * *', 'Kubernetes refuses a time zone in the schedule'],
  ])('"%s" is none: %s', (schedule, problem) => {
    expect(cronProblem(schedule)).toContain(problem);
  });
});
