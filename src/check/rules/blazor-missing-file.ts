import { CheckSeverity } from '../finding';
import type { Rule } from '../rule';

export const blazorMissingFile: Rule = {
  id: 'blazor-missing-file',
  severity: CheckSeverity.ERROR,
  title: 'a Blazor app has the files of _framework that its index.html asks for',
  why:
    'The script that starts the app is not there, and the page stays empty: a publish gave blazor.webassembly.js a fingerprint and left ' +
    'index.html as it was, or the placeholder in it was not filled in. Source: dotnet/aspnetcore issue 64359.',
  needs: [],
  concerns: ({ site }) => site !== undefined,
  check: ({ site }) =>
    (site?.missingFiles ?? []).map((file) => ({
      field: 'site index.html',
      value: file,
      wrong: 'it asks for a file that was not published',
      fix: 'publish into an empty folder; with fingerprints, src="_framework/blazor.webassembly#[.{fingerprint}].js" in index.html and OverrideHtmlAssetPlaceholders in the project',
    })),
};
