import type { WasmBinarySpec } from '../artifact/wasm/binary-spec';
import { WasmRole } from '../artifact/wasm/classify';
import { Known } from '../runtime/fact';
import type { ShimReleaseSpec } from '../runtime/releases/shim-release-spec';
import { interfacesOf } from './interface-names';
import { type BinaryUse, type Obstacle, ROLE_TEXT, shimOf } from './obstacle';

const { HTTP, COMMAND, SPIN_V1_MODULE } = WasmRole;

/** What the triggers of Spin call; what others call is theirs to say. */
const CALLED_BY: { readonly [trigger: string]: readonly WasmRole[] | undefined } = {
  http: [HTTP, SPIN_V1_MODULE],
  redis: [WasmRole.REDIS_TRIGGER, SPIN_V1_MODULE],
  mqtt: [WasmRole.MQTT_TRIGGER],
  sqs: [WasmRole.SQS_TRIGGER],
  command: [COMMAND],
};

/** Interfaces by which a guest can open a port of its own. */
const LISTENING = /^wasi:sockets\/tcp(-create-socket)?$/;

/**
 * What stands against running a binary in such a workload. Of a component of a manifest the workload is not its own: the
 * rule spin-binary-trigger holds it against its triggers.
 */
export function useObstacles(binary: WasmBinarySpec, release: ShimReleaseSpec, use: BinaryUse): Obstacle[] {
  const { trigger, workload } = use;
  const uncalled =
    trigger === undefined || workload === undefined ? [] : triggerObstacles(binary.role, trigger);
  if (uncalled.length > 0) {
    return uncalled;
  }
  switch (workload) {
    case 'service':
      return trigger === undefined ? serviceObstacles(binary, release) : [];
    case 'worker':
      return answersRequests(binary)
        ? [sure(binary, 'a worker has no Service by which a request would reach it', atHome(binary))]
        : [];
    case 'job':
      return binary.role === COMMAND
        ? []
        : [sure(binary, 'a Job waits for its end, which never comes', atHome(binary))];
    default:
      return [];
  }
}

function triggerObstacles(role: WasmRole, trigger: string): Obstacle[] {
  const called = CALLED_BY[trigger];
  if (called === undefined || called.includes(role)) {
    return [];
  }
  return [
    {
      aspect: 'use',
      certain: true,
      wrong: `it ${ROLE_TEXT[role]}, and the trigger ${trigger} does not call that: an artifact has no spin.toml, and no other trigger`,
      allowed: called.map((one) => `what ${ROLE_TEXT[one]}`).join('; or '),
      fix: `${triggersFor(role)}, in the spin.toml of a Spin application image`,
    },
  ];
}

function triggersFor(role: WasmRole): string {
  const own = Object.keys(CALLED_BY).filter((type) => CALLED_BY[type]?.includes(role));
  return role === COMMAND
    ? 'the trigger command, or executor = { type = "wagi" } for a program that speaks CGI'
    : `the trigger ${own.join(' or ')}`;
}

/** A command can listen by itself where it has sockets; a CGI program of Spin is one too. */
function serviceObstacles(binary: WasmBinarySpec, release: ShimReleaseSpec): Obstacle[] {
  if (answersRequests(binary)) {
    return [];
  }
  if (binary.role !== COMMAND) {
    return [sure(binary, 'nothing in it answers what the Service sends', atHome(binary))];
  }
  const hasServer = release.roles[HTTP].value !== Known.NO;
  const mayAnswer = Object.keys(release.triggers).length > 0 || listens(binary);
  return hasServer
    ? [
        {
          ...sure(binary, `the HTTP server of ${shimOf(release)} calls none`, atHome(binary)),
          ...(mayAnswer && { certain: false }),
        },
      ]
    : [];
}

function answersRequests({ role, exports }: WasmBinarySpec): boolean {
  return (
    role === HTTP ||
    (role === SPIN_V1_MODULE && exports.some((name) => /handle[-_]http[-_]request$/.test(name)))
  );
}

function listens(binary: WasmBinarySpec): boolean {
  return (
    interfacesOf(binary).imports.some(({ name }) => LISTENING.test(name)) ||
    binary.imports.some((name) => /^wasi_snapshot_preview1\.sock_(accept|open|listen|bind)/.test(name))
  );
}

function sure({ role }: WasmBinarySpec, why: string, fix: string): Obstacle {
  return { aspect: 'use', certain: true, wrong: `it ${ROLE_TEXT[role]}, and ${why}`, fix };
}

/** The workload that such a binary is for. */
function atHome(binary: WasmBinarySpec): string {
  if (answersRequests(binary)) {
    return 'a WasmService or a SpinApp';
  }
  return binary.role === COMMAND
    ? 'a WasmJob or a WasmCronJob, or a WasmWorker where it stays'
    : 'a WasmWorker with runtime: WasmRuntime.spin()';
}
