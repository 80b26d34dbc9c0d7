import { fingerprintPattern } from '../artifact/blazor/fingerprints';
import type { BlazorSiteSpec } from '../artifact/blazor/site-spec';

/** Where the configuration of nginx and settings of the app are mounted. */
export const CONFIG_FOLDER = '/etc/blazor/config';

/** The configuration's name there. */
export const CONFIG_FILE = 'nginx.conf';

/** What nginx answers itself, for the kubelet. */
export const HEALTH_PATH = '/healthz';

/** Headers that the configuration sets, in lower case. */
export const OWN_HEADERS = [
  'cache-control',
  'content-encoding',
  'content-length',
  'content-type',
  'etag',
  'last-modified',
  'vary',
  'x-content-type-options',
];

/**
 * Content types by the endings of files that an app is made of, those first that a publish compresses.
 *
 * Source: Microsoft's documentation, Host and deploy ASP.NET Core Blazor WebAssembly (for .NET 10); RFC 9239 for scripts.
 */
const TYPES: readonly (readonly [type: string, endings: string])[] = [
  ['text/html', 'html htm'],
  ['text/css', 'css'],
  ['text/javascript', 'js mjs'],
  ['text/plain', 'txt scss less md'],
  ['text/xml', 'xml'],
  ['application/json', 'json map'],
  ['application/manifest+json', 'webmanifest'],
  ['application/wasm', 'wasm'],
  ['application/octet-stream', 'dll pdb dat blat webcil bin'],
  ['image/svg+xml', 'svg'],
  ['image/x-icon', 'ico cur'],
  ['font/ttf', 'ttf'],
  ['font/otf', 'otf'],
];
const COMPRESSED_TYPES: readonly (readonly [type: string, endings: string])[] = [
  ['image/png', 'png'],
  ['image/jpeg', 'jpg jpeg'],
  ['image/gif', 'gif'],
  ['image/webp', 'webp'],
  ['image/avif', 'avif'],
  ['font/woff', 'woff'],
  ['font/woff2', 'woff2'],
  ['audio/mpeg', 'mp3'],
  ['video/mp4', 'mp4'],
  ['video/webm', 'webm'],
  ['application/pdf', 'pdf'],
];

/** What the configuration hangs on, beside the site. */
export interface NginxOptions {
  readonly port: number;
  readonly root: string;
  readonly ipv6: boolean;
  readonly accessLog: boolean;
  readonly crossOriginIsolation: boolean;
  readonly headers: { readonly [name: string]: string };
  /** Folders of settings in the place of published ones, by file. */
  readonly settings: { readonly [file: string]: string };
}

/** What makes a page cross-origin isolated. */
export const ISOLATION: { readonly [name: string]: string } = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

/** The configuration of nginx for a published app. It needs no module that the usual packages and images lack. */
export function nginxConfig(site: BlazorSiteSpec, options: NginxOptions): string {
  return `pid /tmp/nginx.pid;
error_log stderr;
worker_processes 2;
daemon off;

events {
  worker_connections 1024;
}

http {
  client_body_temp_path /tmp/client_body;
  proxy_temp_path /tmp/proxy;
  fastcgi_temp_path /tmp/fastcgi;
  uwsgi_temp_path /tmp/uwsgi;
  scgi_temp_path /tmp/scgi;

  access_log ${options.accessLog ? '/dev/stdout' : 'off'};
  server_tokens off;
  absolute_redirect off;
  sendfile on;
  tcp_nopush on;

  # The publish has compressed all files. A proxy in front says so by Via or HTTP/1.0, and is sent the copies too.
  gzip_static on;
  gzip_proxied any;
  gzip_http_version 1.0;

  default_type application/octet-stream;
  types {
${[...TYPES, ...COMPRESSED_TYPES].map(([type, endings]) => `    ${type} ${endings};`).join('\n')}
  }

${maps(site)}

  server {
    listen ${options.port};
${options.ipv6 ? `    listen [::]:${options.port};\n` : ''}    root ${options.root};

${headers(options)}

${locations(site, options)}
  }
}
`;
}

