import { isObject } from '../../value/json';
import { refusal } from '../../value/refuse';
import type { TomlPath } from './toml-scanner';

/** The rules for Spin manifests; docs/spin-manifest.md says of each what must hold and who finds it in Spin. */
export const SPIN_RULES = [
  'toml',
  'version',
  'unknown-field',
  'missing-field',
  'type',
  'id',
  'variable-default',
  'template',
  'unknown-variable',
  'source',
  'files',
  'label',
  'dependency',
  'outbound-host',
  'http-host',
  'route',
  'http-trigger',
  'trigger-value',
  'trigger-address',
  'unknown-component',
  'duplicate-component',
  'profile',
  'deprecated',
  'duplicate-route',
  'reserved-route',
  'no-template-here',
] as const;

/** The id of a rule. */
export type SpinRule = (typeof SPIN_RULES)[number];

/** What is wrong with one place of a manifest. */
export interface Problem {
  readonly rule: SpinRule;
  readonly at: TomlPath;
  readonly value?: unknown;
  readonly wrong: string;
  readonly allowed?: string;
  readonly fix?: string;
}

/** Where a place of a manifest is to be looked for: `spin.toml:12:3`. */
export type Where = (at: TomlPath) => string;

/** Gathers what is wrong with a manifest, so that one reading tells all of it. */
export class Problems {
  private readonly found: Problem[] = [];
  private readonly known = new Set<string>();

  /** Notes a problem, once however often it is found. */
  public add(problem: Problem): void {
    const id = JSON.stringify([problem.rule, problem.at, problem.wrong]);
    if (!this.known.has(id)) {
      this.known.add(id);
      this.found.push(problem);
    }
  }

  /**
   * Ends a stage: what comes next takes for granted what this one looked at.
   *
   * @throws where anything is wrong, with everything that is
   */
  public throwIfAny(where: Where): void {
    if (this.found.length > 0) {
      throw new Error(this.messages(where).join('\n'));
    }
  }

  /** What was found, each in one line. */
  public messages(where: Where): string[] {
    return this.found.map((problem) => refusalOf(where(problem.at), problem).message);
  }
}

/** The error for one problem. */
export function refusalOf(place: string, { rule, at, value, wrong, allowed, fix }: Problem): Error {
  return refusal({
    path: place,
    field: `${rule}: ${fieldName(at)}`,
    value: plainJson(value),
    wrong,
    ...(allowed !== undefined && { allowed }),
    ...(fix !== undefined && { fix }),
  });
}

/** The field in the manifest's own words: `component.hello.files[0]`. */
export function fieldName(at: TomlPath): string {
  const name = at.reduce<string>((before, part) => {
    if (typeof part === 'number') {
      return `${before}[${part}]`;
    }
    const key = /^[A-Za-z0-9_-]+$/.test(part) ? part : JSON.stringify(part);
    return before === '' ? key : `${before}.${key}`;
  }, '');
  return name === '' ? 'manifest' : name;
}

/** A value of TOML as JSON has it: dates as texts; of numbers, JSON has neither `inf` nor `nan`. */
export function plainJson(value: unknown): unknown {
  if (typeof value === 'bigint') {
    return Number(value);
  }
  if (typeof value === 'number' && !Number.isFinite(value)) {
    return String(value);
  }
  if (Array.isArray(value)) {
    return value.map(plainJson);
  }
  if (isObject(value)) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plainJson(item)]));
  }
  const text: unknown = Reflect.get(Object(value), 'toISOString');
  return typeof text === 'function' ? String(Reflect.apply(text, value, [])) : value;
}
