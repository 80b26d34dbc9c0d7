import { describe, expect, test } from 'vitest';
import { fingerprintPattern } from '../../../src/artifact/blazor/fingerprints';

const isKept = (path: string, assemblies: boolean): boolean =>
  new RegExp(`^${fingerprintPattern(assemblies)}$`).test(path);

describe('a path whose file changes its name with its content', () => {
  test.each([
    '/_framework/dotnet.native.b6l13xorvf.js',
    '/_framework/dotnet.native.rw4kynp763.wasm',
    '/_framework/blazor.webassembly.66stpp682q.js',
    '/_framework/Blazored.LocalStorage.12n6dz54qr.wasm',
    '/_framework/icudt_EFIGS.tptq2av103.dat',
    '/_framework/zh-Hans/MudBlazor.Translations.resources.3tm5kwg6m5.wasm',
    '/_content/Elsa.Studio.Workflows/Elsa.Studio.Workflows.3ifuhex2gd.bundle.scp.css',
  ])('of .NET 9 and later is %s', (path) => {
    expect(isKept(path, true)).toBe(true);
  });

  test.each([
    '/index.html',
    '/_framework/dotnet.js',
    '/_framework/blazor.boot.json',
    '/_framework/blazor.webassembly.js',
    '/_framework/System.Private.CoreLib.wasm',
    '/_framework/Microsoft.Extensions.Primitives.wasm',
    '/_content/lib/jquery.validation.js',
    '/_content/Shop/Shop.styles.css',
    '/service-worker.js',
  ])('is not %s', (path) => {
    expect(isKept(path, true)).toBe(false);
    expect(isKept(path, false)).toBe(false);
  });

  test.each([
    ['/_framework/dotnet.6.0.0.w1ug730vgp.js', true],
    ['/_framework/dotnet.native.8.0.5.abcdefgh03.wasm', true],
    ['/_framework/icudt_EFIGS.tptq2av103.dat', true],
    ['/_framework/my.components.wasm', false],
    ['/_framework/de/My.components.wasm', false],
  ])('up to .NET 8: %s, %s', (path, kept) => {
    expect(isKept(path, false)).toBe(kept);
  });
});
