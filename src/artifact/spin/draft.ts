import type { SpinComponent } from './component-spec';
import type { SpinManifestSpec } from './manifest-spec';
import type { SpinDependency, SpinSource } from './source-spec';
import type { TomlPath } from './toml-scanner';
import type { SpinTrigger } from './trigger-spec';

/** A manifest as it was read, of either version, before it is normalised; each part knows its place. */
export interface Draft {
  readonly application: Omit<SpinManifestSpec, 'triggers' | 'components'>;
  readonly triggers: readonly DraftTrigger[];
  readonly components: Map<string, DraftComponent>;
  /** Where what holds for all triggers of a type stands. */
  readonly settingsPlace: (type: string) => TomlPath;
}

/** The fields of a trigger that its type gives it. */
export type TriggerFields = Omit<SpinTrigger, 'id' | 'type' | 'component' | 'components' | 'dependencies'>;

/** A trigger whose components may still stand in it, and which may have no id. */
export interface DraftTrigger<Ref extends ComponentRef = ComponentRef> {
  readonly at: TomlPath;
  /** Where the fields of its type stand. */
  readonly fieldsAt: TomlPath;
  readonly id: string;
  readonly type: string;
  readonly component?: Ref;
  readonly components: { readonly [role: string]: readonly Ref[] };
  readonly dependencies: { readonly [role: string]: readonly SpinDependency[] };
  readonly fields: TriggerFields;
}

/** A component by its id, or as it stands in the trigger. */
export interface ComponentRef {
  readonly at: TomlPath;
  readonly id?: string;
  readonly inline?: DraftComponent;
}

/** An entry of `allowed_outbound_hosts`, or what one of `allowed_http_hosts` became. */
export interface DraftHost {
  readonly at: TomlPath;
  readonly text: string;
}

/** A component whose profiles and dependencies are not worked in yet. */
export interface DraftComponent {
  readonly at: TomlPath;
  /** Where its variables stand. */
  readonly variablesAt: TomlPath;
  readonly body: Omit<SpinComponent, 'dependencies' | 'allowedOutboundHosts'>;
  readonly hosts: readonly DraftHost[];
  readonly dependencies: ReadonlyMap<string, DraftDependency>;
  readonly profiles: ReadonlyMap<string, DraftProfile>;
}

/** A dependency, where it stands. */
export interface DraftDependency {
  readonly at: TomlPath;
  readonly spec: SpinDependency;
}

/** What a profile changes of a component. */
export interface DraftProfile {
  readonly source?: SpinSource;
  readonly environment: { readonly [name: string]: string };
  readonly dependencies: ReadonlyMap<string, DraftDependency>;
  readonly commands?: string[];
}
