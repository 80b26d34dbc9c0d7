import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A repository with files, for as long as `work` goes on. */
export async function inRepository<T>(
  files: { readonly [path: string]: string | Uint8Array },
  work: (root: string) => T | Promise<T>,
): Promise<T> {
  const root = mkdtempSync(join(tmpdir(), 'cdk8s-wasm-repository-'));
  try {
    mkdirSync(join(root, '.git'));
    write(root, files);
    return await work(root);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

/** Writes files into a folder. */
export function write(root: string, files: { readonly [path: string]: string | Uint8Array }): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
}

/** All that is in a folder, with its content. */
export function listing(root: string): { [path: string]: string } {
  const entries = readdirSync(root, { recursive: true, withFileTypes: true });
  return Object.fromEntries(
    entries.map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return [path, entry.isFile() ? readFileSync(path, 'latin1') : ''];
    }),
  );
}

/** Works with another current folder. */
export function from<T>(folder: string, work: () => T): T {
  const before = process.cwd();
  process.chdir(folder);
  try {
    return work();
  } finally {
    process.chdir(before);
  }
}

/** A `spin.toml` of one component, with more lines for it. */
export function spinToml(...lines: string[]): string {
  return [
    'spin_manifest_version = 2',
    '[application]',
    'name = "hello"',
    '[[trigger.http]]',
    'route = "/..."',
    'component = "hello"',
    '[component.hello]',
    'source = "hello.wasm"',
    ...lines,
  ].join('\n');
}
