import { blazorStaleCopy } from '../../../src/check/rules/blazor-stale-copy';
import { subject, testRule } from '../subject';

testRule(blazorStaleCopy, {
  base: subject(undefined, { site: { basePath: '/' } }),
  good: [
    {
      that: 'a site of which nothing more is known',
      subject: subject(undefined, { site: { basePath: '/' } }),
    },
    {
      that: 'a site as it was published',
      subject: subject(undefined, { site: { basePath: '/', staleCopies: [] } }),
    },
  ],
  bad: [
    {
      that: 'a page that was changed after the publish',
      subject: subject(undefined, { site: { basePath: '/', staleCopies: ['index.html.gz'] } }),
      field: 'site',
      says: ['index.html.gz', 'browsers get the copy'],
    },
  ],
});
