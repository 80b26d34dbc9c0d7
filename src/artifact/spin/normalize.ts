import type { ComponentRef, Draft, DraftComponent, DraftTrigger } from './draft';
import { kebabProblem } from './ids';
import type { Problems } from './problems';

/** A draft in which every trigger has an id and every component stands under its own. */
export interface NormalDraft extends Draft {
  readonly triggers: readonly DraftTrigger<NormalRef>[];
}

/** A component by its id. */
export interface NormalRef extends ComponentRef {
  readonly id: string;
}

/**
 * Gives ids to triggers and to the components that stand in them, and works in
 * a profile.
 *
 * Source: spinframework/spin, `crates/manifest/src/normalize.rs`.
 */
export function normalize(draft: Draft, profile: string | undefined, problems: Problems): NormalDraft {
  const components = new Map(draft.components);
  const triggers = withIds(draft.triggers).map((trigger) => moveInline(trigger, components));
  if (profile !== undefined) {
    applyProfile(components, profile, problems);
  }
  return { ...draft, triggers, components };
}

function withIds(triggers: readonly DraftTrigger[]): DraftTrigger[] {
  const taken = new Set(triggers.map(({ id }) => id));
  return triggers.map((trigger) => {
    if (trigger.id !== '') {
      return trigger;
    }
    const own = trigger.component?.id;
    const natural = own === undefined ? undefined : `${own}-${trigger.type}-trigger`;
    const id =
      natural !== undefined && !taken.has(natural) ? natural : free(`${trigger.type}-trigger`, taken);
    taken.add(id);
    return { ...trigger, id };
  });
}

function moveInline(trigger: DraftTrigger, components: Map<string, DraftComponent>): DraftTrigger<NormalRef> {
  const { component, components: byRole, ...rest } = trigger;
  const refs = [...(component === undefined ? [] : [component]), ...Object.values(byRole).flat()];
  const move = (ref: ComponentRef): NormalRef => {
    if (ref.inline === undefined) {
      return { at: ref.at, id: ref.id ?? '' };
    }
    const natural = `${trigger.id}-component`;
    const isFree = refs.length === 1 && kebabProblem(natural) === undefined && !components.has(natural);
    const id = isFree ? natural : free('inline-component', components);
    components.set(id, ref.inline);
    return { at: ref.at, id };
  };
  return {
    ...rest,
    ...(component !== undefined && { component: move(component) }),
    components: Object.fromEntries(Object.entries(byRole).map(([role, items]) => [role, items.map(move)])),
  };
}

function applyProfile(components: Map<string, DraftComponent>, profile: string, problems: Problems): void {
  const known = new Set([...components.values()].flatMap(({ profiles }) => [...profiles.keys()]));
  if (!known.has(profile)) {
    problems.add({
      rule: 'profile',
      at: [],
      value: profile,
      wrong: 'no component has such a profile',
      allowed: [...known].join(', ') || 'none: the manifest has no profiles',
    });
  }
  for (const [id, component] of components) {
    const changes = component.profiles.get(profile);
    if (changes === undefined) {
      continue;
    }
    const { source, environment, dependencies, commands } = changes;
    components.set(id, {
      ...component,
      body: {
        ...component.body,
        ...(source !== undefined && { source }),
        ...(commands !== undefined && {
          buildConfig: { watch: [], ...component.body.buildConfig, commands },
        }),
        environment: { ...component.body.environment, ...environment },
      },
      dependencies: new Map([...component.dependencies, ...dependencies]),
    });
  }
}

/** The first of `name1`, `name2`, … that is not taken. */
function free(name: string, taken: { has(id: string): boolean }): string {
  let counter = 1;
  while (taken.has(`${name}${counter}`)) {
    counter++;
  }
  return `${name}${counter}`;
}
