import { Known, type RuntimeFact } from '../runtime/fact';
import { UidPolicy, type WasmPlatformSpec } from '../runtime/wasm-platform-spec';
import { demandWhole } from '../value/demand';
import { compact, type JsonObject, orNothing } from '../value/json';
import { MadeOnce } from '../value/made-once';
import { refusal } from '../value/refuse';
import { literal } from '../value/unresolved';
import type { SecurityContextSpec } from './props/security';

/** Nobody in particular, as in distroless images: no file of a node belongs to it. */
const UNPRIVILEGED = 65532;

/** What is known of the rights of the processes that something runs. */
export interface Rights {
  readonly facts: { readonly [fact in 'dropAllAlone' | 'readOnlyRoot']: Pick<RuntimeFact, 'value'> };
}

/** The pod's and the container's security context. */
export interface SecurityContexts {
  readonly pod: JsonObject;
  readonly container: JsonObject;
}

const USUAL = new MadeOnce<SecurityContexts>();

/** The safe defaults of a runtime on a platform, with what somebody says otherwise. */
export function securityContexts(
  path: string,
  runtime: Rights,
  platform: Pick<WasmPlatformSpec, 'uidPolicy'> | undefined,
  spec: SecurityContextSpec | undefined,
): SecurityContexts {
  if (spec !== undefined) {
    return contextsOf(path, runtime, platform, spec);
  }
  const { dropAllAlone, readOnlyRoot } = runtime.facts;
  const key = `${dropAllAlone.value} ${readOnlyRoot.value} ${platform?.uidPolicy}`;
  return USUAL.of(key, () => contextsOf(path, runtime, platform, {}));
}

function contextsOf(
  path: string,
  runtime: Rights,
  platform: Pick<WasmPlatformSpec, 'uidPolicy'> | undefined,
  spec: SecurityContextSpec,
): SecurityContexts {
  for (const key of ['runAsUser', 'runAsGroup', 'fsGroup'] as const) {
    demandWhole(path, `securityContext.${key}`, spec[key], 0);
  }
  refuseSuperuser(path, 'securityContext', spec.runAsNonRoot ?? true, spec.runAsUser);
  const id = platform?.uidPolicy === UidPolicy.NAMESPACE ? undefined : UNPRIVILEGED;
  return {
    pod: compact({
      runAsNonRoot: spec.runAsNonRoot ?? true,
      runAsUser: spec.runAsUser ?? id,
      runAsGroup: spec.runAsGroup ?? id,
      fsGroup: spec.fsGroup,
      seccompProfile: compact({ ...(spec.seccompProfile ?? { type: 'RuntimeDefault' }) }),
    }),
    container: containerContext(spec, {
      readOnlyRootFilesystem: runtime.facts.readOnlyRoot.value === Known.YES ? true : undefined,
      // `drop: [ALL]` alone leaves such a process every right: only where something is added does the shim set the lists.
      add: runtime.facts.dropAllAlone.value === Known.NO ? ['NET_BIND_SERVICE'] : undefined,
    }),
  };
}

/** What a Linux container says otherwise than the pod it stands in. */
export function linuxSecurityContext(
  path: string,
  field: string,
  runtime: Rights,
  spec: SecurityContextSpec = {},
): JsonObject {
  for (const key of ['runAsUser', 'runAsGroup'] as const) {
    demandWhole(path, `${field}.${key}`, spec[key], 0);
  }
  refuseSuperuser(path, field, spec.runAsNonRoot, spec.runAsUser);
  if (spec.fsGroup !== undefined) {
    throw refusal({
      path,
      field: `${field}.fsGroup`,
      value: spec.fsGroup,
      wrong: 'it holds for a pod as a whole, not for one container',
      fix: "set it on the workload's own securityContext",
    });
  }
  return compact({
    ...containerContext(spec, {
      add: runtime.facts.dropAllAlone.value === Known.NO ? ['NET_BIND_SERVICE'] : undefined,
    }),
    runAsNonRoot: spec.runAsNonRoot,
    runAsUser: spec.runAsUser,
    runAsGroup: spec.runAsGroup,
    seccompProfile: spec.seccompProfile && compact({ ...spec.seccompProfile }),
  });
}

function refuseSuperuser(path: string, field: string, isNonRoot: unknown, user: number | undefined): void {
  if (isNonRoot === true && literal(user) === 0) {
    throw refusal({
      path,
      field: `${field}.runAsUser`,
      value: user,
      wrong: 'the kubelet starts no superuser where runAsNonRoot holds, which it does unless it is false',
      fix: 'another user, or runAsNonRoot: false beside it',
    });
  }
}

function containerContext(
  spec: SecurityContextSpec,
  defaults: { readonly readOnlyRootFilesystem?: boolean; readonly add?: string[] },
): JsonObject {
  return compact({
    allowPrivilegeEscalation: spec.allowPrivilegeEscalation ?? false,
    readOnlyRootFilesystem: spec.readOnlyRootFilesystem ?? defaults.readOnlyRootFilesystem,
    capabilities: orNothing(
      compact({
        add: orNothing(spec.capabilities?.add ?? defaults.add),
        drop: orNothing(spec.capabilities?.drop ?? ['ALL']),
      }),
    ),
  });
}
