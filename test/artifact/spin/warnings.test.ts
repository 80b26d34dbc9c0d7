import { describe, expect, it, test } from 'vitest';
import { SpinManifest } from '../../../src/artifact/spin-manifest';
import { cart, marked, shop } from './marked';

describe('what Spin takes and is hardly meant is warned of:', () => {
  const route = (text: string) => shop(`[component.cart]\nsource = "a"\n${text}`);
  const http = (mark: string, path: string) =>
    `[[trigger.http]]\n${mark}route = "${path}"\ncomponent = "cart"\n`;

  test.each([
    [
      'deprecated',
      cart('‸allowed_http_hosts = ["b"]'),
      'component.cart.allowed_http_hosts ["http://b","https://b"]: Spin has given up',
    ],
    [
      'deprecated',
      cart('[application.trigger.http]\n‸base = "/a"'),
      'application.trigger.http.base "/a": the HTTP trigger passes over it',
    ],
    [
      'duplicate-route',
      route(http('‸', '/a') + http('', '/b') + http('', '/a')),
      'trigger.http[0].route "/a": the trigger http-trigger2 has it as well',
    ],
    [
      'reserved-route',
      route(http('‸', '/.well-known/spin/x')),
      'trigger.http[0].route "/.well-known/spin/x": Spin itself answers',
    ],
    [
      'no-template-here',
      cart('environment = { ‸A = "{{ b }}" }'),
      'component.cart.environment.A "{{ b }}": Spin puts in no variables',
    ],
    [
      'no-template-here',
      route(http('‸', '/{{ b }}')),
      'trigger.http[0].route "/{{ b }}": Spin puts in no variables',
    ],
    [
      'no-template-here',
      shop('[trigger]\n[component.cart]\n‸source = "{{ b }}.wasm"'),
      'component.cart.source "{{ b }}.wasm"',
    ],
    [
      'files',
      cart('files = [{ source = "a", ‸destination = "b" }]'),
      'component.cart.files[0].destination "b": it is taken for a path from / on; fix: /b',
    ],
  ])('%s', (rule, withMark, message) => {
    const { text, place } = marked(withMark);
    const { warnings } = SpinManifest.fromToml(text);
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toContain(`[spin.toml:${place}] ${rule}: ${message}`);
  });

  it('nothing, where nothing is', () => {
    expect(SpinManifest.fromToml(cart()).warnings).toEqual([]);
  });
});
