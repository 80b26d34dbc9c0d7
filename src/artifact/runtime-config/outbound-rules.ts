import { demandWhole } from '../../value/demand';
import { isLiteral, literal } from '../../value/unresolved';
import { parseCidr } from '../spin/cidr';
import { KEBAB, kebabProblem } from '../spin/ids';
import { type UrlPlace, urlOf } from './credentials';
import { FILE, isFile, type Judge } from './judge';
import type { ClientTlsSpec, OutboundHttpSpec, OutboundNetworkingSpec } from './outbound';

const HOST = 'a host as the call names it, without a port and without "*"';

export function checkUrl(judge: Judge, { field, value, schemes }: UrlPlace): void {
  const known = literal(value);
  const url = urlOf(known);
  const holds = url !== undefined && url.hostname !== '' && schemes.includes(url.protocol.slice(0, -1));
  if (known !== undefined && !holds) {
    throw judge.refuse({
      field,
      value: known,
      wrong: 'not valid here',
      allowed: `an address that starts with ${schemes.map((scheme) => `${scheme}://`).join(' or ')}`,
    });
  }
}

export function checkClientTls(judge: Judge, list: readonly ClientTlsSpec[]): void {
  const taken = new Set<string>();
  for (const [index, tls] of list.entries()) {
    const field = `clientTls[${index}]`;
    checkNames(judge, field, tls);
    checkFiles(judge, field, tls);
    const hosts = tls.hosts.filter(isLiteral);
    const pairs = tls.componentIds
      .filter(isLiteral)
      .flatMap((id) => hosts.map((host) => `component ${id} and host ${host}`));
    const twice = pairs.find((pair) => taken.has(pair));
    if (twice !== undefined) {
      throw judge.refuse({
        field,
        value: tls,
        wrong: `${twice} stand in an entry before, and Spin takes the first`,
        fix: 'one entry for both',
      });
    }
    for (const pair of pairs) {
      taken.add(pair);
    }
  }
}

function checkNames(judge: Judge, field: string, { componentIds, hosts }: ClientTlsSpec): void {
  for (const [name, list] of Object.entries({ componentIds, hosts })) {
    if (list.length === 0) {
      throw judge.refuse({
        field: `${field}.${name}`,
        value: list,
        wrong: 'Spin takes no empty list',
        allowed: 'one or more',
      });
    }
  }
  for (const [index, id] of componentIds.entries()) {
    judge.demand(`${field}.componentIds[${index}]`, id, (text) => kebabProblem(text) === undefined, KEBAB);
  }
  for (const [index, host] of hosts.entries()) {
    judge.demand(`${field}.hosts[${index}]`, host, isHost, HOST);
  }
}

function checkFiles(judge: Judge, field: string, tls: ClientTlsSpec): void {
  for (const file of ['caRootsFile', 'clientCertFile', 'clientPrivateKeyFile'] as const) {
    judge.demand(`${field}.${file}`, tls[file], isFile, FILE);
  }
  if ((tls.clientCertFile === undefined) !== (tls.clientPrivateKeyFile === undefined)) {
    throw judge.refuse({
      field: `${field}.${tls.clientCertFile === undefined ? 'clientCertFile' : 'clientPrivateKeyFile'}`,
      value: undefined,
      wrong: 'Spin takes no certificate without its key, and no key without its certificate',
      fix: 'both or neither',
    });
  }
  if (tls.caUseWebpkiRoots === false && tls.caRootsFile === undefined) {
    throw judge.refuse({
      field: `${field}.caUseWebpkiRoots`,
      value: false,
      wrong: 'no authority would be trusted, and no call would come through',
      fix: 'caRootsFile, or leave it out',
    });
  }
}

export function checkOutboundNetworking(judge: Judge, { blockNetworks = [] }: OutboundNetworkingSpec): void {
  const holds = (text: string): boolean => text === 'private' || parseCidr(text) !== undefined;
  for (const [index, network] of blockNetworks.entries()) {
    judge.demand(
      `outboundNetworking.blockNetworks[${index}]`,
      network,
      holds,
      'a range of addresses, as 10.0.0.0/8, or private',
    );
  }
}

export function checkOutboundHttp(judge: Judge, { maxConcurrentRequests }: OutboundHttpSpec): void {
  demandWhole(judge.path, `${judge.prefix}outboundHttp.maxConcurrentRequests`, maxConcurrentRequests, 1);
}

/** Spin takes an authority without a port, and compares it with the host of the call. */
function isHost(text: string): boolean {
  return /^([A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*\.?|\[[0-9a-fA-F:.]+\])$/.test(text);
}
