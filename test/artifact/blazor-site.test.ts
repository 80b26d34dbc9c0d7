import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it, test } from 'vitest';
import { BlazorSite, type BlazorSiteSpec } from '../../src';
import { refusalOf } from '../workload/make';
import { cleanUp, INDEX, NET8, NET10, publish, write } from './blazor/publish';

cleanUp();

const read = (files: { [file: string]: string | undefined }, options?: { copies: boolean }): BlazorSiteSpec =>
  BlazorSite.fromFolder(publish(files, options)).toSpec();

describe('a published Blazor app', () => {
  it('of .NET 10 is served at its <base href>, and its assemblies have fingerprints', () => {
    expect(read(NET10)).toEqual({
      basePath: '/',
      fingerprinted: true,
      unlikeNames: [],
      missingFiles: [],
      missingCopies: [],
      staleCopies: [],
      settings: ['appsettings.Production.json', 'appsettings.json'],
      hashedSettings: [],
    });
  });

  it('of .NET 8 has fingerprints in the names of the runtime alone', () => {
    expect(read(NET8)).toMatchObject({ fingerprinted: false, unlikeNames: [], missingFiles: [] });
  });

  it('survives as plain data', () => {
    const spec = read(NET10);
    const again: BlazorSiteSpec = JSON.parse(JSON.stringify(spec));
    expect(BlazorSite.fromSpec(again).toSpec()).toEqual(spec);
    expect(BlazorSite.fromSpec(again).basePath).toBe('/');
  });

  it('is known by its base path alone where its files are elsewhere', () => {
    expect(BlazorSite.fromSpec({ basePath: '/shop/' }).toSpec()).toEqual({ basePath: '/shop/' });
  });
});

describe('<base href>', () => {
  test.each([
    ['<base href="/shop/" />', '/shop/'],
    ["<base href='/shop/'>", '/shop/'],
    ['<BASE target="_self" HREF=/shop/>', '/shop/'],
    ['<base\n  href = "/a.b/c_d-e/" />', '/a.b/c_d-e/'],
    ['<base href="https://shop.example.com/shop/" />', '/shop/'],
    ['<base href="//shop.example.com/" />', '/'],
    ['<!-- <base href="/old/" /> --><base href="/new/" />', '/new/'],
  ])('%s is the path %s', (tag, basePath) => {
    expect(read({ ...NET10, 'index.html': INDEX.replace('<base href="/" />', tag) }).basePath).toBe(basePath);
  });

  test.each([
    ['', 'index.html missing: it has no <base href>', '<base href="/" />'],
    ['<!-- <base href="/" /> -->', 'it has no <base href>', '<base href="/" />'],
    ['<base href="/shop" />', '"/shop": it does not end in "/"', '<base href="/shop/" />'],
    ['<base href="./" />', '"./": no path from "/" on', '<base href="/" />'],
    ['<base href="shop/" />', '"shop/": no path from "/" on', '<base href="/shop/" />'],
    ['<base href="/a b/" />', '"/a b/": it has letters that mean something else', '<base href="/" />'],
    ['<base href="/%BASE%/" />', 'it has letters that mean something else', '<base href="/" />'],
  ])('%s is refused', (tag, wrong, fix) => {
    const message = refusalOf(() =>
      read({ ...NET10, 'index.html': INDEX.replaceAll(/<base href="\/" \/>/g, tag) }),
    );
    expect(message).toMatch(/^\[BlazorSite\] \S/);
    expect(message).toContain(wrong);
    expect(message).toContain(`fix: ${fix}`);
  });
});

describe('a folder that is no published app', () => {
  it('is refused where it is not there', () => {
    const message = refusalOf(() => BlazorSite.fromFolder('/no/such/folder'));
    expect(message).toMatch(/^\[BlazorSite\] folder "\/no\/such\/folder": ENOENT.*; fix: dotnet publish/);
  });

  it('is refused where it has no index.html', () => {
    const folder = publish({ ...NET10, 'index.html': undefined });
    expect(refusalOf(() => BlazorSite.fromFolder(folder))).toContain(
      'it has no index.html; fix: dotnet publish',
    );
  });

  it('is refused with the folder that was meant, where that lies in it', () => {
    const files = Object.entries(NET10).map(([file, content]) => [`wwwroot/${file}`, content]);
    const folder = publish(Object.fromEntries(files));
    const meant = JSON.stringify(join(folder, 'wwwroot'));
    expect(refusalOf(() => BlazorSite.fromFolder(folder))).toContain(
      `it has no index.html; fix: give ${meant}`,
    );
  });

  it('is refused where it is the wwwroot of the sources', () => {
    const folder = publish({ 'index.html': INDEX, 'css/app.css': '' });
    expect(refusalOf(() => BlazorSite.fromFolder(folder))).toContain(
      'it has no _framework: these are sources',
    );
  });

  test.each([[''], [undefined], [7]])('is refused as %o', (folder) => {
    expect(refusalOf(() => BlazorSite.fromFolder(Object(folder).valueOf()))).toContain('[BlazorSite] folder');
  });

  test.each([
    [{}],
    [{ basePath: 'shop' }],
    [{ basePath: '/shop' }],
    [{ basePath: '/a b/' }],
    [{ basePath: '/', x: 1 }],
  ])('is refused as %o', (spec) => {
    expect(refusalOf(() => BlazorSite.fromSpec(Object(spec)))).toMatch(/^\[BlazorSite\] (basePath|x) /);
  });
});

