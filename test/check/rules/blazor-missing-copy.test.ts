import { blazorMissingCopy } from '../../../src/check/rules/blazor-missing-copy';
import { subject, testRule } from '../subject';

testRule(blazorMissingCopy, {
  base: subject(undefined, { site: { basePath: '/' } }),
  good: [
    {
      that: 'a site of which nothing more is known',
      subject: subject(undefined, { site: { basePath: '/' } }),
    },
    {
      that: 'a site with all copies',
      subject: subject(undefined, { site: { basePath: '/', missingCopies: [] } }),
    },
  ],
  bad: [
    {
      that: 'one copy that is not there',
      subject: subject(undefined, { site: { basePath: '/', missingCopies: ['_framework/a.wasm.br'] } }),
      field: 'site',
      says: ['_framework/a.wasm.br', '1 compressed copy is not there'],
    },
    {
      that: 'many that are not there, told once',
      subject: subject(undefined, {
        site: { basePath: '/', missingCopies: ['a.gz', 'b.gz', 'c.gz', 'd.gz'] },
      }),
      field: 'site',
      says: ['4 compressed copies are not there', '["a.gz","b.gz","c.gz"]'],
    },
  ],
});
