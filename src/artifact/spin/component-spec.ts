import type { SpinDependency, SpinFiles, SpinSource } from './source-spec';

/**
 * How a component is built.
 *
 * Structural: takes no token.
 */
export interface SpinBuild {
  /** Commands, one after the other. */
  readonly commands: string[];

  /**
   * Folder of the commands, from that of the manifest on.
   *
   * @default - the folder of the manifest
   */
  readonly workdir?: string;

  /** Files whose change makes `spin watch` build again. */
  readonly watch: string[];
}

/**
 * An environment of `spin build --target`: a name in Spin's catalogue, or a
 * document at a URL or in a file.
 *
 * Structural: takes no token.
 */
export interface SpinTarget {
  /**
   * Name in the catalogue: `spin-up:3.3`.
   *
   * @default - a document says what it is
   */
  readonly environment?: string;

  /**
   * Address of the document.
   *
   * @default - none
   */
  readonly url?: string;

  /**
   * File with the document.
   *
   * @default - none
   */
  readonly path?: string;
}

/**
 * A component of the application.
 *
 * Structural: takes no token.
 */
export interface SpinComponent {
  /** Where its WebAssembly comes from. */
  readonly source: SpinSource;

  /**
   * What it is for.
   *
   * @default - not said
   */
  readonly description?: string;

  /** Its own variables; a value may hold `{{ name }}` of the application's variables. */
  readonly variables: { [name: string]: string };

  /** Environment variables, as they stand: no templates. */
  readonly environment: { [name: string]: string };

  /** Files that it may read. */
  readonly files: SpinFiles[];

  /** Patterns of files that it may not read all the same. */
  readonly excludeFiles: string[];

  /** Where it may connect to: `scheme://host:port`; those of the deprecated `allowed_http_hosts` are here as well. */
  readonly allowedOutboundHosts: string[];

  /** Labels of the key-value stores that it may open. */
  readonly keyValueStores: string[];

  /** Labels of the SQLite databases that it may open. */
  readonly sqliteDatabases: string[];

  /** Models that it may ask. */
  readonly aiModels: string[];

  /**
   * The environments that it must fit instead of those of the application.
   *
   * @default - those of the application
   */
  readonly targets?: SpinTarget[];

  /**
   * How it is built: `build` of the manifest, a name that some languages do not let a field have.
   *
   * @default - not said
   */
  readonly buildConfig?: SpinBuild;

  /** What fills its imports, by the import's name. */
  readonly dependencies: { [name: string]: SpinDependency };

  /**
   * Whether all of its dependencies have what it was allowed.
   *
   * @default - what each of them says
   */
  readonly dependenciesInheritConfiguration?: boolean;

  /** Settings of other tools, which Spin passes over. */
  readonly tool: { [name: string]: { [key: string]: unknown } };
}
