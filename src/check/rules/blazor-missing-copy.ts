import { CheckSeverity } from '../finding';
import type { Rule } from '../rule';

const SHOWN = 3;

export const blazorMissingCopy: Rule = {
  id: 'blazor-missing-copy',
  severity: CheckSeverity.WARNING,
  title: 'the files of _framework of a Blazor app have their compressed copies beside them',
  why:
    'The server sends what the publish has compressed, and compresses nothing itself: without copies a browser loads two to three times as ' +
    'much (seen with a published app of .NET 10: 3.0 MB of dotnet.native are 1.2 MB as gzip and 1.0 MB as Brotli). ' +
    'Source: Microsoft’s documentation, Host and deploy ASP.NET Core Blazor WebAssembly, Compression.',
  needs: [],
  concerns: ({ site }) => site !== undefined,
  check: ({ site }) => {
    const missing = site?.missingCopies ?? [];
    return missing.length === 0
      ? []
      : [
          {
            field: 'site',
            value: missing.slice(0, SHOWN),
            wrong: `${missing.length} compressed ${missing.length === 1 ? 'copy is' : 'copies are'} not there, and browsers load the whole files`,
            fix: 'publish with CompressionEnabled left as it is, and copy *.br and *.gz too',
          },
        ];
  },
};
