// What pods take on their node, in bytes: `node node-memory.mjs <uid of a pod> …`, run where the node's processes are
// seen. Of each pod: its control group's working set (what is in use but for files that can be read again) and its
// peak, and beside it the shim's processes, which live in no pod.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const V1 = '/sys/fs/cgroup/memory';
const MOUNT = existsSync(V1) ? V1 : '/sys/fs/cgroup';
const FILES = existsSync(V1)
  ? { usage: 'memory.usage_in_bytes', peak: 'memory.max_usage_in_bytes', inactive: 'total_inactive_file' }
  : { usage: 'memory.current', peak: 'memory.peak', inactive: 'inactive_file' };

/** @param {string} path */
const read = (path) => readFileSync(path, 'utf8');

const processes = readdirSync('/proc')
  .filter((name) => /^\d+$/.test(name))
  .flatMap((pid) => {
    try {
      const [group = ''] = /(?<=memory[^:]*:|^0::).*/m.exec(read(`/proc/${pid}/cgroup`)) ?? [];
      return [{ pid, group, command: read(`/proc/${pid}/cmdline`).split('\0') }];
    } catch {
      // It has ended.
      return [];
    }
  });

console.log(JSON.stringify(process.argv.slice(2).map(memoryOf)));

/** @param {string} uid */
function memoryOf(uid) {
  const group = folderOf(uid);
  const stat = read(join(group, 'memory.stat'));
  const inactive = Number(new RegExp(`^${FILES.inactive} (\\d+)`, 'm').exec(stat)?.[1]);
  const own = processes.filter((each) => each.group.includes(uid));
  // A sandbox's id is the name of the group of its first process.
  const ids = new Set(own.map((each) => each.group.split('/').at(-1)));
  const shims = processes.filter(
    ({ command }) => command[0]?.includes('containerd-shim') && command.some((part) => ids.has(part)),
  );
  return {
    workingSet: Number(read(join(group, FILES.usage))) - inactive,
    peak: Number(read(join(group, FILES.peak))),
    shim: shims
      .filter(({ pid }) => !own.some((each) => each.pid === pid))
      .reduce((sum, { pid }) => sum + shareOf(pid), 0),
  };
}

/** The pod's own group: the shortest path with its id. @param {string} uid */
function folderOf(uid) {
  const paths = readdirSync(MOUNT, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name.replaceAll('_', '-').includes(uid))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort((a, b) => a.length - b.length);
  if (paths[0] === undefined) throw new Error(`no control group of the pod ${uid}`);
  return paths[0];
}

/** Its own pages and its share of those that several processes have. @param {string} pid */
function shareOf(pid) {
  return Number(/^Pss:\s+(\d+) kB/m.exec(read(`/proc/${pid}/smaps_rollup`))?.[1]) * 1024;
}
