/**
 * Where a component's WebAssembly comes from: a file, a download or a package.
 *
 * Structural: takes no token.
 */
export interface SpinSource {
  /**
   * The file, from the folder of the manifest on.
   *
   * @default - no file
   */
  readonly path?: string;

  /**
   * The address of a download.
   *
   * @default - no download
   */
  readonly url?: string;

  /**
   * Digest of the download: `sha256:` and 64 hexadecimal digits.
   *
   * @default - no download
   */
  readonly digest?: string;

  /**
   * Name of the package: `namespace:name`.
   *
   * @default - no package
   */
  readonly package?: string;

  /**
   * Version of the package.
   *
   * @default - no package
   */
  readonly version?: string;

  /**
   * Host of the registry that has the package.
   *
   * @default - the registry that the client's settings name for the package's namespace
   */
  readonly registry?: string;
}

/**
 * Files that a component may read: those that fit a pattern, where they lie in
 * the application's folder, or one file or folder at a place of its own.
 *
 * Structural: takes no token.
 */
export interface SpinFiles {
  /**
   * Pattern of the files: `assets/*.jpg`.
   *
   * @default - `source` and `destination` say which
   */
  readonly pattern?: string;

  /**
   * File or folder beside the manifest.
   *
   * @default - `pattern` says which
   */
  readonly source?: string;

  /**
   * Where the component sees it: a path from / on.
   *
   * @default - where the files lie
   */
  readonly destination?: string;
}

/**
 * What fills an import of a component, or stands beside a trigger's: a package
 * (`version`), a file (`path`), a download (`url` and `digest`) or, for a
 * trigger alone, a component of the application.
 *
 * Structural: takes no token.
 */
export interface SpinDependency {
  /**
   * Versions of the package that will do: `^1.2`.
   *
   * @default - no package
   */
  readonly version?: string;

  /**
   * Name of the package.
   *
   * @default - the one that the import names
   */
  readonly package?: string;

  /**
   * Host of the registry that has the package.
   *
   * @default - the registry that the client's settings name for the package's namespace
   */
  readonly registry?: string;

  /**
   * File, from the folder of the manifest on.
   *
   * @default - no file
   */
  readonly path?: string;

  /**
   * Address of a download.
   *
   * @default - no download
   */
  readonly url?: string;

  /**
   * Digest of the download: `sha256:` and 64 hexadecimal digits.
   *
   * @default - no download
   */
  readonly digest?: string;

  /**
   * Id of a component of the application.
   *
   * @default - none
   */
  readonly component?: string;

  /**
   * The export that fills the import.
   *
   * @default - the one of the import's name
   */
  readonly export?: string;

  /**
   * Whether it has all that the component was allowed, or nothing of it.
   *
   * @default - what `inheritConfiguration` lists, else nothing
   */
  readonly inheritAllConfiguration?: boolean;

  /**
   * What of the component's configuration it has as well: `allowed_outbound_hosts`, `ai_models`.
   *
   * @default - what `inheritAllConfiguration` says
   */
  readonly inheritConfiguration?: string[];
}
