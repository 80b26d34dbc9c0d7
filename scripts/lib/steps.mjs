import { CommandFailed } from './process.mjs';
import { Tally } from './tally.mjs';

const HEARTBEAT_MS = 5_000;
const FRAME_MS = 120;
const FRAMES = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];

/** @param {number} ms */
const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`;

/**
 * Runs named steps, alone or side by side, and shows each with its time: a live line on a terminal, plain
 * lines elsewhere. What a step's command wrote is shown when it fails.
 */
export class Steps {
  /** Each step counts as one, unless what it returns or throws carries a tally of its own. */
  tally = new Tally();

  /** @type {Map<string, { started: number, note: string }>} */
  #running = new Map();
  /** @type {NodeJS.Timeout | undefined} */
  #timer;
  #frame = 0;

  /** @param {{ out?: { write(text: string): unknown, isTTY?: boolean, columns?: number } }} [options] */
  constructor({ out = process.stdout } = {}) {
    this.out = out;
    this.live = out.isTTY === true && process.env.CI === undefined;
  }

  /**
   * Runs one step.
   *
   * @template T
   * @param {string} name
   * @param {(progress: (note: string) => void) => Promise<T>} action may report progress; a string that it
   *   returns, or the `detail` of an object, is shown beside the step's name
   * @returns {Promise<{ ok: true, value: T } | { ok: false }>}
   */
  async run(name, action) {
    const state = { started: Date.now(), note: '' };
    this.#running.set(name, state);
    this.#startTimer();
    try {
      const value = await action((note) => {
        state.note = note;
      });
      this.tally.add(tallyOf(value) ?? new Tally(1));
      this.#end(name, `✓ ${name}`, state.started, detailOf(value));
      return { ok: true, value };
    } catch (error) {
      const own = tallyOf(error);
      this.tally.add(own !== undefined && own.failed > 0 ? own : new Tally(0, 1));
      this.#end(name, `✗ ${name}`, state.started, '');
      this.#print(explain(error));
      return { ok: false };
    }
  }

  /**
   * Says that a step was not tried.
   *
   * @param {string} name
   * @param {string} reason
   */
  omit(name, reason) {
    this.#print(`- ${name}  not run: ${reason}`);
  }

  /**
   * @param {string} name
   * @param {string} title
   * @param {number} started
   * @param {string} detail
   */
  #end(name, title, started, detail) {
    this.#running.delete(name);
    const time = seconds(Date.now() - started).padStart(7);
    this.#print(`${title.padEnd(26)}${time}${detail === '' ? '' : `  ${detail}`}`);
    if (this.#running.size === 0) {
      clearInterval(this.#timer);
      this.#timer = undefined;
    }
  }

  #startTimer() {
    if (this.#timer !== undefined) return;
    this.#timer = setInterval(() => this.#tick(), this.live ? FRAME_MS : HEARTBEAT_MS);
    this.#timer.unref();
  }

  #tick() {
    if (this.#running.size === 0) return;
    const parts = [...this.#running].map(([name, { started, note }]) => {
      return `${name} ${seconds(Date.now() - started)}${note === '' ? '' : ` (${note})`}`;
    });
    if (!this.live) {
      this.out.write(`… ${parts.join(' · ')}\n`);
      return;
    }
    this.#frame = (this.#frame + 1) % FRAMES.length;
    const line = `${FRAMES[this.#frame]} ${parts.join(' · ')}`;
    this.out.write(`\r\x1b[2K${line.slice(0, (this.out.columns ?? 80) - 1)}`);
  }

  /** @param {string} text */
  #print(text) {
    this.out.write(`${this.live ? '\r\x1b[2K' : ''}${text}\n`);
  }
}

/** @param {unknown} value */
function detailOf(value) {
  if (typeof value === 'string') return value;
  if (typeof value === 'object' && value !== null && 'detail' in value) return String(value.detail);
  return '';
}

/** @param {unknown} value */
function tallyOf(value) {
  if (typeof value !== 'object' || value === null || !('tally' in value)) return undefined;
  return value.tally instanceof Tally ? value.tally : undefined;
}

/** @param {unknown} error */
function explain(error) {
  if (error instanceof CommandFailed) return `${error.output.trimEnd()}\n${error.message}`;
  if (error instanceof StepProblem) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** A failure whose message is all that the reader needs. */
export class StepProblem extends Error {}
