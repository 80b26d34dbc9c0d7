import { parseArgs } from 'node:util';
import { UsageError } from '../usage-error';

/** What was typed behind `push`. */
export interface PushArguments {
  /** Files, folders and `-`. */
  readonly inputs: readonly string[];
  /** Folder from which the paths of records go; `undefined` for the repository around the current one. */
  readonly root: string | undefined;
  /** Whether nothing is pushed. */
  readonly isDryRun: boolean;
  /** Whether the report is JSON. */
  readonly isJson: boolean;
  /** Whether nothing is said but errors. */
  readonly isQuiet: boolean;
  /** Whether registries are spoken to without TLS; `undefined` for those on this machine alone. */
  readonly plainHttp: boolean | undefined;
  /** File with the certificate of an authority. */
  readonly caFile: string | undefined;
  /** How many blobs go at once. */
  readonly jobs: number;
}

const DEFAULT_JOBS = 4;
const MOST_JOBS = 64;

const OPTIONS = {
  'dry-run': { type: 'boolean' },
  json: { type: 'boolean' },
  quiet: { type: 'boolean', short: 'q' },
  root: { type: 'string' },
  'plain-http': { type: 'boolean' },
  'ca-file': { type: 'string' },
  jobs: { type: 'string', short: 'j' },
} as const;

/**
 * Reads what was typed.
 *
 * @throws UsageError
 */
export function parsePush(args: readonly string[]): PushArguments {
  const { values, positionals } = parsed(args);
  if (positionals.length === 0) {
    throw new UsageError('nothing to push; allowed: a folder, a file, a Helm chart, or - for standard input');
  }
  if (positionals.filter((input) => input === '-').length > 1) {
    throw new UsageError('standard input (-) can be read once');
  }
  return {
    inputs: positionals,
    root: values.root,
    isDryRun: values['dry-run'] ?? false,
    isJson: values.json ?? false,
    isQuiet: values.quiet ?? false,
    plainHttp: values['plain-http'],
    caFile: values['ca-file'],
    jobs: jobsOf(values.jobs),
  };
}

function parsed(args: readonly string[]): ReturnType<typeof parse> {
  try {
    return parse(args);
  } catch (error) {
    // Node explains at length how to pass a file that begins with a dash; its first sentence says what is wrong.
    throw new UsageError(error instanceof Error ? error.message.split(/\. |\n/)[0] : String(error));
  }
}

function parse(args: readonly string[]) {
  return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true, allowNegative: true });
}

function jobsOf(text: string | undefined): number {
  if (text === undefined) {
    return DEFAULT_JOBS;
  }
  const jobs = Number(text);
  if (!/^\d+$/.test(text) || jobs < 1 || jobs > MOST_JOBS) {
    throw new UsageError(`--jobs ${JSON.stringify(text)}: allowed: 1 to ${MOST_JOBS}`);
  }
  return jobs;
}
