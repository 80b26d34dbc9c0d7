/** The text of a file, or of standard input. */
export interface Source {
  /** What it is called in messages: its path as it was typed. */
  readonly name: string;
  /** Its text. */
  readonly text: string;
  /** Whether it is the values of a Helm chart, of which Helm makes manifests. */
  readonly isValues: boolean;
}

/** Names that may hold manifests. */
const MANIFEST = /\.(ya?ml|json)$/i;

/** The values of a chart, whose templates make of them what they will. */
const VALUES = /^values\.ya?ml$/i;

/** Whether a file of that name may hold manifests. */
export function mayHoldManifests(name: string): boolean {
  return MANIFEST.test(name);
}

/** A file as text. */
export function sourceOf(name: string, bytes: Uint8Array, isInChart: boolean): Source {
  const base = name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
  return { name, text: new TextDecoder().decode(bytes), isValues: isInChart && VALUES.test(base) };
}
