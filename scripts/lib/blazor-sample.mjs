import { cachePath } from './cache.mjs';

/**
 * An npm package that holds what `dotnet publish` wrote of a real app: .NET 10, 163 assemblies, 39 languages. Its toolchain
 * is not on npm, so that no app of our own can be built here.
 */
export const SAMPLE = {
  name: '@elsa-workflows/elsa-studio-wasm',
  version: '3.8.2',
  integrity:
    'sha512-aoyapE8UDCEriuYekGv1CWzLqeNZDUL8nJGmxPXNcvXTkGRT8u4QWBqlRwlm02AZcPpG9PU0FZJx3zSAyQVzGg==',
};

/** Where its archive is kept between runs. */
export const SAMPLE_FILE = cachePath(`elsa-studio-wasm-${SAMPLE.version}.tgz`);
