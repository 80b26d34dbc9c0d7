import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { parseOutboundHost } from '../../../src/artifact/spin/parse-outbound-host';

const ports = (first: number, last = first) => ({ firstPort: first, lastPort: last });
const EVERY_PORT = ports(0, 65535);

describe('an entry of allowed_outbound_hosts', () => {
  test.each([
    ['http://example.com', { kind: 'name', scheme: 'http', host: 'example.com', ...ports(80) }],
    ['http://example.com/', { kind: 'name', host: 'example.com', ...ports(80) }],
    [' https://example.com:8443/ ', { kind: 'name', scheme: 'https', host: 'example.com', ...ports(8443) }],
    ['postgres://db', { kind: 'name', host: 'db', ...ports(5432) }],
    ['mysql://db', ports(3306)],
    ['redis://db', ports(6379)],
    ['mqtt://db', ports(1883)],
    ['https://db', ports(443)],
    ['redis://localhost:%{port=6379}', undefined],
    ['*://*:*', { kind: 'any', scheme: '*', ...EVERY_PORT }],
    ['http://*', { kind: 'any', scheme: 'http', ...ports(80) }],
    ['https://*.example.com', { kind: 'subdomains', host: 'example.com' }],
    ['tcp://10.1.2.3:5000', { kind: 'address', scheme: 'tcp', host: '10.1.2.3', ...ports(5000) }],
    ['tcp://[::1]:5000', { kind: 'address', host: '[::1]', ...ports(5000) }],
    ['tcp://10.1.2.3/8:*', { kind: 'network', host: '10.0.0.0/8', ...EVERY_PORT }],
    ['http://192.168.129.0/17', { kind: 'network', host: '192.168.128.0/17', ...ports(80) }],
    ['http://fd00:1:2::5/33:80', { kind: 'network', host: 'fd00:1::/33', ...ports(80) }],
    ['tcp://db:8000..8010', { kind: 'name', ...ports(8000, 8009) }],
    ['tcp://db:+80', ports(80)],
    ['http://self', { kind: 'self' }],
    ['http://self.alt', { kind: 'self' }],
    ['http://cart.spin.internal', { kind: 'chained', component: 'cart' }],
    ['http://*.spin.internal', { kind: 'chained' }],
    ['http://a.cart.spin.internal', { kind: 'name', host: 'a.cart.spin.internal' }],
    ['http://spin.internal', { kind: 'name', host: 'spin.internal' }],
  ])('%s', (text, expected) => {
    if (expected === undefined) return expect(() => parseOutboundHost(text)).toThrow('is no port');
    expect(parseOutboundHost(text)).toMatchObject({ text, variables: [], ...expected });
  });

  test.each([
    ['{{ url }}', { variables: ['url'] }],
    ['postgres://{{ host }}:5432', { scheme: 'postgres', ...ports(5432), variables: ['host'] }],
    ['*://{{ host }}:*/', { scheme: '*', ...EVERY_PORT }],
    ['https://{{ host }}', { scheme: 'https' }],
    ['{{ scheme }}://{{host}}:8000..8010', { ...ports(8000, 8009), variables: ['scheme', 'host'] }],
    ['tcp://db:{{ port }}', { scheme: 'tcp' }],
  ])('%s: as much as is known without the variables', (text, known) => {
    const entry = parseOutboundHost(text);
    expect(entry).toMatchObject({ text, kind: 'template', ...known });
    expect(Object.keys(entry).sort()).toEqual(
      [...new Set(['text', 'kind', 'variables', ...Object.keys(known)])].sort(),
    );
  });

  test.each([
    ['', 'it has no scheme'],
    ['*', 'it has no scheme'],
    ['example.com', 'it has no scheme'],
    ['example.com:80', 'it has no scheme'],
    ['insecure:allow-all', '*://*:* allows everything'],
    ['http://', 'it has no host'],
    ['http:///', 'it has no host'],
    ['://db:80', 'the scheme "" is not letters'],
    ['h2://db:80', 'the scheme "h2" is not letters'],
    ['{http,https}://db', 'no list of schemes'],
    ['http://{a,b}', 'no list of hosts'],
    ['tcp://db:{80,81}', 'no list of ports'],
    ['tcp://db', 'it has no port, and Spin knows none of the scheme "tcp"'],
    ['*://db', 'it has no port'],
    ['constructor://db', 'it has no port'],
    ['tcp://db:65536', '"65536" is no port'],
    ['tcp://db:http', '"http" is no port'],
    ['tcp://db:-1', '"-1" is no port'],
    ['tcp://db:80..80', 'the range of ports 80..80 is empty'],
    ['tcp://db:90..80', 'is empty'],
    ['tcp://db:80..', '"" is no port'],
    ['http://example.com/path', 'it has a path'],
    ['http://example.com:80/path', 'it has a path'],
    ['http://10.0.0.0/33', 'it has a path'],
    ['http://*.*.com', 'a * in a host'],
    ['http://a.*.com', 'a * in a host'],
    ['http://example.*', 'a * in a host'],
    ['http://[::1]', '"1]" is no port'],
    ['http://{{ host', 'a {{ has no }}'],
    ['h2://{{ host }}', 'the scheme "h2" is not letters'],
    ['tcp://{{ host }}:99999', '"99999" is no port'],
  ])('is refused as Spin refuses it: "%s"', (text, wrong) => {
    expect(() => parseOutboundHost(text)).toThrow(wrong);
  });

  it('has the parts that it was made of', () => {
    const label = fc.stringMatching(/^[a-z][a-z0-9]{0,8}$/);
    const port = fc.integer({ min: 0, max: 65534 });
    const range = fc.tuple(port, port).map(([a, b]) => [Math.min(a, b), Math.max(a, b)]);
    const entry = fc.record({
      scheme: fc.stringMatching(/^[a-z]{1,8}$/),
      host: fc.array(label, { minLength: 1 }),
      range,
    });
    fc.assert(
      fc.property(entry, ({ scheme, host, range: [first, last] }) => {
        const name = host.join('.');
        fc.pre(name !== 'self' && name !== 'self.alt' && !name.endsWith('spin.internal'));
        const parsed = parseOutboundHost(`${scheme}://${name}:${first}..${last + 1}`);
        expect(parsed).toMatchObject({ scheme, kind: 'name', host: name, firstPort: first, lastPort: last });
      }),
    );
  });

  it('has, as a network, the bits of the host at 0', () => {
    fc.assert(
      fc.property(fc.ipV4(), fc.integer({ min: 0, max: 32 }), (address, bits) => {
        const { kind, host } = parseOutboundHost(`tcp://${address}/${bits}:1`);
        expect(kind).toBe('network');
        const binary = (text: string) =>
          text
            .split('.')
            .map((part) => Number(part).toString(2).padStart(8, '0'))
            .join('');
        expect(binary(host!.split('/')[0])).toBe(binary(address).slice(0, bits).padEnd(32, '0'));
      }),
    );
    fc.assert(
      fc.property(fc.ipV6(), fc.integer({ min: 0, max: 128 }), (address, bits) => {
        const { kind, host } = parseOutboundHost(`tcp://${address}/${bits}:1`);
        expect([kind, parseOutboundHost(`tcp://${host}:1`).host]).toEqual(['network', host]);
        expect(parseOutboundHost(`tcp://${address}/128:1`).host).toBe(
          `${new URL(`http://[${address}]`).hostname.slice(1, -1)}/128`,
        );
      }),
    );
  });

  it('is refused with a reason or parsed, whatever it is', () => {
    const pieces = fc.array(
      fc.oneof(
        fc.constantFrom('://', ':', '/', '*', '{{', '}}', '..', '.', '{', 'self', '80', 'http', '::1'),
        fc.string({ maxLength: 3 }),
      ),
    );
    fc.assert(
      fc.property(pieces, (parts) => {
        try {
          expect(parseOutboundHost(parts.join('')).text).toBe(parts.join(''));
        } catch (error) {
          expect(error).toMatchObject({ name: 'Error', message: expect.stringMatching(/^\S.+/) });
        }
      }),
      { numRuns: 2000 },
    );
  });
});
