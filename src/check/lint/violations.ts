import type { Finding, NotChecked } from '../finding';
import { reportText } from '../report';
import { RULES } from '../rules';
import { TREE_RULES } from '../tree-rules';
import { ACKNOWLEDGEMENT } from './acknowledgements';
import { type Entry, nameOf } from './entries';
import type { ValidationViolation, ViolatingResource } from './validation-context';

/** Every message ends with it and the fix. */
const FIX = '; fix: ';

/** So many places are told of what was not checked. */
const TOLD = 3;

/** One violation for each check and fix, with all places where it is broken. */
export function violationsOf(
  findings: readonly Finding[],
  places: ReadonlyMap<string, Entry>,
): ValidationViolation[] {
  const groups = new Map<
    string,
    { readonly id: string; readonly fix: string; resources: ViolatingResource[] }
  >();
  for (const { id, path, message } of findings) {
    const end = message.lastIndexOf(FIX);
    const fix = message.slice(end + FIX.length);
    const key = `${id} ${fix}`;
    const group = groups.get(key) ?? { id, fix, resources: [] };
    groups.set(key, group);
    const entry = places.get(path);
    group.resources.push({
      resourceName: (entry && nameOf(entry.object)) ?? path,
      locations: [message.slice(0, end)],
      manifestPath: entry?.file ?? path,
    });
  }
  const titles = new Map([...RULES, ...TREE_RULES, ACKNOWLEDGEMENT].map(({ id, title }) => [id, title]));
  return [...groups.values()].map(({ id, fix, resources }) => ({
    ruleName: id,
    recommendation: titles.get(id) ?? id,
    fix,
    violatingResources: resources,
  }));
}

/** Findings that fail nothing, a line each. */
export function linesOf(findings: readonly Finding[]): string[] {
  return reportText({ findings: [...findings], notChecked: [] })
    .split('\n')
    .filter((line) => line !== '');
}

/** What was not checked: a line for each thing that was not known, however many workloads lack it. */
export function unknownsOf(notChecked: readonly NotChecked[]): string[] {
  const groups = new Map<string, { readonly ids: Set<string>; readonly paths: Set<string> }>();
  for (const { id, path, missing } of notChecked) {
    const group = groups.get(missing) ?? { ids: new Set(), paths: new Set() };
    group.ids.add(id);
    group.paths.add(path);
    groups.set(missing, group);
  }
  return [...groups].map(([missing, { ids, paths }]) => {
    const told = [...paths].slice(0, TOLD).join(', ');
    const more = paths.size > TOLD ? ` and ${paths.size - TOLD} more` : '';
    return `not checked: [${told}${more}] ${[...ids].join(', ')}: not known: ${missing}`;
  });
}
