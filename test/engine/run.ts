import type { EngineEvent, OutputMap } from '@pulumi/pulumi/automation';

/** What an update, or a preview of one, has done. */
export interface Run {
  /** What was done with each resource, by its name: `create`, `update`, `same`, … */
  readonly did: Record<string, string>;
  /** What the stack has come to. */
  readonly outputs: OutputMap;
  /** All that was printed and told. */
  readonly text: string;
}

/** What was done with the resources that are not the same as before, by their names. */
export function changesIn({ did }: Run): Record<string, string> {
  return Object.fromEntries(Object.entries(did).filter(([, op]) => op !== 'same'));
}

/** What events tell of each resource but the stack and its providers. */
export function didIn(events: readonly EngineEvent[]): Record<string, string> {
  // What a refresh has found is told when it is done.
  const steps = events.flatMap(
    ({ resourcePreEvent, resOutputsEvent }) => resourcePreEvent ?? resOutputsEvent ?? [],
  );
  return Object.fromEntries(
    steps
      .map(({ metadata: { urn, op, type } }): [string, string, string] => [
        `${urn.split('::').pop()}`,
        `${op}`,
        type,
      ])
      .filter(([, , type]) => !/^pulumi:(pulumi:Stack|providers:)/.test(type))
      .map(([name, op]) => [name, op]),
  );
}

/**
 * Events as a text, for a search, without what Pulumi's SDK tells for its own debugging alone. In it stands what the provider
 * has made of a value, as the base64 of a Secret's, which the engine does not know for a secret any more: with every
 * program, also without this package.
 */
export function textOf(events: readonly EngineEvent[]): string {
  return JSON.stringify(events.filter(({ diagnosticEvent }) => `${diagnosticEvent?.severity}` !== 'debug'));
}
