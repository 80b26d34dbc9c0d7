import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { median } from '../median.mjs';

/** What takes longer is stopped. */
export const PATIENCE_S = 300;

/** Of what a program says of its end, so many characters. */
const MOST_TEXT = 2000;

/**
 * @typedef {Record<string, number>} Figures of one run
 *
 * @typedef {object} Measured
 * @property {Figures} [figures] medians of all runs
 * @property {string} [note] why there are none
 */

/**
 * Measures one way at growing sizes: more runs where they are short, none where the sizes before say that one would be
 * stopped.
 */
export class Patience {
  /** @type {{ size: number, seconds: number }[]} */
  #before = [];
  #rounds;

  /**
   * @param {string} name for whoever waits
   * @param {boolean} quick one run a size
   */
  constructor(name, quick) {
    this.name = name;
    this.#rounds = quick ? () => 1 : roundsFor;
  }

  /**
   * @param {number} size
   * @param {(milliseconds: number) => Promise<Figures | undefined>} run gives nothing where it was stopped after that time
   * @returns {Promise<Measured>}
   */
  async measure(size, run) {
    const expected = this.#expected(size);
    if (expected > PATIENCE_S) {
      return { note: `not run: after ${this.#last()}, it would be stopped after ${PATIENCE_S} s` };
    }
    /** @type {Figures[]} */
    const runs = [];
    for (let rounds = 1; runs.length < rounds; ) {
      const started = Date.now();
      process.stderr.write(`  ${this.name}, ${size} services …`);
      const figures = await run(PATIENCE_S * 1000);
      const seconds = (Date.now() - started) / 1000;
      process.stderr.write(` ${figures === undefined ? 'stopped after' : ''} ${seconds.toFixed(1)} s\n`);
      if (runs.length === 0) this.#before.push({ size, seconds });
      if (figures === undefined) return { note: `stopped after ${PATIENCE_S} s` };
      runs.push(figures);
      rounds = this.#rounds(seconds);
    }
    const names = Object.keys(runs[0]);
    return {
      figures: Object.fromEntries(names.map((name) => [name, median(runs.map((each) => each[name]))])),
    };
  }

  /** By how it grew before, and at least in proportion. @param {number} size */
  #expected(size) {
    const [last, before] = this.#before.toReversed();
    if (last === undefined) return 0;
    const power =
      before === undefined
        ? 1
        : Math.max(1, Math.log(last.seconds / before.seconds) / Math.log(last.size / before.size));
    return last.seconds * (size / last.size) ** power;
  }

  #last() {
    const { size, seconds } = this.#before[this.#before.length - 1];
    return `${Math.round(seconds)} s with ${size}`;
  }
}

/** @param {number} seconds that the first took */
function roundsFor(seconds) {
  if (seconds < 1) return 5;
  return seconds < 5 ? 3 : 1;
}

/**
 * Runs a program to its end.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {number} milliseconds after which it is stopped
 * @param {import('node:child_process').StdioOptions} [stdio]
 * @returns {Promise<{ stdout: string, peak?: number } | undefined>} nothing where it was stopped; the peak of its memory in
 *   MB, where the system tells
 */
export function runFor(command, args, milliseconds, stdio = ['ignore', 'pipe', 'pipe']) {
  return new Promise((resolve, reject) => {
    let isStopped = false;
    let stdout = '';
    let stderr = '';
    /** @type {number | undefined} */
    let peak;
    const env = { ...process.env, CDK8S_CHECK_UPGRADE: 'false' };
    // A group of its own: what it starts holds its streams, and is stopped with it.
    const child = spawn(command, args, { stdio, env, detached: true });
    const timer = setTimeout(() => {
      isStopped = true;
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    }, milliseconds);
    const watch = setInterval(() => {
      peak = peakOf(child.pid) ?? peak;
    }, 20);
    child.stdout?.setEncoding('utf8').on('data', (text) => {
      stdout += text;
    });
    child.stderr?.setEncoding('utf8').on('data', (text) => {
      stderr = `${stderr}${text}`.slice(-MOST_TEXT);
    });
    const end = () => {
      clearTimeout(timer);
      clearInterval(watch);
    };
    child.on('error', (error) => {
      end();
      reject(error);
    });
    child.on('close', (code) => {
      end();
      if (isStopped) resolve(undefined);
      else if (code !== 0) reject(new Error(`${command} ${args.join(' ')}: exit code ${code}\n${stderr}`));
      else resolve({ stdout, ...(peak !== undefined && { peak }) });
    });
  });
}

/** Of a running process, where there is a /proc. @param {number | undefined} pid */
function peakOf(pid) {
  const file = `/proc/${pid}/status`;
  const match = existsSync(file) && /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(file, 'utf8'));
  return match ? Number(match[1]) / 1e3 : undefined;
}
