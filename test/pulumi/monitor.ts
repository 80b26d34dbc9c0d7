import * as pulumi from '@pulumi/pulumi';
import * as settings from '@pulumi/pulumi/runtime/settings.js';

/** How the engine's protocol says that a value is a secret, and that one is not known. */
const SIGNATURE = '4dabf18193072939515e22adb298388d';
const SECRET = '1b47061264138c4ac30d75fd1eb44270';
const UNKNOWN = '04da6b54-80e4-46f7-96ec-b56ff0331ba9';

/** What stands in recorded inputs for what a deployment keeps to itself or does not know yet. */
export const unknown = '<unknown>';
export const secret = (value: unknown) => ({ '<secret>': value });

/** A copy in which something else stands in the place of each secret. */
export function withoutSecrets(value: unknown, instead: (value: unknown) => unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => withoutSecrets(item, instead));
  if (typeof value !== 'object' || value === null) return value;
  return '<secret>' in value
    ? instead(withoutSecrets(value['<secret>'], instead))
    : Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withoutSecrets(item, instead)]));
}

/** A resource as a program has asked the engine for it. */
export interface Registered {
  readonly type: string;
  readonly name: string;
  readonly parent: string;
  readonly custom: boolean;
  readonly inputs: Record<string, unknown>;
  /** Names of the resources that it waits for, sorted. */
  readonly dependencies: string[];
  /** The same, by the input that it waits for them with. */
  readonly inputDependencies: Record<string, string[]>;
  readonly aliases: string[];
  readonly secretOutputs: string[];
  readonly provider: string;
  readonly ignoreChanges: string[];
  /** What a component says it has come to. */
  outputs?: Record<string, unknown>;
}

/** What a program has asked for, in order. */
export class Recording {
  public readonly resources: Registered[] = [];

  /** The one resource of a name. */
  public get(name: string): Registered {
    const found = this.resources.filter((each) => each.name === name);
    if (found.length !== 1) {
      throw new Error(`${found.length} resources ${name}; there are ${this.names.join(', ')}`);
    }
    return found[0];
  }

  /** Names of all, sorted: requests overtake each other. */
  public get names(): string[] {
    return this.resources.map(({ name }) => name).sort();
  }

  public get types(): Record<string, string> {
    return Object.fromEntries(this.resources.map(({ name, type }) => [name, type]));
  }
}

export interface RecordOptions {
  readonly preview?: boolean;
  readonly stack?: string;
  /** What the cluster adds to a resource. */
  readonly status?: unknown;
}

/**
 * Runs a program as an update or as a preview of one, without an engine, and records every request as it goes over the
 * wire: Pulumi's own mocks show no dependencies, parents and aliases, and no secret in its place.
 */
export async function record(program: () => unknown, options: RecordOptions = {}): Promise<Recording> {
  const recording = new Recording();
  await pulumi.runtime.setMocks(
    {
      newResource: ({ custom, name, inputs }) => ({
        id: custom && !options.preview ? `${name}-id` : '',
        state: { ...inputs, ...(options.status !== undefined && { status: options.status }) },
      }),
      call: ({ inputs }) => inputs,
    },
    'project',
    options.stack ?? 'stack',
    options.preview ?? false,
  );
  listen(recording);
  try {
    await program();
  } finally {
    await settled();
  }
  return recording;
}

/** What an Output comes to. */
export function known<T>(output: pulumi.Output<T>): Promise<T> {
  return new Promise((resolve) => {
    pulumi.all([output]).apply(([value]) => resolve(value as T));
  });
}

/** An Output whose value a preview does not know. */
export function unknownOutput<T>(): pulumi.Output<T> {
  const no = Promise.resolve(false);
  return Reflect.construct(Object(pulumi.Output), [
    [],
    Promise.resolve(undefined),
    no,
    no,
    Promise.resolve([]),
  ]);
}

function listen(recording: Recording): void {
  const monitor: unknown = settings.getMonitor();
  intercept(monitor, 'registerResource', (request) => {
    const ask = asker(request);
    const named = (list: unknown): string[] => (list as string[]).map((urn) => `${urn.split('::').pop()}`);
    const byInput: Record<string, string[]> = {};
    (ask('getPropertydependenciesMap') as Map<string, object>).forEach((value, key) => {
      byInput[key] = named(asker(value)('getUrnsList'));
    });
    const type = `${ask('getType')}`;
    const name = `${ask('getName')}`;
    recording.resources.push({
      type,
      name,
      parent: named([ask('getParent')])[0],
      custom: ask('getCustom') === true,
      inputs: readable(asker(ask('getObject'))('toJavaScript')) as Record<string, unknown>,
      dependencies: named(ask('getDependenciesList')).sort(),
      inputDependencies: byInput,
      aliases: (ask('getAliasesList') as object[]).map((alias) => aliasName(alias)),
      secretOutputs: ask('getAdditionalsecretoutputsList') as string[],
      provider: `${ask('getProvider')}`.split('::')[3] ?? '',
      ignoreChanges: ask('getIgnorechangesList') as string[],
    });
  });
  intercept(monitor, 'registerResourceOutputs', (request) => {
    const ask = asker(request);
    const name = `${ask('getUrn')}`.split('::').pop();
    const found = recording.resources.find((each) => each.name === name && !each.custom);
    if (found !== undefined) {
      found.outputs = readable(asker(ask('getOutputs'))('toJavaScript')) as Record<string, unknown>;
    }
  });
}

/** Calls a getter of a message of the protocol. */
function asker(message: unknown): (getter: string) => unknown {
  return (getter) => Reflect.apply(Reflect.get(Object(message), getter), message, []);
}

function intercept(on: unknown, method: string, look: (request: unknown) => void): void {
  const target = Object(on);
  const original = Reflect.get(target, method);
  Reflect.set(target, method, (request: unknown, answer: unknown): unknown => {
    look(request);
    return Reflect.apply(original, target, [request, answer]);
  });
}

function aliasName(alias: object): string {
  const ask = asker(alias);
  const spec = ask('getSpec');
  return spec === undefined ? `${ask('getUrn')}` : `${asker(spec)('getName')}`;
}

function readable(value: unknown): unknown {
  if (value === UNKNOWN) {
    return unknown;
  }
  if (Array.isArray(value)) {
    return value.map(readable);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const object = value as Record<string, unknown>;
  return object[SIGNATURE] === SECRET
    ? secret(readable(object.value))
    : Object.fromEntries(Object.entries(object).map(([key, item]) => [key, readable(item)]));
}

/** Requests that are still on their way would reach the monitor of the next test. */
async function settled(): Promise<void> {
  for (let round = 0; round < 3; round += 1) {
    await new Promise((resolve) => setImmediate(resolve));
    await asker(settings)('waitForRPCs');
  }
}
