import { readFileSync } from 'node:fs';
import { refusal } from '../value/refuse';
import { checkShape } from '../value/shape';
import type { SpinComponent } from './spin/component-spec';
import { type LoadedManifest, loadManifest } from './spin/load';
import type { SpinManifestSpec, SpinVariable } from './spin/manifest-spec';
import type { SpinOutboundHost } from './spin/outbound-host';
import {
  allowsNothing,
  OUTBOUND_HOST,
  parseLiteralHost,
  parseOutboundHost,
} from './spin/parse-outbound-host';
import type { SpinRoute } from './spin/route';
import { routesOf } from './spin/routes';
import { resolveTemplate } from './spin/template';
import { TomlDocument } from './spin/toml-document';
import type { SpinTrigger } from './spin/trigger-spec';
import { documentOf } from './spin/write-document';

/** How a Spin manifest is read. */
export interface SpinManifestOptions {
  /**
   * The profile whose sources, environments, dependencies and build commands
   * replace those of the components that have it.
   *
   * Structural: takes no token.
   *
   * @default - none: the components as they are
   */
  readonly profile?: string;
}

const WHERE = 'SpinManifest';

/**
 * A Spin manifest (`spin.toml`), version 1 or 2, read and normalised as Spin
 * does it. What Spin would refuse, when it reads the manifest, loads the
 * application or starts a trigger, is refused here, with its line and column.
 *
 * @example
 * SpinManifest.fromFile('spin.toml').routes;
 */
export class SpinManifest {
  /**
   * Reads a file.
   *
   * @param path the `spin.toml`
   * @param options how it is read
   * @throws where it cannot be read, or Spin would not take it: with file, line, column and rule of every problem
   */
  public static fromFile(path: string, options: SpinManifestOptions = {}): SpinManifest {
    return SpinManifest.fromToml(textOf(path), path, options);
  }

  /**
   * Reads a text.
   *
   * @param text the content of a `spin.toml`
   * @param name what the text is called in messages
   * @param options how it is read
   * @throws where Spin would not take it: with name, line, column and rule of every problem
   */
  public static fromToml(text: string, name = 'spin.toml', options: SpinManifestOptions = {}): SpinManifest {
    checkShape(WHERE, 'SpinManifestOptions', options);
    const document = TomlDocument.parse(text, name);
    return new SpinManifest(loadManifest(document.table, (at) => document.whereIs(at), options.profile));
  }

  /**
   * A manifest from plain data.
   *
   * @param spec what `toSpec` made
   * @throws where Spin would not take a manifest that says so: with the rule and the field of every problem
   */
  public static fromSpec(spec: SpinManifestSpec): SpinManifest {
    checkShape(WHERE, 'SpinManifestSpec', spec);
    return new SpinManifest(loadManifest(documentOf(spec), () => WHERE));
  }

  /** What Spin takes and what is hardly meant, each in one line with its place and rule. */
  public readonly warnings: string[];

  private readonly spec: SpinManifestSpec;

  private constructor({ spec, warnings }: LoadedManifest) {
    this.spec = spec;
    this.warnings = warnings;
  }

  /** Name of the application. */
  public get name(): string {
    return this.spec.name;
  }

  /** Variables of the application by their names. */
  public get variables(): { [name: string]: SpinVariable } {
    return this.spec.variables;
  }

  /** What starts components, type by type in the order of the manifest. */
  public get triggers(): SpinTrigger[] {
    return this.spec.triggers;
  }

  /** Components by their ids. */
  public get components(): { [id: string]: SpinComponent } {
    return this.spec.components;
  }

  /** The routes of the HTTP triggers, taken apart. Of two that are the same, the last one answers. */
  public get routes(): SpinRoute[] {
    return routesOf(this.spec.triggers);
  }

  /**
   * Where a component may connect to, entry by entry. With every variable known,
   * nothing is left of kind `TEMPLATE`, and what then allows nothing is not there.
   *
   * @param component id of the component
   * @param values values of the application's variables; their defaults stand in for what is not there
   * @throws where there is no such component, or an entry with its values put in is none
   */
  public outboundHosts(component: string, values: { [variable: string]: string } = {}): SpinOutboundHost[] {
    const known = this.spec.components;
    if (!Object.hasOwn(known, component)) {
      throw refusal({
        path: WHERE,
        field: 'component',
        value: component,
        wrong: 'there is no such component',
        allowed: Object.keys(known).join(', '),
      });
    }
    const valueFor = (name: string) => (Object.hasOwn(values, name) ? values[name] : this.presetOf(name));
    return known[component].allowedOutboundHosts.flatMap((text): SpinOutboundHost[] => {
      const entry = parseOutboundHost(text);
      const resolved = entry.variables.length === 0 ? undefined : resolveTemplate(text, valueFor);
      if (resolved === undefined) {
        return [entry];
      }
      return allowsNothing(resolved)
        ? []
        : [{ ...this.resolvedHost(component, entry, resolved), text, variables: entry.variables }];
    });
  }

  /** The manifest as plain data: `SpinManifest.fromSpec(manifest.toSpec())` is the same manifest. */
  public toSpec(): SpinManifestSpec {
    return this.spec;
  }

  private resolvedHost(component: string, entry: SpinOutboundHost, resolved: string): SpinOutboundHost {
    try {
      return parseLiteralHost(resolved);
    } catch (error) {
      const isSecret = entry.variables.some((name) => this.spec.variables[name].secret);
      throw refusal({
        path: WHERE,
        field: `component.${component}.allowed_outbound_hosts`,
        value: entry.text,
        wrong: isSecret
          ? 'with its secret values it is no entry'
          : `with its values it is ${JSON.stringify(resolved)}: ${error instanceof Error ? error.message : String(error)}`,
        allowed: OUTBOUND_HOST,
      });
    }
  }

  private presetOf(variable: string): string | undefined {
    const { variables } = this.spec;
    return Object.hasOwn(variables, variable) ? variables[variable].default : undefined;
  }
}

function textOf(path: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path));
  } catch (error) {
    throw refusal({
      path: WHERE,
      field: 'path',
      value: path,
      wrong: error instanceof Error ? error.message : String(error),
      fix: 'give the path of a spin.toml from the folder in which the program runs',
    });
  }
}
