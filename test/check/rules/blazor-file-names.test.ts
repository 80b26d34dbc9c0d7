import { blazorFileNames } from '../../../src/check/rules/blazor-file-names';
import { subject, testRule } from '../subject';

testRule(blazorFileNames, {
  base: subject(undefined, { site: { basePath: '/' } }),
  good: [
    {
      that: 'a site of which nothing more is known',
      subject: subject(undefined, { site: { basePath: '/' } }),
    },
    {
      that: 'a site of one publish',
      subject: subject(undefined, { site: { basePath: '/', unlikeNames: [] } }),
    },
  ],
  bad: [
    {
      that: 'a file of an older publish',
      subject: subject(undefined, { site: { basePath: '/', unlikeNames: ['_framework/Old.wasm'] } }),
      field: 'site',
      says: ['_framework/Old.wasm', '1 without a fingerprint', 'into an empty folder'],
    },
    {
      that: 'a name that looks like one with a fingerprint',
      subject: subject(undefined, {
        site: { basePath: '/', fingerprinted: false, unlikeNames: ['_framework/my.components.wasm'] },
      }),
      field: 'site',
      says: ['1 with a fingerprint', 'AssemblyName'],
    },
  ],
});
