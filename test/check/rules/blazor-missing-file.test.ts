import { blazorMissingFile } from '../../../src/check/rules/blazor-missing-file';
import { subject, testRule } from '../subject';

testRule(blazorMissingFile, {
  base: subject(undefined, { site: { basePath: '/' } }),
  good: [
    {
      that: 'a site of which nothing more is known',
      subject: subject(undefined, { site: { basePath: '/' } }),
    },
    { that: 'a whole site', subject: subject(undefined, { site: { basePath: '/', missingFiles: [] } }) },
  ],
  bad: [
    {
      that: 'a script that is not there',
      subject: subject(undefined, {
        site: { basePath: '/', missingFiles: ['_framework/blazor.webassembly.js'] },
      }),
      field: 'site index.html',
      says: ['_framework/blazor.webassembly.js', 'not published', 'OverrideHtmlAssetPlaceholders'],
    },
  ],
});
