import { whileAsked } from '../once';
import type { ContainerView, Subject } from '../subject';
import { applicationsOf } from './application';
import { runtimeConfigOf } from './runtime-config';
import { givenVariables, hiddenSources, providedVariables } from './variables';

/** Required variables of an application to which nothing that is seen here gives a value. */
export interface UnsetVariables {
  readonly guest: ContainerView;
  /** Their names, one at least. */
  readonly names: readonly string[];
  /** From where they may have a value all the same. */
  readonly hidden: readonly string[];
  /** What would give them one. */
  readonly example: string;
}

/** The required variables without a value, of each guest that has any. */
export const unsetOf = whileAsked((subject: Subject): UnsetVariables[] =>
  applicationsOf(subject).flatMap(({ guest, manifest }) => {
    const set = new Set([
      ...givenVariables(guest).map(({ variable }) => variable),
      ...providedVariables(runtimeConfigOf(subject, guest).known, guest),
    ]);
    const unset = Object.entries(manifest.variables).filter(
      ([name, { required }]) => required && !set.has(name),
    );
    const values = unset.map(([name, { secret }]) =>
      secret ? `${name}: EnvValue.fromSecret({ name: '…' }, '${name}')` : `${name}: EnvValue.of('…')`,
    );
    return unset.length === 0
      ? []
      : [
          {
            guest,
            names: unset.map(([name]) => name),
            hidden: hiddenSources(subject, guest),
            example: `variables: { ${values.join(', ')} }`,
          },
        ];
  }),
);
