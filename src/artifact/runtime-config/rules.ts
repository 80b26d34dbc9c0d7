import { checkShape } from '../../value/shape';
import { refuseCredentials, urlsOf } from './credentials';
import { isFile, Judge } from './judge';
import { checkClientTls, checkOutboundHttp, checkOutboundNetworking, checkUrl } from './outbound-rules';
import { checkVariablesProvider } from './provider-rules';
import type { RuntimeConfigSpec } from './spec';
import { checkKeyValueStore, checkSqliteDatabase } from './store-rules';

/**
 * Holds a runtime configuration against what Spin takes, as far as its values are known.
 *
 * @param field what it is called in messages: `runtimeConfig`, or nothing
 * @throws for the first field that is wrong, and for a credential that is known
 */
export function checkRuntimeConfig(path: string, field: string, spec: RuntimeConfigSpec): void {
  checkShape(path, 'RuntimeConfigSpec', spec, field);
  const judge = new Judge(path, field === '' ? '' : `${field}.`);
  // First: no other message may show one.
  refuseCredentials(judge, spec);
  checkSource(judge, spec);
  for (const [label, store] of Object.entries(spec.keyValueStores ?? {})) {
    checkKeyValueStore(judge, label, store);
  }
  for (const [label, database] of Object.entries(spec.sqliteDatabases ?? {})) {
    checkSqliteDatabase(judge, label, database);
  }
  for (const [index, provider] of (spec.variablesProviders ?? []).entries()) {
    checkVariablesProvider(judge, `variablesProviders[${index}]`, provider);
  }
  for (const place of urlsOf(spec)) {
    checkUrl(judge, place);
  }
  checkClientTls(judge, spec.clientTls ?? []);
  checkOutboundNetworking(judge, spec.outboundNetworking ?? {});
  checkOutboundHttp(judge, spec.outboundHttp ?? {});
  const isState = (text: string): boolean => text === '' || isFile(text);
  judge.demand('stateDir', spec.stateDir, isState, 'a path of a folder, from / on, or the empty text');
}

/** A Secret that holds the file, or what stands in it. */
function checkSource(judge: Judge, spec: RuntimeConfigSpec): void {
  const { secret, ...rest } = spec;
  const given = Object.entries(rest).flatMap(([name, value]) => (value === undefined ? [] : [name]));
  if (secret !== undefined && given.length > 0) {
    throw judge.refuse({
      field: 'secret',
      value: secret,
      wrong: `it holds the whole file, and nobody would read ${given.join(', ')}`,
      fix: 'the Secret alone, or no Secret',
    });
  }
  if (secret === undefined && given.length === 0) {
    throw judge.refuse({
      field: 'keyValueStores',
      value: undefined,
      wrong: 'neither it nor any other field is given',
      allowed: 'one or more of the fields of RuntimeConfigSpec',
    });
  }
  const isKey = (text: string): boolean =>
    /^[-._a-zA-Z0-9]{1,253}$/.test(text) && text !== '.' && !text.startsWith('..');
  judge.demand('secret.key', secret?.key, isKey, 'letters, digits, "-", "_" and ".", at most 253');
}
