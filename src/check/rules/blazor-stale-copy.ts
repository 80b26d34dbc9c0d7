import { CheckSeverity } from '../finding';
import type { Rule } from '../rule';

export const blazorStaleCopy: Rule = {
  id: 'blazor-stale-copy',
  severity: CheckSeverity.ERROR,
  title: 'the compressed copies in a Blazor app hold what their files hold',
  why:
    'A server sends the copy where the browser takes it, so that a file that was changed after the publish (a <base href>, a setting) is ' +
    'seen by nobody. Source: nginx documentation, ngx_http_gzip_static_module; Microsoft’s documentation, Host and deploy ASP.NET Core ' +
    'Blazor WebAssembly, Compression.',
  needs: [],
  concerns: ({ site }) => site !== undefined,
  check: ({ site }) =>
    (site?.staleCopies ?? []).map((file) => ({
      field: 'site',
      value: file,
      wrong: 'it holds something else than the file it is a copy of, and browsers get the copy',
      fix: 'change the file before the publish, or make the copies anew: gzip -9 -k -f and brotli -k -f; settings: configuration of BlazorApp',
    })),
};
