import { spawn } from 'node:child_process';
import { basename, isAbsolute } from 'node:path';

/** A command that ended with an error; its whole output is on it. */
export class CommandFailed extends Error {
  /**
   * @param {string} commandLine
   * @param {string} ending how it ended
   * @param {string} output what it wrote, both streams in order of arrival
   */
  constructor(commandLine, ending, output) {
    super(`${commandLine}: ${ending}`);
    this.output = output;
  }
}

/**
 * @typedef {object} RunOptions
 * @property {string} [cwd] the working folder
 * @property {Record<string, string | undefined>} [env] variables on top of this process's own
 * @property {boolean} [show] pass the output through instead of collecting it
 * @property {(text: string) => void} [onText] told what it writes, as it comes
 */

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();

/**
 * Runs a program to its end.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<{ output: string, stdout: string, stderr: string }>}
 * @throws {CommandFailed} when it does not end with exit code 0
 */
export function run(command, args, { cwd, env, show = false, onText } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: show ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe'],
      // npm is a batch file on Windows, which only a shell can start.
      shell: process.platform === 'win32' && command === 'npm',
    });
    running.add(child);
    const collected = { output: '', stdout: '', stderr: '' };
    for (const name of /** @type {const} */ (['stdout', 'stderr'])) {
      child[name]?.setEncoding('utf8').on('data', (text) => {
        collected[name] += text;
        collected.output += text;
        onText?.(text);
      });
    }
    const commandLine = [command, ...args]
      .map((part) => (isAbsolute(part) ? basename(part) : part))
      .join(' ');
    child.on('error', (error) => {
      running.delete(child);
      reject(new CommandFailed(commandLine, error.message, collected.output));
    });
    child.on('close', (code, signal) => {
      running.delete(child);
      if (code === 0) resolve(collected);
      else reject(new CommandFailed(commandLine, signal ?? `exit code ${code}`, collected.output));
    });
  });
}

/** Ends every program that `run` started and that is still running. */
export function endChildren() {
  for (const child of running) child.kill();
}

/**
 * Runs the npm that runs this script, or the one on the path.
 *
 * @param {string[]} args
 * @param {RunOptions} [options]
 */
export function npm(args, options) {
  const cli = process.env.npm_execpath;
  return cli !== undefined && basename(cli) === 'npm-cli.js'
    ? run(process.execPath, [cli, ...args], options)
    : run('npm', args, options);
}
