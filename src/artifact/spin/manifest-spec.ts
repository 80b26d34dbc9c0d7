import type { SpinComponent, SpinTarget } from './component-spec';
import type { SpinTrigger } from './trigger-spec';

/** A variable of the application: what `SPIN_VARIABLE_…` and the providers give a value to. */
export interface SpinVariable {
  /** Whether a value must come from outside: it has no default. */
  readonly required: boolean;

  /** Whether its value is not for everybody to read. */
  readonly secret: boolean;

  /**
   * Its value where nobody gives one.
   *
   * @default - none: it is required
   */
  readonly default?: string;

  /**
   * What it is for.
   *
   * @default - not said
   */
  readonly description?: string;
}

/**
 * A Spin manifest as plain data, normalised as Spin does it: every trigger has
 * an id, every component stands under its own, of profiles only the chosen one
 * is left, and lists and maps are there even where they are empty. It survives
 * JSON.
 *
 * Structural: takes no token.
 */
export interface SpinManifestSpec {
  /** Name of the application. */
  readonly name: string;

  /**
   * Version of the application.
   *
   * @default - none
   */
  readonly version?: string;

  /**
   * What the application is for.
   *
   * @default - not said
   */
  readonly description?: string;

  /** Who wrote it. */
  readonly authors: string[];

  /** The environments that all components must fit (`spin build` checks it). */
  readonly targets: SpinTarget[];

  /** Variables of the application by their names. */
  readonly variables: { [name: string]: SpinVariable };

  /** What starts components, type by type in the order of the manifest. */
  readonly triggers: SpinTrigger[];

  /** What holds for all triggers of a type: `address` of `redis`, and so on. */
  readonly triggerSettings: { [type: string]: { [key: string]: unknown } };

  /** Components by their ids. */
  readonly components: { [id: string]: SpinComponent };

  /** Settings of other tools, which Spin passes over. */
  readonly tool: { [name: string]: { [key: string]: unknown } };
}
