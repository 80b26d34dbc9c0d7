import { spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { run } from '../process.mjs';
import { root } from '../root.mjs';
import { StepProblem } from '../steps.mjs';
import { programPath } from './build.mjs';
import { until } from './until.mjs';

/**
 * A network, mount and process namespace of its own, with a folder for its state. Whatever is started in it ends with
 * its first process, whose id and start time are kept in the folder: so ending it ends exactly what was started.
 */
export class Sandbox {
  /** @param {string} folder its state; the last part of the path names its control groups */
  constructor(folder) {
    this.folder = folder;
    this.logs = join(folder, 'logs');
  }

  /** The first process, as the machine sees it; undefined unless it runs. */
  get pid() {
    const file = join(this.folder, 'init.json');
    if (!existsSync(file)) return undefined;
    const { pid, started } = JSON.parse(readFileSync(file, 'utf8'));
    // The id may be another's by now; its start time is not.
    return startTime(pid) === started ? Number(pid) : undefined;
  }

  /** Makes the namespaces; `config/init.sh` says what is in them. */
  async open() {
    mkdirSync(this.logs, { recursive: true });
    const config = join(root, 'test', 'cluster', 'config');
    const child = this.#spawn('init', 'unshare', [
      '--net',
      '--mount',
      '--pid',
      '--fork',
      '--kill-child',
      '--mount-proc',
      'bash',
      join(config, 'init.sh'),
      this.folder,
      config,
    ]);
    const init = await until('the namespaces', () => childOf(child.pid), {
      alive: () => child.exitCode === null,
    });
    writeFileSync(join(this.folder, 'init.json'), JSON.stringify({ pid: init, started: startTime(init) }));
    await until('the namespaces', () => existsSync(join(this.folder, 'ready')) || undefined, {
      alive: () => child.exitCode === null,
      log: join(this.logs, 'init.log'),
    });
  }

  /**
   * Starts a program that goes on when this one has ended. What it writes goes to a log named after it.
   *
   * @param {string} name
   * @param {string[]} command
   * @param {{ network?: boolean }} [options] whether it sees the network in here, or the machine's
   */
  start(name, command, { network = true } = {}) {
    return this.#spawn(name, 'nsenter', [...this.#enter(network), ...command]);
  }

  /**
   * Runs a program in here to its end.
   *
   * @param {string[]} command
   */
  run(command) {
    return run('nsenter', [...this.#enter(true), ...command], { env: environment() });
  }

  /**
   * Starts a program in here that belongs to this one: its streams are pipes.
   *
   * @param {string[]} command
   */
  pipe(command) {
    return spawn('nsenter', [...this.#enter(true), ...command], { env: environment() });
  }

  /** Ends all that runs in here, and removes what it left. */
  async close() {
    const { pid } = this;
    if (pid !== undefined) {
      process.kill(pid, 'SIGKILL');
      await until('the end of the cluster', () => this.pid === undefined || undefined);
    }
    await removeControlGroups(basename(this.folder));
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** @param {boolean} network */
  #enter(network) {
    const { pid } = this;
    if (pid === undefined) throw new StepProblem('the cluster is not running: `npm run cluster` starts it');
    const spaces = network ? ['--net', '--mount', '--pid'] : ['--pid'];
    return ['--target', String(pid), ...spaces, '--'];
  }

  /**
   * @param {string} name
   * @param {string} program
   * @param {string[]} args
   */
  #spawn(name, program, args) {
    const log = openSync(join(this.logs, `${name}.log`), 'a');
    const child = spawn(program, args, { detached: true, stdio: ['ignore', log, log], env: environment() });
    child.on('error', () => {});
    child.unref();
    return child;
  }
}

/** A container beside a wasm one sees containerd's own variables, so it has none that tell of the machine. */
function environment() {
  return { PATH: programPath(), HOME: '/root' };
}

/**
 * When a process started, in ticks since the machine did; undefined when there is none.
 *
 * @param {number} pid
 */
function startTime(pid) {
  try {
    // The name, in parentheses, may hold anything.
    const [, fields] = /^.*\) (.*)$/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? [];
    const [state, ...rest] = String(fields).split(' ');
    return state === 'Z' ? undefined : rest[18];
  } catch {
    return undefined;
  }
}

/** @param {number | undefined} pid */
function childOf(pid) {
  const file = `/proc/${pid}/task/${pid}/children`;
  const [child] = existsSync(file) ? readFileSync(file, 'utf8').trim().split(' ') : [];
  return child === undefined || child === '' ? undefined : Number(child);
}

/** @param {string} name of the groups, one for each controller */
async function removeControlGroups(name) {
  const mounts = [
    '/sys/fs/cgroup',
    ...readdirSync('/sys/fs/cgroup').map((entry) => `/sys/fs/cgroup/${entry}`),
  ];
  for (const group of mounts.map((mount) => join(mount, name)).filter((path) => existsSync(path))) {
    const below = readdirSync(group, { recursive: true, withFileTypes: true });
    const folders = below
      .filter((entry) => entry.isDirectory())
      .map(({ parentPath, name }) => join(parentPath, name));
    for (const folder of [...folders.sort((a, b) => b.length - a.length), group]) {
      // The kernel takes a moment to let go of processes that have ended.
      await until(`the control group ${folder} to be empty`, () => {
        try {
          rmdirSync(folder);
        } catch {
          return existsSync(folder) ? undefined : true;
        }
        return true;
      });
    }
  }
}