describe('what is wrong with a published app', () => {
  it('are files of _framework that index.html asks for and that are not there', () => {
    const files = { ...NET10, '_framework/blazor.webassembly.abcdefgh02.js': undefined };
    expect(read(files).missingFiles).toEqual(['_framework/blazor.webassembly.abcdefgh02.js']);
  });

  it('are placeholders that nobody has filled in', () => {
    const index = INDEX.replace('.abcdefgh02', '#[.{fingerprint}]');
    expect(read({ ...NET10, 'index.html': index }).missingFiles).toEqual([
      '_framework/blazor.webassembly#[.{fingerprint}].js',
    ]);
  });

  it('are targets of the import map that are not there', () => {
    expect(read({ ...NET10, '_framework/dotnet.abcdefgh01.js': undefined }).missingFiles).toEqual([
      '_framework/dotnet.abcdefgh01.js',
    ]);
  });

  it('are not references with a query, from the base path on, or in an import map that no browser reads', () => {
    const index = INDEX.replace('src="_framework/', 'src="/_framework/')
      .replace('.abcdefgh02.js', '.abcdefgh02.js?v=1')
      .replace('{"imports"', '{imports');
    expect(read({ ...NET10, 'index.html': index }).missingFiles).toEqual([]);
  });

  it('are compressed copies that are not there', () => {
    const folder = publish();
    rmSync(join(folder, '_framework/Shop.abcdefgh04.wasm.br'));
    rmSync(join(folder, 'css/app.css.br'));
    expect(BlazorSite.fromFolder(folder).toSpec().missingCopies).toEqual([
      '_framework/Shop.abcdefgh04.wasm.br',
    ]);
    expect(read(NET10, { copies: false }).missingCopies).toHaveLength(14);
  });

  test.each(['index.html', 'appsettings.json', '_framework/blazor.boot.json'])(
    'are copies of %s from before somebody changed it',
    (file) => {
      const folder = publish({ ...NET8, [file]: INDEX });
      write(folder, file, INDEX.replace('lang="en"', 'lang="de"'));
      expect(BlazorSite.fromFolder(folder).toSpec().staleCopies).toEqual([`${file}.br`, `${file}.gz`]);
    },
  );

  it('are copies of another length', () => {
    const folder = publish();
    write(folder, 'css/app.css', 'h1 { color: rebeccapurple }');
    write(folder, '_framework/Shop.abcdefgh04.wasm.gz', gzipSync('another shop'));
    write(folder, '_framework/de/Shop.resources.abcdefgh06.wasm.gz', 'short');
    expect(BlazorSite.fromFolder(folder).toSpec().staleCopies).toEqual([
      '_framework/Shop.abcdefgh04.wasm.gz',
      '_framework/de/Shop.resources.abcdefgh06.wasm.gz',
      'css/app.css.gz',
    ]);
  });

  it('are copies that do not unpack, or to far more than their file', () => {
    const folder = publish();
    write(folder, 'index.html.gz', gzipSync('x'.repeat(1_000_000)));
    write(folder, 'index.html.br', 'no brotli');
    expect(BlazorSite.fromFolder(folder).toSpec().staleCopies).toEqual(['index.html.br', 'index.html.gz']);
  });

  it('is one assembly of another publish', () => {
    expect(read({ ...NET10, '_framework/Old.wasm': 'old' })).toMatchObject({
      fingerprinted: true,
      unlikeNames: ['_framework/Old.wasm'],
    });
    // It only looks as if it had one.
    expect(read({ ...NET8, '_framework/my.components.wasm': 'own' })).toMatchObject({
      fingerprinted: false,
      unlikeNames: ['_framework/my.components.wasm'],
    });
  });
});

describe('the service worker of a published app', () => {
  const assets =
    'self.assetsManifest = {"assets":[{"hash":"sha256-x","url":"appsettings.json"},{"url":"index.html"}]};';

  it('holds the hashes of settings', () => {
    const files = { ...NET10, 'service-worker.js': 'let worker', 'service-worker-assets.js': assets };
    expect(read(files).hashedSettings).toEqual(['appsettings.json']);
  });

  it('does not where it leaves them out', () => {
    const worker = 'const offlineAssetsExclude = [/^appsettings/];';
    const files = { ...NET10, 'service-worker.js': worker, 'service-worker-assets.js': assets };
    expect(read(files).hashedSettings).toEqual([]);
  });
});
