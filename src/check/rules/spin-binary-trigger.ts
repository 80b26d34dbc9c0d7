import { SpinExecutor, type SpinTrigger } from '../../artifact/spin/trigger-spec';
import type { WasmBinarySpec } from '../../artifact/wasm/binary-spec';
import { WasmRole } from '../../artifact/wasm/classify';
import { CheckSeverity } from '../finding';
import type { Rule } from '../rule';
import { applicationsOf, inManifest, mayRunOnSpin } from '../spin/application';

/** What a trigger calls: a role, and the names by which a binary with several roles has it too. */
interface Wanted {
  readonly roles: readonly WasmRole[];
  readonly exports: readonly string[];
}

const HTTP: Wanted = {
  roles: [WasmRole.HTTP, WasmRole.SPIN_V1_MODULE],
  exports: ['wasi:http/incoming-handler', 'wasi:http/handler', 'fermyon:spin/inbound-http'],
};
const COMMAND: Wanted = { roles: [WasmRole.COMMAND], exports: ['wasi:cli/run', '_start'] };
/** Sources: spinframework/spin crates/trigger-*; spinframework/spin-trigger-mqtt, -sqs and -command. */
const WANTED: { readonly [type: string]: Wanted | undefined } = {
  redis: {
    roles: [WasmRole.REDIS_TRIGGER, WasmRole.SPIN_V1_MODULE],
    exports: ['fermyon:spin/inbound-redis', 'spin:redis/inbound-redis'],
  },
  mqtt: { roles: [WasmRole.MQTT_TRIGGER], exports: ['spin:mqtt-trigger-sdk/inbound-mqtt', 'handle-message'] },
  sqs: { roles: [WasmRole.SQS_TRIGGER], exports: ['handle-queue-message'] },
  command: COMMAND,
};

export const spinBinaryTrigger: Rule = {
  id: 'spin-binary-trigger',
  severity: CheckSeverity.ERROR,
  title: 'the WebAssembly of a component exports what its trigger calls',
  why:
    'The trigger looks for its export when it starts, or at the first message, and fails: a module with `_start` runs for a command ' +
    'trigger or for the executor wagi alone. Source: spinframework/spin crates/http/src/trigger.rs, crates/trigger-redis, crates/trigger-http/src/wagi.rs.',
  needs: ['runtime', 'manifest', 'componentBinaries'],
  concerns: mayRunOnSpin,
  check: (subject) =>
    applicationsOf(subject).flatMap(({ triggers }) =>
      triggers.flatMap((trigger) => {
        const { id, type, component } = trigger;
        const binary = subject.componentBinaries?.[component ?? ''];
        const wanted = wantedBy(trigger);
        return binary === undefined || wanted === undefined || has(binary, wanted)
          ? []
          : [
              {
                field: inManifest(`trigger.${type} ${id}.component`),
                value: component,
                wrong: `its .wasm is of the role ${binary.role} and exports nothing that this trigger calls`,
                allowed: `an export of ${wanted.exports.join(' or ')}`,
                fix: fixOf(trigger, binary),
              },
            ];
      }),
    ),
};

function wantedBy({ type, executor }: SpinTrigger): Wanted | undefined {
  if (type === 'http') {
    return executor === SpinExecutor.WAGI ? COMMAND : HTTP;
  }
  return Object.hasOwn(WANTED, type) ? WANTED[type] : undefined;
}

function has({ role, exports }: WasmBinarySpec, wanted: Wanted): boolean {
  return wanted.roles.includes(role) || exports.some((name) => wanted.exports.includes(interfaceOf(name)));
}

/** `wasi:http/incoming-handler` of `wasi:http/incoming-handler@0.2.0`, also of a module that is yet to be a component. */
function interfaceOf(name: string): string {
  return name.replace(/^cm32p2\|+/, '').replace(/[@#|].*$/s, '');
}

function fixOf({ type, executor }: SpinTrigger, { role }: WasmBinarySpec): string {
  if (type === 'http' && role === WasmRole.COMMAND) {
    return 'executor = { type = "wagi" } for a CGI program, a [[trigger.command]] for one that runs and ends, or build it for wasi:http';
  }
  return executor === SpinExecutor.WAGI && role === WasmRole.HTTP
    ? 'leave executor out'
    : 'give the trigger the component that is made for it, or build that one for the world of the trigger';
}
