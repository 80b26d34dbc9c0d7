import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterAll } from 'vitest';

/** An `index.html` as the template of .NET 10 publishes it. */
export const INDEX = `<!DOCTYPE html>
<html lang="en">
<head>
    <meta charset="utf-8" />
    <base href="/" />
    <!-- <base href="/commented-out/" /> -->
    <script type="importmap">{"imports":{"./_framework/dotnet.js":"./_framework/dotnet.abcdefgh01.js"}}</script>
</head>
<body>
    <div id="app"></div>
    <script src="_framework/blazor.webassembly.abcdefgh02.js"></script>
</body>
</html>
`;

/** Files with the names that a publish of .NET 10 gives them; what is in them is made up. */
export const NET10 = {
  'index.html': INDEX,
  'appsettings.json': '{"Api":"https://localhost:5001"}',
  'appsettings.Production.json': '{}',
  'css/app.css': 'h1 { color: red }',
  '_framework/blazor.webassembly.abcdefgh02.js': 'let blazor',
  '_framework/dotnet.abcdefgh01.js': 'let dotnet',
  '_framework/dotnet.native.abcdefgh03.wasm': 'native',
  '_framework/icudt_EFIGS.tptq2av103.dat': 'icu',
  '_framework/Shop.abcdefgh04.wasm': 'shop',
  '_framework/System.Private.CoreLib.abcdefgh05.wasm': 'core',
  '_framework/de/Shop.resources.abcdefgh06.wasm': 'de',
};

/** The same of .NET 8: assemblies have their plain names. */
export const NET8 = {
  'index.html': INDEX.replace(/<script type="importmap">.*<\/script>/, '').replace('.abcdefgh02', ''),
  'appsettings.json': '{}',
  '_framework/blazor.boot.json': '{}',
  '_framework/blazor.webassembly.js': 'let blazor',
  '_framework/dotnet.js': 'let dotnet',
  '_framework/dotnet.native.8.0.5.abcdefgh03.wasm': 'native',
  '_framework/Shop.wasm': 'shop',
  '_framework/System.Private.CoreLib.wasm': 'core',
};

type Files = { readonly [file: string]: string | undefined };

const folders: string[] = [];

/** A folder with files, and beside each what the publish adds to it: copies with Brotli and gzip. */
export function publish(files: Files = NET10, { copies = true } = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'cdk8s-wasm-blazor-'));
  folders.push(folder);
  for (const [file, content] of Object.entries(files)) {
    if (content === undefined) continue;
    write(folder, file, content);
    if (copies && !/\.(br|gz)$/.test(file) && files[`${file}.gz`] === undefined) {
      write(folder, `${file}.gz`, gzipSync(content));
      write(folder, `${file}.br`, brotliCompressSync(content));
    }
  }
  return folder;
}

export function write(folder: string, file: string, content: string | Uint8Array): void {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), content);
}

/** Takes away at the end of a test file what it published. */
export function cleanUp(): void {
  afterAll(() => {
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
  });
}
