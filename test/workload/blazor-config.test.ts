import { describe, expect, it, test } from 'vitest';
import { at, object, objects } from '../support/json';
import { confOf, makeBlazor, nginxOf, refused, served, synthWith } from './blazor';
import { only, podOf } from './make';

describe('settings of a Blazor app', () => {
  it('that are given stand in the ConfigMap, and are not served compressed as they were published', () => {
    const values = { Api: 'https://api.example.com', Flags: [true, null, 1.5] };
    const manifests = synthWith({ configuration: { 'appsettings.json': { values } } });
    const data = object(only(manifests, 'ConfigMap'), 'data');
    expect(JSON.parse(String(data['appsettings.json']))).toEqual(values);
    expect(confOf(manifests)).toContain(`    location = /appsettings.json {
      root /etc/blazor/config;
      gzip_static off;
      try_files $uri =404;
    }`);
  });

  it('that somebody else keeps are mounted whole, so that a change of them is served', () => {
    const configMapKeyRef = { name: 'shop-settings', key: 'production.json' };
    const manifests = synthWith({ configuration: { 'appsettings.json': { configMapKeyRef } } });
    expect(objects(podOf(manifests), 'volumes')[1]).toEqual({
      name: 'settings-0',
      configMap: { name: 'shop-settings', items: [{ key: 'production.json', path: 'appsettings.json' }] },
    });
    expect(objects(nginxOf(manifests), 'volumeMounts')[1]).toEqual({
      name: 'settings-0',
      mountPath: '/etc/blazor/settings-0',
      readOnly: true,
    });
    expect(confOf(manifests)).toContain('root /etc/blazor/settings-0;');
  });

  it('roll the pods where they change', () => {
    const named = (value: string): unknown => {
      const configuration = { 'appsettings.json': { values: { Api: value } } };
      return at(only(synthWith({ configuration }), 'ConfigMap'), 'metadata', 'name');
    };
    expect(named('a')).toMatch(/^shop-[0-9a-f]{10}$/);
    expect(named('a')).toBe(named('a'));
    expect(named('a')).not.toBe(named('b'));
  });

  it('that the app was not published with are refused: it would not ask for them', () => {
    const configuration = { 'appsettings.Staging.json': { values: {} } };
    expect(refused({ configuration, site: served({ settings: ['appsettings.json'] }) })).toMatch(
      /^\[chart\/shop\] configuration\.appsettings\.Staging\.json .*was not published with it.*; allowed: appsettings\.json; fix: put a /,
    );
    expect(refused({ configuration, site: served({ settings: [] }) })).toContain(
      'none: no settings were published',
    );
    expect(makeBlazor({ configuration, site: served({}) }).name).toBe('shop');
  });

  test.each<[string, object, string]>([
    ['from nowhere', {}, 'says nothing'],
    ['from two sources', { values: {}, configMapKeyRef: { name: 'a', key: 'b' } }, 'at once'],
    ['with a function', { values: { a: [() => 1] } }, 'configuration.appsettings.json.values.a.0'],
    ['with a number that JSON lacks', { values: { a: { b: Number.NaN } } }, 'JSON has no such value'],
    ['larger than a ConfigMap', { values: { a: 'x'.repeat(2 ** 20) } }, 'more than one ConfigMap can hold'],
  ])('%s are refused', (_, spec, wrong) => {
    expect(refused({ configuration: { 'appsettings.json': spec } })).toContain(wrong);
  });
});

describe('the configuration of nginx', () => {
  it('listens on IPv4 alone where somebody says so', () => {
    expect(confOf(synthWith()).match(/listen .*/g)).toEqual(['listen 8080;', 'listen [::]:8080;']);
    expect(confOf(synthWith({ ipv6: false, port: 81 })).match(/listen .*/g)).toEqual(['listen 81;']);
  });

  it('logs requests where somebody asks for it, and never the kubelet’s', () => {
    expect(confOf(synthWith()).match(/access_log .*/g)).toEqual(['access_log off;', 'access_log off;']);
    expect(confOf(synthWith({ accessLog: true })).match(/access_log .*/g)).toEqual([
      'access_log /dev/stdout;',
      'access_log off;',
    ]);
  });

  it('writes headers so that no sign in them means something else', () => {
    const headers = { 'X-Odd': 'a "b" \\ c; d # {e}' };
    expect(confOf(synthWith({ headers }))).toContain('add_header X-Odd "a \\"b\\" \\\\ c; d # {e}" always;');
  });

  it('sets no header in a location, which would take all others away there', () => {
    const conf = confOf(synthWith({ crossOriginIsolation: true, headers: { 'X-A': 'b' } }));
    const locations = conf.slice(conf.indexOf('location'));
    expect(locations).not.toContain('add_header');
    expect(conf).toContain('add_header Cross-Origin-Embedder-Policy "require-corp" always;');
  });
});