function maps({ fingerprinted = true }: BlazorSiteSpec): string {
  return `  # Brotli, where a client takes it, without the module that most builds of nginx lack.
  map $http_accept_encoding $blazor_br {
    default "";
    "~*(?:^|[,\\s])br\\s*(?:$|,|;\\s*q=(?:1|0\\.\\d*[1-9]))" .br;
  }
  map $uri $blazor_encoding {
    default "";
    "~\\.br$" br;
  }

  # What changes its name with its content is kept; all else is asked for again.
  map $uri $blazor_kind {
    default other;
    "~^${fingerprintPattern(fingerprinted)}(?:\\.br)?$" kept;
    "~^/(?:[^/]+\\.(?:html|json|js|styles\\.css)|_framework/.+)(?:\\.br)?$" start;
  }
  # A file that is not there yet, in the midst of a rollout, must not be missed for a year.
  map "$status $blazor_kind" $blazor_cache {
    default no-cache;
    "~^(?:200|206|304) kept$" "public, max-age=31536000, immutable";
  }
  # nginx tells versions of a file by time and size, and images are built with one time for all files. What starts the
  # app often has one size too, as only hashes change in it: it is sent whole.
  map $blazor_kind $blazor_etag {
    default $sent_http_etag;
    start "";
  }
  map $blazor_kind $blazor_modified {
    default $sent_http_last_modified;
    start "";
  }`;
}

function headers({ crossOriginIsolation, headers: own }: NginxOptions): string {
  const fixed = { 'X-Content-Type-Options': 'nosniff', ...(crossOriginIsolation && ISOLATION), ...own };
  return [
    'add_header Cache-Control $blazor_cache always;',
    'add_header Content-Encoding $blazor_encoding;',
    'add_header ETag $blazor_etag;',
    'add_header Last-Modified $blazor_modified;',
    'add_header Vary Accept-Encoding always;',
    ...Object.entries(fixed).map(([name, value]) => `add_header ${name} ${quoted(value)} always;`),
  ]
    .map((line) => `    ${line}`)
    .join('\n');
}

/** No location has a header of its own: it would take all of the server's away. */
function locations({ basePath }: BlazorSiteSpec, { settings }: NginxOptions): string {
  const base = basePath.slice(0, -1);
  const under =
    base === ''
      ? []
      : [
          location(`= ${base}`, `return 301 ${basePath}$is_args$args;`),
          `    rewrite "^${escaped(basePath)}(.*)$" /$1;\n`,
        ];
  const own = Object.entries(settings).map(([file, folder]) =>
    // The compressed copies are of the settings that were published.
    location(`= /${file}`, `root ${folder};`, 'gzip_static off;', 'try_files $uri =404;'),
  );
  const typed = TYPES.map(([type, endings]) =>
    location(
      `~ \\.(?:${endings.replaceAll(' ', '|')})$`,
      `types { ${type} ${endings} br; }`,
      'try_files $uri$blazor_br $uri =404;',
    ),
  );
  const rest = COMPRESSED_TYPES.map(([, endings]) => endings.replaceAll(' ', '|')).join('|');
  return [
    ...under,
    location(`= ${HEALTH_PATH}`, 'access_log off;', 'default_type text/plain;', 'return 200 "ok\\n";'),
    ...own,
    location('~ \\.(?:br|gz)$', 'return 404;'),
    ...typed,
    // A page in the place of a file would be taken for a script, a style or an assembly.
    location(`~ \\.(?:${rest})$`, 'try_files $uri =404;'),
    location('/_framework/', 'try_files $uri =404;'),
    location('/', 'try_files $uri /index.html;'),
  ].join('\n');
}

function location(match: string, ...directives: string[]): string {
  return `    location ${match} {\n${directives.map((line) => `      ${line}\n`).join('')}    }`;
}

function quoted(value: string): string {
  return `"${value.replace(/["\\]/g, '\\$&')}"`;
}

function escaped(text: string): string {
  return text.replace(/[.]/g, '\\.');
}
