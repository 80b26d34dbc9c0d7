import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { Cluster } from '../../../scripts/lib/cluster/cluster.mjs';

/** What became of a load. */
export interface LoadResult {
  readonly requests: number;
  readonly failures: readonly { readonly at: number; readonly path: string; readonly error: string }[];
}

/** A load that goes on until it is ended. */
export interface Load {
  end(): Promise<LoadResult>;
}

/** How many connections ask at once. */
export const CONNECTIONS = 20;
const MOST_SECONDS = 240;

/**
 * Starts 20 connections to an address of the cluster's network, from within it; they end by themselves after four
 * minutes.
 *
 * @param keptSeconds after which a connection is closed between two requests and a new one is made
 */
export function startLoad(cluster: Cluster, origin: string, keptSeconds: number): Load {
  const program = fileURLToPath(new URL('../programs/load.mjs', import.meta.url));
  const numbers = [CONNECTIONS, keptSeconds, MOST_SECONDS].map(String);
  const child = cluster.sandbox.pipe([process.execPath, program, origin, ...numbers]);
  const [out, error, exit] = [text(child.stdout), text(child.stderr), once(child, 'exit')];
  return {
    end: async () => {
      child.stdin.end();
      await exit;
      const result: LoadResult = JSON.parse((await out) || (await error));
      return result;
    },
  };
}
