import { frozenCopy } from '../value/json';
import { checkRuntimeConfig } from './runtime-config/rules';
import type { RuntimeConfigSpec } from './runtime-config/spec';

const WHERE = 'RuntimeConfig';

/** The label of the store and of the database that Spin always has. */
const DEFAULT_LABEL = 'default';

/**
 * The runtime configuration of a Spin application: what stands in `runtime-config.toml`. It says where key-value
 * stores, databases and variables really are.
 *
 * The file holds credentials as they are, so that they may not stand here: take the whole file from a Secret, or give
 * them as values that only the deployment knows.
 *
 * @example
 * RuntimeConfig.of({ keyValueStores: { default: { redis: { url: 'redis://valkey.shop:6379' } } } });
 */
export class RuntimeConfig {
  /**
   * A Secret that holds the whole file. The pods do not roll when it changes, as nothing here sees it.
   *
   * @param name name of the Secret, in the namespace of the workload
   * @param key the key in it; `runtime-config.toml` where it is left out
   * @throws where the key is none
   */
  public static fromSecret(name: string, key?: string): RuntimeConfig {
    return RuntimeConfig.of({ secret: { name, ...(key !== undefined && { key }) } });
  }

  /**
   * A file that is made of its parts. It becomes a ConfigMap whose name holds the hash of the file, so that a change
   * rolls the pods. With a value that is not known at synth it becomes a Secret of a fixed name, and an annotation of the
   * pods holds the hash of all that is known when the manifest is rendered.
   *
   * @param spec what stands in the file
   * @throws where Spin would not take a value, and for a credential that is known at synth
   */
  public static of(spec: RuntimeConfigSpec): RuntimeConfig {
    checkRuntimeConfig(WHERE, '', spec);
    return new RuntimeConfig(frozenCopy(spec));
  }

  private constructor(private readonly spec: RuntimeConfigSpec) {}

  /**
   * Labels of the key-value stores that Spin will know, `default` among them, in alphabetical order; `undefined` where a
   * Secret holds the file.
   */
  public get keyValueLabels(): string[] | undefined {
    return this.labelsOf(this.spec.keyValueStores);
  }

  /**
   * Labels of the SQLite databases that Spin will know, `default` among them, in alphabetical order; `undefined` where a
   * Secret holds the file.
   */
  public get sqliteLabels(): string[] | undefined {
    return this.labelsOf(this.spec.sqliteDatabases);
  }

  /** The configuration as plain data: `RuntimeConfig.of(config.toSpec())` is the same configuration. */
  public toSpec(): RuntimeConfigSpec {
    return { ...this.spec };
  }

  private labelsOf(map: object | undefined): string[] | undefined {
    return this.spec.secret === undefined
      ? [...new Set([DEFAULT_LABEL, ...Object.keys(map ?? {})])].sort()
      : undefined;
  }
}
