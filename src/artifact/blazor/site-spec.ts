/**
 * What is known of a published Blazor WebAssembly app. `BlazorSite.fromFolder` reads all of it; of an app whose files
 * are not there at synth, the base path is enough.
 *
 * Structural: takes no token.
 */
export interface BlazorSiteSpec {
  /** Path of `<base href>` in `index.html`, from "/" to "/": `/` or `/shop/`. The app asks for its files below it. */
  readonly basePath: string;

  /**
   * Whether the names of assemblies have the hash of their content in them, as .NET 9 and later write them. Such files
   * are kept by browsers for a year.
   *
   * @default true
   */
  readonly fingerprinted?: boolean;

  /**
   * Assemblies whose names are of the other kind.
   *
   * @default - none
   */
  readonly unlikeNames?: string[];

  /**
   * Files of `_framework` that `index.html` asks for and that are not there.
   *
   * @default - none
   */
  readonly missingFiles?: string[];

  /**
   * Compressed copies of files of `_framework` that are not there: `_framework/App.q1w2e3r4t5.wasm.br`.
   *
   * @default - none
   */
  readonly missingCopies?: string[];

  /**
   * Compressed copies that hold something else than their file.
   *
   * @default - none
   */
  readonly staleCopies?: string[];

  /**
   * The settings that the app was published with: `appsettings.json`, `appsettings.Production.json`. It asks for no others.
   *
   * @default - not known
   */
  readonly settings?: string[];

  /**
   * Settings whose hash the service worker holds: it takes them only as they were published.
   *
   * @default - none
   */
  readonly hashedSettings?: string[];
}
