import { CheckSeverity } from '../finding';
import type { Rule } from '../rule';

const SHOWN = 3;

export const blazorFileNames: Rule = {
  id: 'blazor-file-names',
  severity: CheckSeverity.ERROR,
  title: 'the assemblies of a Blazor app all have a fingerprint in their names, or none has',
  why:
    'Browsers keep a file with a fingerprint for a year. Where names are mixed, two publishes lie in one folder, or a name looks like one ' +
    'with a fingerprint: such a file would not be asked for again when it changes. Source: dotnet/runtime issue 102272 (a stale file of an ' +
    'older publish breaks the app), Microsoft’s documentation, ASP.NET Core Blazor static files.',
  needs: [],
  concerns: ({ site }) => site !== undefined,
  check: ({ site }) => {
    const { unlikeNames = [], fingerprinted = true } = site ?? {};
    return unlikeNames.length === 0
      ? []
      : [
          {
            field: 'site',
            value: unlikeNames.slice(0, SHOWN),
            wrong: fingerprinted
              ? `${unlikeNames.length} without a fingerprint among assemblies that have one`
              : `${unlikeNames.length} with a fingerprint among assemblies that have none`,
            allowed: 'all with, or all without',
            fix: 'publish into an empty folder; where the name of an assembly ends in a word of ten small letters, give it another (AssemblyName)',
          },
        ];
  },
};
