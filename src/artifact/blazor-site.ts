import { refusal } from '../value/refuse';
import { checkShape } from '../value/shape';
import { readSite } from './blazor/read-site';
import type { BlazorSiteSpec } from './blazor/site-spec';

const WHERE = 'BlazorSite';

/**
 * A published Blazor WebAssembly app: the `wwwroot` that `dotnet publish` writes.
 *
 * @example
 * BlazorSite.fromFolder('shop/bin/Release/net10.0/publish/wwwroot');
 */
export class BlazorSite {
  /**
   * Reads a folder. Names and a few small files are read; nothing is copied.
   *
   * @param folder the published `wwwroot`
   * @throws where it has no `index.html`, no `_framework`, or a `<base href>` that an app cannot work with
   */
  public static fromFolder(folder: string): BlazorSite {
    if (typeof folder !== 'string' || folder === '') {
      throw refusal({
        path: WHERE,
        field: 'folder',
        value: folder,
        wrong: 'no path of a folder',
        fix: 'the published wwwroot, from the folder in which the program runs',
      });
    }
    return new BlazorSite(readSite(folder));
  }

  /**
   * A site from plain data: where its files are not there at synth, `{ basePath: '/' }` is enough.
   *
   * @param spec what is known of it
   * @throws where the base path is none
   */
  public static fromSpec(spec: BlazorSiteSpec): BlazorSite {
    checkShape(WHERE, 'BlazorSiteSpec', spec);
    return new BlazorSite(spec);
  }

  private constructor(private readonly spec: BlazorSiteSpec) {}

  /** The path below which the app asks for its files, from "/" to "/". */
  public get basePath(): string {
    return this.spec.basePath;
  }

  /** The site as plain data: `BlazorSite.fromSpec(site.toSpec())` is the same site. */
  public toSpec(): BlazorSiteSpec {
    return { ...this.spec };
  }
}
