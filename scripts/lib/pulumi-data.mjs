/** @typedef {import('./pulumi-sources.mjs').PulumiSources} PulumiSources */

/**
 * The plain data that stands for an instance of a class: the structs whose fields it has, and which of these must be there
 * and what no struct says (`pushed`: also what the image of a file has), where the class may be made in more than one way.
 *
 * @type {Record<string, { structs: string[], required?: string[], description?: string, more?: Record<string, unknown>, pushed?: boolean }>}
 */
export const DATA_OF = {
  BlazorSite: { structs: ['BlazorSiteSpec'] },
  RuntimeConfig: { structs: ['RuntimeConfigSpec'] },
  WasmImage: {
    structs: ['WasmImageSpec'],
    required: [],
    description:
      'An image: by its `reference`, or by `repository` with `digest` or `tag`, and what else is known of it; or by `file` and ' +
      '`repository`: `pulumi up` pushes it, and all is known.',
    pushed: true,
    more: {
      reference: {
        type: 'string',
        description: 'What a pod names: `ghcr.io/acme/hello:1.4.0`.\n\nDefault: `repository` says it',
      },
    },
  },
  WasmPlatform: {
    structs: ['WasmPlatformSpec', 'WasmPlatformOptions'],
    required: ['name'],
    description:
      'A cluster: the name of a platform that this package knows, with what differs from its usual; or, with `runtimes`, ' +
      'all of one that it does not know.',
  },
  WasmRuntime: {
    structs: ['WasmRuntimeSpec'],
    required: ['name'],
    description:
      'A family of shims: the name of one that this package knows, and nothing else; or all of one that it does not know.',
  },
};

/** The fields of an image that is pushed which no image has besides. */
const OF_A_FILE = ['file', 'entrypoint', 'profile', 'annotations', 'root', 'registry'];

/** Those that are kept as secrets. */
const CREDENTIALS = ['password', 'identityToken'];

/**
 * How the types of the sources are written in a schema.
 *
 * @type {Record<string, Record<string, unknown>>}
 */
const TYPES = {
  string: { type: 'string', plain: true },
  boolean: { type: 'boolean', plain: true },
  'pulumi.Input<string>': { type: 'string' },
  '{ [key: string]: string }': {
    type: 'object',
    additionalProperties: { type: 'string', plain: true },
    plain: true,
  },
};

/**
 * The fields by which `pulumi up` pushes an image.
 *
 * @param {PulumiSources} sources
 * @param {(name: string, make: () => Record<string, unknown>) => string} typeOf makes a type, and gives its reference
 */
export function fileFields(sources, typeOf) {
  const fields = sources.fields('WasmImageArgs');
  const registry = () => ({
    type: 'object',
    description: 'How a registry is reached.',
    properties: Object.fromEntries(Object.entries(sources.fields('RegistryArgs')).map(written)),
  });
  return Object.fromEntries(
    OF_A_FILE.map((name) => {
      if (name !== 'registry') return written([name, fields[name]]);
      const { description } = fields[name];
      return [name, { $ref: typeOf('Registry', registry), plain: true, description }];
    }),
  );
}

/**
 * @param {[string, import('./pulumi-sources.mjs').Field]} field
 * @returns {[string, Record<string, unknown>]}
 */
function written([name, { type, description }]) {
  if (!Object.hasOwn(TYPES, type)) throw new Error(`no schema has a type ${type}, of ${name}`);
  return [name, { ...TYPES[type], description, ...(CREDENTIALS.includes(name) && { secret: true }) }];
}
