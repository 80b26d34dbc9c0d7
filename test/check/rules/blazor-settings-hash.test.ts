import { blazorSettingsHash } from '../../../src/check/rules/blazor-settings-hash';
import { subject, testRule } from '../subject';

testRule(blazorSettingsHash, {
  base: subject(undefined, { site: { basePath: '/' } }),
  good: [
    {
      that: 'settings as they were published',
      subject: subject(undefined, { site: { basePath: '/', hashedSettings: ['appsettings.json'] } }),
    },
    {
      that: 'settings that the worker has no hash of',
      subject: subject(undefined, {
        site: { basePath: '/', hashedSettings: [] },
        ownSettings: ['appsettings.json'],
      }),
    },
  ],
  bad: [
    {
      that: 'settings that the worker has the hash of',
      subject: subject(undefined, {
        site: { basePath: '/', hashedSettings: ['appsettings.json'] },
        ownSettings: ['appsettings.json'],
      }),
      field: 'configuration.appsettings.json',
      says: ['service-worker-assets.js', 'offlineAssetsExclude'],
    },
  ],
});
