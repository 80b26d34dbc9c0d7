import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { ExitCode } from '../exit-code';
import { type Found, findRecords } from '../manifests/find-records';
import { placeText } from '../manifests/place';
import { readSources } from '../manifests/read-sources';
import type { Terminal } from '../terminal';
import { UsageError } from '../usage-error';
import { type PushArguments, parsePush } from './arguments';
import { imageReport } from './image-report';
import { lookAll } from './look-all';
import { type Job, prepare } from './prepare';
import { progressOf, SILENT } from './progress';
import { pushAll } from './push-all';
import { RegistryWork } from './registry-work';
import { type ImageReport, isComplete, type PushReport } from './report';
import { reportText } from './report-text';
import { rootOf } from './root';

export const PUSH_HELP = `usage: cdk8s-wasm push [options] <folder | file | chart | chart.tgz | -> …

Reads Kubernetes manifests, makes the images again of which they carry the record (annotation wasmcd.dev/artifact), and
pushes those that the registry does not have. Nothing is pushed where a file has changed since the synth. Tags are moved
last, when the registry has everything. Credentials are those that docker login left.

options:
  --dry-run         say what the registry has and what would be pushed, and push nothing
  --json            print one JSON document to standard output
  --root <folder>   where the paths of the records begin [the repository around the current folder, else that folder]
  -j, --jobs <n>    how many blobs go at once [4]
  --plain-http      speak to every registry without TLS [to those on this machine alone]; --no-plain-http: to none
  --ca-file <file>  trust the certificate of this authority too (PEM)
  -q, --quiet       print nothing but errors, and the JSON document
  -h, --help        print this

exit codes:
  0  the registry has everything that the manifests name; or they name no image that was made here
  1  something is not in the registry, could not be pushed, or has changed since the synth; in a dry run: is to be pushed
  2  the command makes no sense as it was typed, or there is no manifest where it says
`;

/**
 * `cdk8s-wasm push`.
 *
 * @throws UsageError
 */
export async function pushCommand(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const options = parsePush(args);
  const root = rootOf(options.root, terminal.folder);
  const ca = options.caFile === undefined ? undefined : authority(options.caFile, terminal.folder);
  const manifests = findRecords(await readSources(options.inputs, terminal));
  if (manifests.objects === 0) {
    throw new UsageError(`there is no Kubernetes manifest in ${options.inputs.join(', ')}`);
  }
  const { jobs, problems: unmade } = prepare(manifests.found, root);
  const problems = [...manifests.problems, ...unmade];
  const warnings = manifests.found.flatMap(elsewhere);
  say(
    terminal,
    'error',
    problems.map(({ message }) => message),
  );
  say(terminal, 'warning', warnings);
  const images =
    problems.length > 0
      ? jobs.map((job) => imageReport(job, { state: 'untried' }))
      : await atRegistries(jobs, options, ca, terminal);
  say(
    terminal,
    'error',
    images.flatMap(({ reference, error }) => (error === undefined ? [] : [`${reference}: ${error}`])),
  );
  const complete = problems.length === 0 && images.every(isComplete);
  const report: PushReport = { complete, dryRun: options.isDryRun, root, images, problems, warnings };
  if (options.isJson) {
    terminal.output.write(`${JSON.stringify(report, null, 2)}\n`);
  } else if (!options.isQuiet) {
    terminal.output.write(reportText(report));
  }
  return complete ? ExitCode.DONE : ExitCode.UNPUSHED;
}

async function atRegistries(
  jobs: readonly Job[],
  { isDryRun, isQuiet, plainHttp, jobs: atOnce }: PushArguments,
  ca: string | undefined,
  terminal: Terminal,
): Promise<ImageReport[]> {
  const work = new RegistryWork({ plainHttp, ca, jobs: atOnce, signal: terminal.signal });
  const progress = isDryRun || isQuiet || jobs.length === 0 ? SILENT : progressOf(jobs, terminal);
  try {
    return await (isDryRun ? lookAll(jobs, work) : pushAll(jobs, work, progress.onSent));
  } finally {
    progress.end();
    work.close();
  }
}

/** An object may name the image in another repository than the one it is pushed to, such as a mirror of it. */
function elsewhere({ place, record: { repository, digest }, images }: Found): string[] {
  const others = images.filter((image) => {
    const named = image.slice(0, -`@${digest}`.length);
    return named !== repository && !/^:[^/]+$/.test(named.slice(repository.length));
  });
  return others.map(
    (image) =>
      `[${placeText(place)}] image ${JSON.stringify(image)}: it is pushed to ${repository}, and this pulls it from another repository`,
  );
}

function authority(path: string, folder: string): string {
  let text: string;
  try {
    text = readFileSync(resolve(folder, path), 'utf8');
  } catch (error) {
    throw new UsageError(
      `--ca-file ${JSON.stringify(path)}: ${error instanceof Error ? error.message : error}`,
    );
  }
  if (!text.includes('-----BEGIN CERTIFICATE-----')) {
    throw new UsageError(`--ca-file ${JSON.stringify(path)}: it holds no certificate; allowed: PEM`);
  }
  return text;
}

function say({ errors }: Terminal, severity: 'error' | 'warning', messages: readonly string[]): void {
  for (const message of new Set(messages)) {
    errors.write(`${severity}: ${message}\n`);
  }
}
