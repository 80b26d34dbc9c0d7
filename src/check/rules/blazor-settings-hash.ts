import { CheckSeverity } from '../finding';
import type { Rule } from '../rule';

export const blazorSettingsHash: Rule = {
  id: 'blazor-settings-hash',
  severity: CheckSeverity.WARNING,
  title: 'the service worker of a Blazor app does not hold the hash of settings that are replaced',
  why:
    'The worker fetches each file with the hash that it had at the publish; another appsettings.json is blocked (“Failed to find a valid ' +
    'digest in the integrity attribute”), so that the worker is not installed and the app never works offline. ' +
    'Source: dotnet/aspnetcore issue 22929.',
  needs: [],
  concerns: ({ site, ownSettings = [] }) => site !== undefined && ownSettings.length > 0,
  check: ({ site, ownSettings = [] }) =>
    ownSettings
      .filter((file) => site?.hashedSettings?.includes(file))
      .map((file) => ({
        field: `configuration.${file}`,
        wrong:
          'service-worker-assets.js has the hash of the published one, so that the service worker refuses this one',
        fix: 'offlineAssetsExclude = [/^service-worker\\.js$/, /^appsettings.*\\.json$/] in service-worker.published.js',
      })),
};
