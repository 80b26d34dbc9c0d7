import { triggersOf } from '../check/spin/application';
import { MESSAGE_TRIGGERS, SHIM_TRIGGERS } from '../check/spin/names';
import { refusal } from '../value/refuse';
import { isLiteral } from '../value/unresolved';
import type { SpinFromManifestProps } from './props/spin-from-manifest-props';

/** What triggers make of a Spin application. */
export type Picked = 'SpinApp' | 'WasmWorker' | 'WasmJob' | 'WasmCronJob';

type Field = keyof SpinFromManifestProps;

const SERVING = ['port', 'service', 'ingress'] as const satisfies readonly Field[];
const STAYING = [
  'replicas',
  'autoscale',
  'health',
  'rollout',
  'disruption',
] as const satisfies readonly Field[];
const RUNNING = [
  'backoffLimit',
  'activeDeadlineSeconds',
  'ttlSecondsAfterFinished',
  'parallelism',
  'completions',
  'restartPolicy',
  'terminationGracePeriodSeconds',
] as const satisfies readonly Field[];
const SCHEDULED = [
  'schedule',
  'timeZone',
  'concurrencyPolicy',
  'suspend',
  'startingDeadlineSeconds',
  'successfulJobsHistoryLimit',
  'failedJobsHistoryLimit',
] as const satisfies readonly Field[];

/** What each construct does not have of the props of all of them. */
const WITHOUT: { readonly [picked in Picked]: readonly Field[] } = {
  SpinApp: [...RUNNING, ...SCHEDULED],
  WasmWorker: [...SERVING, ...RUNNING, ...SCHEDULED],
  WasmJob: [...SERVING, ...STAYING, ...SCHEDULED],
  WasmCronJob: [...SERVING, ...STAYING],
};

/**
 * Which construct an application becomes, by the triggers of the components that run.
 *
 * @throws where the manifest is not known, the triggers do not go together, or a prop is given that the construct does
 * not have
 */
export function pickConstruct(path: string, props: SpinFromManifestProps): Picked {
  const types = triggerTypes(path, props);
  const picked = pick(path, types, props.schedule !== undefined);
  const foreign = WITHOUT[picked].find((field) => props[field] !== undefined);
  if (foreign !== undefined) {
    throw refusal({
      path,
      field: foreign,
      value: props[foreign],
      wrong: `the triggers (${types.join(', ')}) make a ${picked} of the application, which has none`,
      fix: 'leave it out, or components: others of the same image',
    });
  }
  return picked;
}

function triggerTypes(path: string, { image, components }: SpinFromManifestProps): string[] {
  const { manifest } = image.toSpec();
  if (manifest === undefined) {
    throw refusal({
      path,
      field: 'image',
      value: image.reference,
      wrong: 'the image does not know its manifest, and nobody can tell what its triggers are',
      fix: "WasmImage.of('…', { manifest: SpinManifest.fromFile('spin.toml').toSpec() }), or the construct itself",
    });
  }
  const retained = components?.every(isLiteral) ? components : undefined;
  return [...new Set(triggersOf(manifest, retained).map(({ type }) => type))];
}

function pick(path: string, types: readonly string[], isScheduled: boolean): Picked {
  const isCommand = types.includes('command');
  const others = types.filter((type) => type !== 'command' && SHIM_TRIGGERS.includes(type));
  const problem = (value: unknown, wrong: string, fix: string, field = 'image'): Error =>
    refusal({ path, field, value, wrong, allowed: SHIM_TRIGGERS.join(', '), fix });
  if (!isCommand && others.length === 0) {
    const fix = 'for set times a [[trigger.command]] and the prop schedule; else one of these triggers';
    throw problem(types, 'no trigger of the components that run is one of the shim’s', fix);
  }
  if (isCommand && others.length > 0) {
    const fix = 'say it twice for the same image: components: those of the command here, the others there';
    throw problem(types, 'when the command ends, the other triggers end with it', fix);
  }
  if (isCommand) {
    return isScheduled ? 'WasmCronJob' : 'WasmJob';
  }
  return others.some((type) => !MESSAGE_TRIGGERS.includes(type)) ? 'SpinApp' : 'WasmWorker';
}
