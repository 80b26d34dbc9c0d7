import { createRequire } from 'node:module';

/** What this part of the package works with, and from which release on. */
const PEERS = { '@pulumi/pulumi': '3.142.0', '@pulumi/kubernetes': '4.18.0' };

/**
 * Says what to install where a package is missing that only this part needs: Node's own message would name a file of ours.
 *
 * @param resolve finds a package from here, or throws
 * @throws with the command that installs what is missing
 */
export function demandPeers(resolve: (name: string) => unknown): void {
  const missing = Object.keys(PEERS).filter((name) => !isFound(name, resolve));
  if (missing.length > 0) {
    const wanted = Object.entries(PEERS).map(([name, version]) => `${name}@^${version}`);
    throw new Error(
      `cdk8s-wasm/pulumi works with ${missing.join(' and ')}, which ${missing.length > 1 ? 'are' : 'is'} not installed; ` +
        `fix: npm install ${wanted.join(' ')}`,
    );
  }
}

function isFound(name: string, resolve: (name: string) => unknown): boolean {
  try {
    resolve(name);
    return true;
  } catch {
    return false;
  }
}

demandPeers(createRequire(__filename).resolve);
