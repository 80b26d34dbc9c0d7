import type { Cluster } from '../../../scripts/lib/cluster/cluster.mjs';
import { at, isObject, type Json, objects, text } from '../../support/json';

/** What the kernel says of a container's first process. */
export interface Process {
  /** `/proc/<pid>/status`, by the name of the field. */
  readonly status: Readonly<Record<string, string>>;
  /** Options of each mount, by its path in the container. */
  readonly mounts: Readonly<Record<string, readonly string[]>>;
  /** Limits of its control group: bytes, and CPU time a period or `max`. */
  readonly limits: { readonly memory: string; readonly cpu: string };
}

/** Where the pod's status tells of a container. */
type StatusField = 'containerStatuses' | 'initContainerStatuses';

/** The id of the first process of a pod's container, as the node sees it. */
export async function pidOf(
  cluster: Cluster,
  pod: Json,
  container = 'app',
  field: StatusField = 'containerStatuses',
): Promise<string> {
  const state = objects(Object(pod.status), field).find(({ name }) => name === container);
  const id = String(at(state, 'containerID')).replace('containerd://', '');
  const tasks = (await cluster.sandbox.run(['ctr', '-n', 'k8s.io', 'tasks', 'list'])).stdout;
  const pid = new RegExp(`^${id}\\s+(\\d+)`, 'm').exec(tasks)?.[1];
  if (pid === undefined)
    throw new Error(`no task ${id} (${text(Object(pod.metadata), 'name')}) in:\n${tasks}`);
  return pid;
}

/** Looks at the first process of a pod's container. */
export async function processOf(
  cluster: Cluster,
  pod: Json,
  container = 'app',
  field: StatusField = 'containerStatuses',
): Promise<Process> {
  const pid = await pidOf(cluster, pod, container, field);
  const read = async (...paths: string[]) => (await cluster.sandbox.run(['cat', ...paths])).stdout;
  const [status, mountinfo, cgroup] = await Promise.all(
    ['status', 'mountinfo', 'cgroup'].map((file) => read(`/proc/${pid}/${file}`)),
  );
  return {
    status: Object.fromEntries(
      status.split('\n').map((line) => {
        const [name, value = ''] = line.split(':');
        return [name, value.trim().replaceAll(/\s+/g, ' ')];
      }),
    ),
    mounts: Object.fromEntries(
      mountinfo
        .trim()
        .split('\n')
        .map((line) => line.split(' '))
        .map((fields) => [fields[4], fields[5].split(',')]),
    ),
    limits: await limitsOf(cgroup, read),
  };
}

/** The files have other names in the first version of control groups than in the second. */
async function limitsOf(cgroup: string, read: (path: string) => Promise<string>) {
  const groups = cgroup
    .trim()
    .split('\n')
    .map((line) => line.split(':'));
  const group = (controller: string) =>
    groups.find(([, names]) => names.split(',').includes(controller))?.[2];
  if (group('memory') === undefined) {
    const path = `/sys/fs/cgroup${group('') ?? ''}`;
    const [cpu] = (await read(`${path}/cpu.max`)).split(' ');
    return { memory: (await read(`${path}/memory.max`)).trim(), cpu };
  }
  const memory = await read(`/sys/fs/cgroup/memory${group('memory')}/memory.limit_in_bytes`);
  const cpu = await read(`/sys/fs/cgroup/cpu${group('cpu')}/cpu.cfs_quota_us`);
  return { memory: memory.trim(), cpu: cpu.trim().replace('-1', 'max') };
}

/** The condition of an object, such as `Ready` of a pod. */
export function hasCondition(object: Json | undefined, type: string): boolean {
  const conditions = isObject(object?.status) ? objects(object.status, 'conditions') : [];
  return conditions.some((condition) => condition.type === type && condition.status === 'True');
}
