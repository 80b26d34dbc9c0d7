import { exactlyOne } from '../../value/demand';
import { labelProblem } from '../spin/ids';
import { isFile, type Judge } from './judge';
import type { AwsDynamoStoreSpec, KeyValueStoreSpec, LocalStoreSpec, SqliteDatabaseSpec } from './stores';

const STORES = ['spin', 'redis', 'azureCosmos', 'awsDynamo'] as const;
const DATABASES = ['spin', 'libsql'] as const;

/** A manifest takes no other in `key_value_stores` and `sqlite_databases`. */
const LABEL =
  'words of letters and digits with "-" or with "_" between them, each from a letter on and of one case';

export function checkKeyValueStore(judge: Judge, label: string, store: KeyValueStoreSpec): void {
  const field = `keyValueStores.${label}`;
  checkLabel(judge, 'keyValueStores', label);
  exactlyOne(judge.path, judge.prefix + field, store, STORES);
  checkLocalStore(judge, `${field}.spin`, store.spin);
  judge.filled(`${field}.azureCosmos`, { ...store.azureCosmos });
  judge.filled(`${field}.awsDynamo`, { ...store.awsDynamo });
  checkAccessKey(judge, `${field}.awsDynamo`, store.awsDynamo);
}

export function checkSqliteDatabase(judge: Judge, label: string, database: SqliteDatabaseSpec): void {
  const field = `sqliteDatabases.${label}`;
  checkLabel(judge, 'sqliteDatabases', label);
  exactlyOne(judge.path, judge.prefix + field, database, DATABASES);
  checkLocalStore(judge, `${field}.spin`, database.spin);
}

function checkLabel(judge: Judge, field: string, label: string): void {
  judge.demand(`${field} label`, label, (text) => labelProblem(text) === undefined, LABEL);
}

function checkLocalStore(judge: Judge, field: string, store: LocalStoreSpec | undefined): void {
  // SQLite puts further files beside its own, so that the folder must take them.
  const holds = (text: string): boolean => isFile(text) && text.lastIndexOf('/') > 0;
  judge.demand(`${field}.path`, store?.path, holds, 'a path of a file in a folder, from / on');
}

function checkAccessKey(judge: Judge, field: string, store: AwsDynamoStoreSpec | undefined): void {
  const { accessKey, secretKey, token } = store ?? {};
  if ((accessKey === undefined) !== (secretKey === undefined)) {
    throw judge.refuse({
      field: `${field}.${accessKey === undefined ? 'accessKey' : 'secretKey'}`,
      value: undefined,
      wrong: 'Spin passes over accessKey and secretKey where it has not both',
      fix: 'both, or neither where the environment says who asks',
    });
  }
  if (token !== undefined && accessKey === undefined) {
    throw judge.refuse({
      field: `${field}.token`,
      value: '***',
      wrong: 'Spin reads it only beside accessKey and secretKey',
      fix: 'all three, or none where the environment says who asks',
    });
  }
}
