import { isIP } from 'node:net';
import { parseCidr } from './cidr';
import { SpinHostKind, type SpinOutboundHost } from './outbound-host';
import { parseTemplate, templateVariables } from './template';

/** What an entry is, in words. */
export const OUTBOUND_HOST =
  'scheme://host[:port], where the scheme is letters or *, the host a name, an address, a range, *, *.domain or self, ' +
  'and the port a number, a range as 8000..8010 or *';

/** Texts that a template may become to allow nothing. */
const NOTHING = ['', 'http://', 'https://'];
const CHAINING_DOMAIN = 'spin.internal';
const PORTS: { readonly [scheme: string]: number | undefined } = {
  postgres: 5432,
  mysql: 3306,
  redis: 6379,
  mqtt: 1883,
  http: 80,
  https: 443,
};

/**
 * Takes an entry of `allowed_outbound_hosts` apart, as Spin does when it loads
 * the manifest; of one with variables in it, what is known without them.
 * Entries that Spin takes and that can match nothing (no host, an empty range
 * of ports) are refused too.
 *
 * Source: spinframework/spin, `crates/outbound-networking-config/src/allowed_hosts.rs`.
 *
 * @throws the reason, where it does not parse
 */
export function parseOutboundHost(text: string): SpinOutboundHost {
  const parts = parseTemplate(text);
  if (parts === undefined) {
    throw new Error('a {{ has no }}');
  }
  const variables = templateVariables(text);
  return variables.length > 0
    ? { text, kind: SpinHostKind.TEMPLATE, variables, ...knownParts(text.trim()) }
    : parseLiteralHost(text);
}

/**
 * Takes an entry without variables apart, or what one with variables became.
 *
 * @throws the reason, where it does not parse
 */
export function parseLiteralHost(text: string): SpinOutboundHost {
  const trimmed = text.trim();
  if (trimmed === 'insecure:allow-all') {
    throw new Error('insecure:allow-all is only for allowed_http_hosts; *://*:* allows everything');
  }
  const { scheme, host, port } = split(trimmed);
  return { text, variables: [], scheme: checkedScheme(scheme), ...hostOf(host), ...portsOf(port, scheme) };
}

/** Whether a text that a template became allows nothing and is passed over. */
export function allowsNothing(text: string): boolean {
  return NOTHING.includes(text);
}

function split(text: string): { scheme: string; host: string; port: string } {
  const separator = text.indexOf('://');
  if (separator < 0) {
    throw new Error('it has no scheme');
  }
  const rest = text.slice(separator + '://'.length);
  const colon = rest.lastIndexOf(':');
  const host = colon < 0 ? rest : rest.slice(0, colon);
  const [port, path] = (colon < 0 ? '' : rest.slice(colon + 1)).split(/\/(.*)/s);
  if (path !== undefined && path !== '') {
    throw new Error('it has a path');
  }
  return { scheme: text.slice(0, separator), host: host.trim(), port };
}

/** Scheme and port of a template, where they stand there as they will be. */
function knownParts(template: string): Partial<SpinOutboundHost> {
  const [, scheme] = /^([^{]*?):\/\//.exec(template) ?? [];
  const [, port] = /:([0-9]+(?:\.\.[0-9]+)?|\*)\/?$/.exec(template) ?? [];
  return {
    ...(scheme !== undefined && { scheme: checkedScheme(scheme) }),
    ...(port !== undefined && portsOf(port, '')),
  };
}

function checkedScheme(scheme: string): string {
  if (scheme !== '*' && !/^\p{Alphabetic}+$/u.test(scheme)) {
    throw new Error(
      scheme.startsWith('{')
        ? 'Spin takes no list of schemes'
        : `the scheme ${JSON.stringify(scheme)} is not letters`,
    );
  }
  return scheme;
}

function hostOf(host: string): Pick<SpinOutboundHost, 'kind' | 'host' | 'component'> {
  if (host === '*') {
    return { kind: SpinHostKind.ANY };
  }
  if (host === 'self' || host === 'self.alt') {
    return { kind: SpinHostKind.SELF };
  }
  if (host.startsWith('{')) {
    throw new Error('Spin takes no list of hosts');
  }
  const network = parseCidr(host);
  if (network !== undefined) {
    return { kind: SpinHostKind.NETWORK, host: network };
  }
  if ((host.split('/')[1] ?? '') !== '') {
    throw new Error('it has a path');
  }
  const name = host.replace(/\/+$/, '');
  if (name === '') {
    throw new Error('it has no host');
  }
  const domain = name.startsWith('*.') ? name.slice('*.'.length) : undefined;
  if ((domain ?? name).includes('*')) {
    throw new Error('a * in a host is the whole of it, or stands before the first dot');
  }
  return namedHost(name, domain);
}

function namedHost(
  name: string,
  domain: string | undefined,
): Pick<SpinOutboundHost, 'kind' | 'host' | 'component'> {
  if (domain !== undefined) {
    return domain === CHAINING_DOMAIN
      ? { kind: SpinHostKind.CHAINED }
      : { kind: SpinHostKind.SUBDOMAINS, host: domain };
  }
  const [first, ...rest] = name.split('.');
  if (rest.join('.') === CHAINING_DOMAIN) {
    return { kind: SpinHostKind.CHAINED, component: first };
  }
  const isAddress = isIP(name.replace(/^\[(.*)\]$/, '$1')) !== 0;
  return { kind: isAddress ? SpinHostKind.ADDRESS : SpinHostKind.NAME, host: name };
}

function portsOf(port: string, scheme: string): Pick<SpinOutboundHost, 'firstPort' | 'lastPort'> {
  if (port === '*') {
    return { firstPort: 0, lastPort: 65535 };
  }
  if (port === '') {
    const usual = Object.hasOwn(PORTS, scheme) ? PORTS[scheme] : undefined;
    if (usual === undefined) {
      throw new Error(`it has no port, and Spin knows none of the scheme ${JSON.stringify(scheme)}`);
    }
    return { firstPort: usual, lastPort: usual };
  }
  const [first, end] = port.split(/\.\.(.*)/s);
  const firstPort = portNumber(first);
  const lastPort = end === undefined ? firstPort : portNumber(end) - 1;
  if (lastPort < firstPort) {
    throw new Error(`the range of ports ${port} is empty: its end is not part of it`);
  }
  return { firstPort, lastPort };
}

function portNumber(text: string): number {
  if (!/^\+?[0-9]+$/.test(text) || Number(text) > 65535) {
    throw new Error(
      text.startsWith('{')
        ? 'Spin takes no list of ports'
        : `${JSON.stringify(text)} is no port from 0 to 65535`,
    );
  }
  return Number(text);
}
