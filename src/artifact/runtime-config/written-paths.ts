import { parse, TomlError } from 'smol-toml';
import { dig, isObject, type JsonObject } from '../../value/json';

/** Where a runtime configuration makes Spin write. */
export interface WrittenPaths {
  /** Its state: a folder, or the empty text where it writes none; `undefined` where the file says nothing. */
  readonly stateDir?: string;
  /** The folders of its stores and databases, whose files SQLite makes. */
  readonly folders: readonly string[];
}

/** Where a `runtime-config.toml` makes Spin write; `undefined` where the text does not parse. */
export function writtenPathsOf(text: string): WrittenPaths | undefined {
  const table = tableOf(text);
  if (table === undefined) {
    return undefined;
  }
  const files = ['key_value_store', 'sqlite_database']
    .flatMap((kind) => Object.values(dig(table, kind) ?? {}))
    .flatMap((store) => (dig(store, 'type') === 'spin' ? [dig(store, 'path')] : []))
    .filter((path) => typeof path === 'string');
  return {
    ...(typeof table.state_dir === 'string' && { stateDir: table.state_dir }),
    folders: [...new Set(files.map((path) => fromRoot(path).replace(/\/[^/]*$/, '') || '/'))],
  };
}

/** Spin's working folder is the root. */
export function fromRoot(path: string): string {
  return path.startsWith('/') ? path : `/${path.replace(/^(\.\/)+/, '')}`;
}

function tableOf(text: string): JsonObject | undefined {
  try {
    const table: unknown = parse(text, { integersAsBigInt: true });
    return isObject(table) ? table : undefined;
  } catch (error) {
    if (error instanceof TomlError) {
      return undefined;
    }
    throw error;
  }
}
