import { packageVersion } from '../check/package-version';
import { ExitCode } from './exit-code';
import { PUSH_HELP, pushCommand } from './push/command';
import type { Terminal } from './terminal';
import { UsageError } from './usage-error';

const HELP = `usage: cdk8s-wasm <command> …

commands:
  push       push the images that manifests name

options:
  --help     print this, or the help of a command
  --version  print the version
`;

/**
 * Runs the command line.
 *
 * @param args what stands behind the program's name
 * @returns the exit code
 */
export async function run(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  try {
    return await dispatch(args, terminal);
  } catch (error) {
    const isUsage = error instanceof UsageError;
    const message = error instanceof Error ? error.message : String(error);
    terminal.errors.write(`error: ${message}\n${isUsage ? 'cdk8s-wasm --help says more\n' : ''}`);
    return isUsage ? ExitCode.USAGE : ExitCode.UNPUSHED;
  }
}

async function dispatch([command, ...args]: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const answer = (text: string): ExitCode => {
    terminal.output.write(text);
    return ExitCode.DONE;
  };
  const asksForHelp = args.includes('--help') || args.includes('-h');
  switch (command) {
    case 'push':
      return asksForHelp ? answer(PUSH_HELP) : pushCommand(args, terminal);
    case 'help':
    case '--help':
    case '-h':
      return answer(HELP);
    case '--version':
      return answer(`${packageVersion()}\n`);
    case undefined:
      throw new UsageError('no command given; allowed: push');
    default:
      throw new UsageError(`unknown command ${JSON.stringify(command)}; allowed: push`);
  }
}
