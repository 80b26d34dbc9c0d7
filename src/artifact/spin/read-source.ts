import { isObject } from '../../value/json';
import type { SpinTarget } from './component-spec';
import { kebabProblem } from './ids';
import type { Problems } from './problems';
import { isVersion } from './semver';
import type { SpinFiles, SpinSource } from './source-spec';
import { TableReader, type TextForm } from './table-reader';

const SOURCE = '"path/to.wasm", { url, digest } or { registry, package, version }';

/** The name of a package. */
export const PACKAGE_FORM: TextForm = {
  rule: 'source',
  problem: packageProblem,
  allowed: 'namespace:name, each in kebab case',
};
const URL_FORM: TextForm = {
  rule: 'source',
  problem: (text) => (URL.canParse(text) ? undefined : 'it is no URL'),
  allowed: 'https://host/path.wasm',
};
const DIGEST_FORM: TextForm = {
  rule: 'source',
  problem: (text) => (/^sha256:[0-9a-f]{64}$/.test(text) ? undefined : 'no download has such a digest'),
  allowed: 'sha256: and 64 lower-case hexadecimal digits',
};
const VERSION_FORM: TextForm = {
  rule: 'source',
  problem: (text) => (isVersion(text) ? undefined : 'it is no version'),
  allowed: 'one version, as 1.2.3',
};
const REGISTRY_FORM: TextForm = {
  rule: 'source',
  problem: (text) => (/^[^\s/@]+$/.test(text) ? undefined : 'it is no host'),
  allowed: 'host or host:port',
};

/** `source` of a component or a profile. Source: spinframework/spin, `crates/manifest/src/schema/common.rs`. */
export function readSource(reader: TableReader, problems: Problems): SpinSource {
  const value = reader.value('source');
  if (!isObject(value)) {
    const path = reader.typed('source', SOURCE, (given) => (typeof given === 'string' ? given : undefined));
    return { path: path ?? '' };
  }
  const table = new TableReader(value, reader.place('source'), problems);
  const isPackage = table.has('package') || table.has('version') || table.has('registry');
  if (!isPackage && !table.has('url') && !table.has('digest')) {
    reader.refuse('source', { rule: 'source', wrong: 'it does not say where from', allowed: SOURCE });
    return { path: '' };
  }
  const source = isPackage ? readPackage(table) : readDownload(table);
  table.refuseRest();
  return source;
}

/** `{ url, digest }`. */
export function readDownload(table: TableReader): { url: string; digest: string } {
  return { url: table.requiredText('url', URL_FORM), digest: table.requiredText('digest', DIGEST_FORM) };
}

/** What is wrong with the name of a package, or `undefined`. Source: crate `wasm-pkg-common`, `PackageRef`. */
export function packageProblem(name: string): string | undefined {
  const [namespace, ...rest] = name.split(/:(.*)/s);
  return rest.length === 0
    ? 'it has no ":" between namespace and name'
    : (kebabProblem(namespace) ?? kebabProblem(rest[0]));
}

/** `registry`: a host, with a port or not. */
export function readRegistry(table: TableReader): string | undefined {
  return table.text('registry', REGISTRY_FORM);
}

/** `files` of a component. */
export function readFiles(reader: TableReader, problems: Problems): SpinFiles[] {
  const items =
    reader.typed('files', 'an array', (value) => (Array.isArray(value) ? value : undefined)) ?? [];
  return items.flatMap((item: unknown, index): SpinFiles[] => {
    const at = [...reader.place('files'), index];
    if (typeof item === 'string') {
      if (/(^|\/)\.\.?$/.test(item)) {
        problems.add({
          rule: 'files',
          at,
          value: item,
          wrong: 'a pattern does not end in a folder above or in the folder itself',
          allowed: 'files, as assets/**/*, or { source, destination }',
        });
      }
      return [{ pattern: item }];
    }
    if (!isObject(item)) {
      problems.add({
        rule: 'type',
        at,
        value: item,
        wrong: 'it is neither a string nor a table',
        allowed: '"pattern" or { source, destination }',
      });
      return [];
    }
    const table = new TableReader(item, at, problems);
    const files = { source: table.requiredText('source'), destination: table.requiredText('destination') };
    table.refuseRest();
    return [files];
  });
}

/** `targets` of the application or of a component. */
export function readTargets(reader: TableReader, problems: Problems): SpinTarget[] {
  const items =
    reader.typed('targets', 'an array', (value) => (Array.isArray(value) ? value : undefined)) ?? [];
  return items.flatMap((item: unknown, index): SpinTarget[] => {
    if (typeof item === 'string') {
      return [{ environment: item }];
    }
    const at = [...reader.place('targets'), index];
    const table = isObject(item) ? new TableReader(item, at, problems) : undefined;
    const [url, path] = [table?.text('url'), table?.text('path')];
    if (table === undefined || (url === undefined) === (path === undefined)) {
      problems.add({
        rule: 'type',
        at,
        value: item,
        wrong: 'it names no environment',
        allowed: '"name:version", { url } or { path }',
      });
      return [];
    }
    table.refuseRest();
    return [url === undefined ? { path } : { url }];
  });
}

function readPackage(table: TableReader): SpinSource {
  const registry = readRegistry(table);
  return {
    package: table.requiredText('package', PACKAGE_FORM),
    version: table.requiredText('version', VERSION_FORM),
    ...(registry !== undefined && { registry }),
  };
}
