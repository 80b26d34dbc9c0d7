import { describe, expect, it, test } from 'vitest';
import { cart } from './marked';
import { expectRefused, messageOf, type Refused, reading } from './refused';

describe('variables, hosts and templates are refused', () => {
  const cases: readonly Refused[] = [
    ['variable-default', cart('[variables]\n‸host = {}'), 'variables.host', 'it would have no value'],
    [
      'variable-default',
      cart('[variables]\n‸host = { required = false }'),
      'variables.host',
      'it would have no value',
    ],
    [
      'variable-default',
      cart('[variables.‸host]\nrequired = true\ndefault = ""'),
      'variables.host',
      'exclude each other',
    ],
    ['template', cart('variables = { ‸a = "{{ b" }'), 'component.cart.variables.a', 'a {{ has no }}'],
    [
      'template',
      cart('allowed_outbound_hosts = [‸"http://{{ b"]'),
      'component.cart.allowed_outbound_hosts[0]',
      'a {{ has no }}',
    ],
    [
      'unknown-variable',
      cart('variables = { ‸a = "{{ b }}" }'),
      'component.cart.variables.a',
      'no variable "b"; allowed: none: there is no [variables]',
    ],
    [
      'unknown-variable',
      cart('variables = { ‸a = "{{ hots }}" }\n[variables]\nhost = { default = "x" }'),
      'component.cart.variables.a',
      'no variable "hots"; allowed: host; fix: host?',
    ],
    [
      'unknown-variable',
      cart('allowed_outbound_hosts = ["http://a", ‸"http://{{ b }}"]'),
      'component.cart.allowed_outbound_hosts[1]',
      'no variable "b"',
    ],
    [
      'unknown-variable',
      cart('[[trigger.redis]]\n‸channel = "{{ b }}"\naddress = "redis://a"\ncomponent = "cart"'),
      'trigger.redis[0].channel',
      'no variable "b"',
    ],
    [
      'unknown-variable',
      cart('[[trigger.redis]]\nchannel = "c"\n‸address = "{{ b }}"\ncomponent = "cart"'),
      'trigger.redis[0].address',
      'no variable "b"',
    ],
    [
      'unknown-variable',
      cart('[application.trigger.redis]\n‸address = "redis://{{ b }}"'),
      'application.trigger.redis.address',
      'no variable "b"',
    ],
    [
      'unknown-variable',
      cart(
        '[application.trigger.mqtt]\naddress = "a"\nusername = "b"\n‸password = "{{ b }}"\nkeep_alive_interval = "1"',
      ),
      'application.trigger.mqtt.password',
      'no variable "b"',
    ],
    [
      'outbound-host',
      cart('allowed_outbound_hosts = ["http://a", ‸"b"]'),
      'component.cart.allowed_outbound_hosts[1]',
      'it has no scheme; allowed: scheme://host[:port]',
    ],
    [
      'outbound-host',
      cart('allowed_outbound_hosts = [‸"insecure:allow-all"]'),
      'component.cart.allowed_outbound_hosts[0]',
      '*://*:* allows everything',
    ],
    [
      'outbound-host',
      cart('allowed_http_hosts = [‸"a.*.com"]'),
      'component.cart.allowed_http_hosts[0]',
      'a * in a host',
    ],
    [
      'http-host',
      cart('allowed_http_hosts = ["a", ‸"ftp://b"]'),
      'component.cart.allowed_http_hosts[1]',
      'it is no host',
    ],
    [
      'http-host',
      cart('allowed_http_hosts = [‸"https://b/c"]'),
      'component.cart.allowed_http_hosts[0]',
      'it has a path',
    ],
  ];

  test.each(cases)('%s: %s', expectRefused);
});

describe('a secret', () => {
  it('is not told', () => {
    const text = cart('[variables]\nkey = { required = true, secret = true, default = "s3cr3t" }');
    expect(messageOf(reading(text))).toContain(
      'variables.key {"required":true,"secret":true,"default":"…"}: ',
    );
  });
});
