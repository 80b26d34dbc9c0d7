import { compact, isObject, type JsonObject } from '../../value/json';
import type { TriggerFields } from './draft';
import { parseRoute, ROUTE } from './route';
import type { TableReader, TextForm } from './table-reader';
import { SpinExecutor, type SpinStaticResponse } from './trigger-spec';

const U16 = 65535;
const EXECUTORS: { readonly [type: string]: SpinExecutor | undefined } = {
  http: SpinExecutor.HTTP,
  spin: SpinExecutor.HTTP,
  wagi: SpinExecutor.WAGI,
  'wasip3-unstable': SpinExecutor.WASIP3_UNSTABLE,
};
const QOS_FORM: TextForm = {
  rule: 'trigger-value',
  problem: (text) => (/^[012]$/.test(text) ? undefined : 'no quality of service of MQTT'),
  allowed: '"0", "1", "2"',
};
const SECONDS_FORM: TextForm = {
  rule: 'trigger-value',
  problem: (text) => (/^\+?[0-9]+$/.test(text) ? undefined : 'no number of seconds'),
  allowed: 'a whole number as a string: "30"',
};
const EXECUTOR_FORM: TextForm = {
  rule: 'http-trigger',
  problem: (text) => (Object.hasOwn(EXECUTORS, text) ? undefined : 'no such executor'),
  allowed: Object.keys(EXECUTORS).join(', '),
};
const ENTRYPOINT_FORM: TextForm = {
  rule: 'http-trigger',
  problem: (text) => (text === '_start' ? undefined : 'Spin has given it up and starts with no other'),
  allowed: '_start, or nothing',
};
const ROUTE_FORM: TextForm = { rule: 'route', problem: routeProblem, allowed: ROUTE };

/** Reads the fields that each known type gives its triggers, and none that it does not. */
const TYPES: {
  readonly [type: string]:
    | ((reader: TableReader, hasComponent: boolean) => Partial<TriggerFields>)
    | undefined;
} = {
  http: readHttp,
  redis: (reader, hasComponent) => {
    needComponent(reader, hasComponent);
    return { channel: reader.requiredText('channel'), address: reader.text('address') };
  },
  mqtt: (reader, hasComponent) => {
    needComponent(reader, hasComponent);
    return { topic: reader.requiredText('topic'), qos: reader.requiredText('qos', QOS_FORM) };
  },
  sqs: (reader, hasComponent) => {
    needComponent(reader, hasComponent);
    return {
      queueUrl: reader.requiredText('queue_url'),
      maxMessages: reader.whole('max_messages', 0, U16),
      idleWaitSeconds: reader.whole('idle_wait_seconds', 0, Number.MAX_SAFE_INTEGER),
      systemAttributes: reader.has('system_attributes') ? reader.texts('system_attributes') : undefined,
      messageAttributes: reader.has('message_attributes') ? reader.texts('message_attributes') : undefined,
    };
  },
  command: (reader, hasComponent) => {
    needComponent(reader, hasComponent);
    return {};
  },
};

/** Reads what each known type has for all its triggers. */
const SETTINGS: { readonly [type: string]: ((reader: TableReader) => JsonObject) | undefined } = {
  http: (reader) => ({ base: reader.text('base') }),
  redis: (reader) => ({ address: reader.requiredText('address') }),
  mqtt: (reader) => {
    return {
      address: reader.requiredText('address'),
      username: reader.requiredText('username'),
      password: reader.requiredText('password'),
      keep_alive_interval: reader.requiredText('keep_alive_interval', SECONDS_FORM),
    };
  },
};

/**
 * The fields that a trigger has from its type.
 *
 * Sources: spinframework/spin, `crates/http/src/config.rs` and
 * `crates/trigger-redis/src/lib.rs`; `src/lib.rs` of spinframework/spin-trigger-mqtt,
 * spin-trigger-sqs and spin-trigger-command.
 *
 * @param hasComponent whether the trigger names a component, wherever that stands
 */
export function readTriggerFields(type: string, reader: TableReader, hasComponent: boolean): TriggerFields {
  const read = Object.hasOwn(TYPES, type) ? TYPES[type] : undefined;
  if (read === undefined) {
    return { config: reader.rest() };
  }
  const fields = { ...compact(read(reader, hasComponent)), config: {} };
  reader.refuseRest();
  return fields;
}

/** What a type has for all its triggers. */
export function readTriggerSettings(type: string, reader: TableReader): JsonObject {
  const read = Object.hasOwn(SETTINGS, type) ? SETTINGS[type] : undefined;
  if (read === undefined) {
    return reader.rest();
  }
  const settings = compact(read(reader));
  reader.refuseRest();
  return settings;
}

function needComponent(reader: TableReader, hasComponent: boolean): void {
  if (!hasComponent) {
    reader.missing('component', 'the id of a component, or a component as a table');
  }
}

function readHttp(reader: TableReader, hasComponent: boolean): Partial<TriggerFields> {
  const isStatic = reader.has('static_response');
  if (isStatic === hasComponent) {
    reader.refuse(isStatic ? 'static_response' : 'component', {
      rule: 'http-trigger',
      wrong: isStatic ? 'component and static_response exclude each other' : 'nothing answers',
      allowed: 'either component or static_response',
    });
  }
  return {
    ...readRoute(reader),
    ...readExecutor(reader.child('executor')),
    ...(isStatic && { staticResponse: readStaticResponse(reader.child('static_response')) }),
  };
}

function readRoute(reader: TableReader): Partial<TriggerFields> {
  if (!reader.has('route')) {
    reader.missing('route', ROUTE);
    return {};
  }
  if (isObject(reader.value('route'))) {
    const table = reader.child('route');
    if (table !== undefined && !table.has('private')) {
      table.missing('private', 'true');
    } else if (table?.flag('private') === false) {
      table.refuse('private', {
        rule: 'route',
        wrong: 'a route that is not private is a path',
        allowed: ROUTE,
      });
    }
    table?.refuseRest();
    return { private: true };
  }
  return { route: reader.text('route', ROUTE_FORM) };
}

function routeProblem(route: string): string | undefined {
  try {
    parseRoute(route);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function readExecutor(reader: TableReader | undefined): Partial<TriggerFields> {
  if (reader === undefined) {
    return {};
  }
  const type = reader.requiredText('type', EXECUTOR_FORM);
  const executor = Object.hasOwn(EXECUTORS, type) ? EXECUTORS[type] : undefined;
  const isWagi = executor === SpinExecutor.WAGI;
  const argv = isWagi ? reader.text('argv') : undefined;
  if (isWagi) {
    reader.text('entrypoint', ENTRYPOINT_FORM);
  }
  reader.refuseRest();
  return { executor, argv };
}

function readStaticResponse(reader: TableReader | undefined): SpinStaticResponse {
  const statusCode = reader?.whole('status_code', 100, 999);
  const body = reader?.text('body');
  const response = {
    ...(statusCode !== undefined && { statusCode }),
    headers: reader?.textMap('headers') ?? {},
    ...(body !== undefined && { body }),
  };
  reader?.refuseRest();
  return response;
}
