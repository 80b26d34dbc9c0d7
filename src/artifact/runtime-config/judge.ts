import { demandText } from '../../value/demand';
import { type Refusal, refusal } from '../../value/refuse';
import { literal } from '../../value/unresolved';

/** Refuses values of a runtime configuration, by the place from which it came. */
export class Judge {
  /**
   * @param path the construct's path
   * @param prefix what stands before each field in a message: `runtimeConfig.`, or nothing
   */
  public constructor(
    public readonly path: string,
    public readonly prefix: string,
  ) {}

  /** The error for a field. */
  public refuse(what: Omit<Refusal, 'path'>): Error {
    return refusal({ ...what, path: this.path, field: this.prefix + what.field });
  }

  /** Refuses a text of which a rule does not hold; an unresolved one passes. */
  public demand(
    field: string,
    value: string | undefined,
    holds: (text: string) => boolean,
    allowed: string,
  ): void {
    demandText(this.path, this.prefix + field, value, holds, allowed);
  }

  /** Refuses texts that are empty. */
  public filled(field: string, texts: { readonly [name: string]: unknown }): void {
    for (const [name, value] of Object.entries(texts)) {
      if (literal(value) === '') {
        throw this.refuse({
          field: `${field}.${name}`,
          value,
          wrong: 'not valid here',
          allowed: 'a text that is not empty',
        });
      }
    }
  }
}

/** Whether a text is the path of a file, from / on. */
export function isFile(text: string): boolean {
  return /^\/.*[^/]$/.test(text) && !text.split('/').includes('..');
}

export const FILE = 'a path of a file, from / on';
