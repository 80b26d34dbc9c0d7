import { describe, expect, it } from 'vitest';
import { changed, SAMPLES } from '../samples';
import { validate } from '../schema';
import { refuses } from './refuses';

const POD = 'spec.template.spec';

describe('workloads', () => {
  refuses([
    [
      'a selector that misses the pods',
      'deployment',
      'spec.selector.matchLabels.tier',
      'web',
      /does not select/,
    ],
    ['an empty selector', 'deployment', 'spec.selector', {}, /spec\.selector: is empty/],
    [
      'an expression without values',
      'deployment',
      'spec.selector.matchExpressions',
      [{ key: 'app.kubernetes.io/name', operator: 'NotIn' }],
      /values: are missing/,
    ],
    [
      'a rollout that can neither add nor remove',
      'deployment',
      'spec.strategy.rollingUpdate.maxSurge',
      '0%',
      /maxSurge is 0/,
    ],
    [
      'a surge that is not a number',
      'deployment',
      'spec.strategy.rollingUpdate.maxSurge',
      'few',
      /percentage/,
    ],
    ['rolling settings of a Recreate', 'deployment', 'spec.strategy.type', 'Recreate', /type is Recreate/],
    ['negative replicas', 'deployment', 'spec.replicas', -1, /below 0/],
    ['a deadline before the pods are ready', 'deployment', 'spec.minReadySeconds', -1, /below 0/],
    ['a Job that restarts always', 'job', `${POD}.restartPolicy`, undefined, /OnFailure or Never/],
    ['a Job with a selector', 'job', 'spec.selector', { matchLabels: { a: 'b' } }, /is made by Kubernetes/],
    ['a negative backoff limit', 'job', 'spec.backoffLimit', -1, /below 0/],
    [
      'an indexed Job without completions',
      'job',
      'spec.completionMode',
      'Indexed',
      /completions: is missing/,
    ],
    [
      'a Job in a CronJob that restarts always',
      'cronJob',
      'spec.jobTemplate.spec.template.spec.restartPolicy',
      'Always',
      /OnFailure or Never/,
    ],
    ['a time zone that is not one', 'cronJob', 'spec.timeZone', 'Mars/Olympus', /not a time zone/],
    ['the time zone of the machine', 'cronJob', 'spec.timeZone', 'Local', /not a time zone/],
  ]);

  it('refuses a deadline that passes before pods count as ready', () => {
    const slow = changed(SAMPLES.deployment, 'spec.minReadySeconds', 60);
    expect(validate(changed(slow, 'spec.progressDeadlineSeconds', 60))).toEqual([
      expect.stringMatching(/not above/),
    ]);
  });

  it.each(['0 3 * * *', '@daily', '@every 1h30m', '*/15 9-17/2 1,15 * sun', '? * * DEC 0'])(
    'takes the schedule %s',
    (schedule) => {
      expect(validate(changed(SAMPLES.cronJob, 'spec.schedule', schedule))).toEqual([]);
    },
  );

  it.each([
    '',
    '* * * *',
    '* * * * * *',
    '60 * * * *',
    '* 24 * * *',
    '* * 0 * *',
    '* * * 13 *',
    '* * * * 7',
    '9-3 * * * *',
    '*/0 * * * *',
    'CRON_TZ=UTC * * * * *',
    '@reboot',
  ])('refuses the schedule "%s"', (schedule) => {
    expect(validate(changed(SAMPLES.cronJob, 'spec.schedule', schedule))).toEqual([
      expect.stringMatching(/not a schedule/),
    ]);
  });
});
