import { dig, isObject } from '../../value/json';
import { CheckSeverity, type Finding } from '../finding';
import { type Problem, type Rule, runRules } from '../rule';
import { RULES } from '../rules';
import { titleOf } from '../subject';
import { TREE_RULES } from '../tree-rules';
import type { Entry } from './entries';

/** An annotation with this and the id of a check says why somebody lives with what it finds. */
const PREFIX = 'wasmcd.dev/acknowledge.';

/** What the linter asks of the acknowledgements in manifests. */
export const ACKNOWLEDGEMENT: Rule = {
  id: 'acknowledgement',
  severity: CheckSeverity.ERROR,
  title: 'an acknowledgement names a check that finds something there, and gives a reason',
  why:
    'A check that is switched off by a misspelt id, without a reason, or for something that is long gone looks like one that ' +
    'somebody thought about. Where the check could not look, nothing is said.',
  needs: [],
  check: () => [],
};

/** That somebody lives with what a check finds in an object, or in what belongs to it. */
export interface Acknowledged {
  readonly id: string;
  readonly reason: string;
  /** The annotation, as it stands in messages. */
  readonly field: string;
  matched: boolean;
}

/** The acknowledgements on an entry, and the problems with them. */
export interface Acknowledgements {
  readonly valid: Acknowledged[];
  readonly problems: Problem[];
}

/** Reads the acknowledgements on an object. */
export function acknowledgementsOf({ object }: Entry): Acknowledgements {
  const annotations = dig(object, 'metadata', 'annotations');
  const valid: Acknowledged[] = [];
  const problems: Problem[] = [];
  for (const [key, reason] of isObject(annotations) ? Object.entries(annotations) : []) {
    if (!key.startsWith(PREFIX)) {
      continue;
    }
    const id = key.slice(PREFIX.length);
    const field = `${titleOf(object)} /metadata/annotations/${key.replace('/', '~1')}`;
    const ids = [...RULES, ...TREE_RULES].map((rule) => rule.id);
    if (!ids.includes(id)) {
      problems.push({
        field,
        value: id,
        wrong: 'no check has this id',
        allowed: ids.sort().join(', '),
        fix: `${PREFIX}<id of the finding>`,
      });
    } else if (typeof reason !== 'string' || reason.trim() === '') {
      problems.push({
        field,
        value: reason,
        wrong: 'an acknowledgement needs a reason',
        fix: 'say why it is right here',
      });
    } else {
      valid.push({ id, reason, field, matched: false });
    }
  }
  return { valid, problems };
}

/** What is wrong with an acknowledgement that nothing matched. */
export function idle({ id, field, reason }: Acknowledged): Problem {
  return { field, value: reason, wrong: `${id} finds nothing here`, fix: 'take the annotation away' };
}

/** Problems with acknowledgements on an entry, as findings. */
export function findingsOf({ place }: Entry, problems: readonly Problem[]): Finding[] {
  const rule: Rule = { ...ACKNOWLEDGEMENT, check: () => [...problems] };
  return runRules([rule], { path: place, objects: [], guest: '', http: false }).findings;
}
