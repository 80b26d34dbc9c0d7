import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

import { DATA_OF, fileFields } from './pulumi-data.mjs';
import { argsName, PulumiProps, paragraphs } from './pulumi-props.mjs';
import { root } from './root.mjs';

/** The schema of the provider plugin, from which the SDKs of other languages are generated. */
export const PULUMI_SCHEMA_FILE = 'provider/schema.json';

const PACKAGE = 'cdk8s-wasm';

/** The components, each with the props of its construct. */
const RESOURCES = [
  'BlazorApp',
  'Shim',
  'SpinApp',
  'WasmCronJob',
  'WasmJob',
  'WasmRuntimeClass',
  'WasmService',
  'WasmWorker',
];

/** What no struct says: the objects of a component lie in one namespace. */
const NAMESPACE = {
  type: 'string',
  description: 'The namespace of all objects.\n\nDefault: that of the provider',
};

/**
 * @typedef {import('@jsii/spec').InterfaceType} InterfaceType
 * @typedef {import('@jsii/spec').Property} Property
 * @typedef {import('./pulumi-props.mjs').Argument} Argument
 * @typedef {Record<string, unknown>} Json
 */

/** Its content, from the jsii assembly and the classes of the components. */
export async function pulumiSchema() {
  // Reads TypeScript, by a package that `npm test` may be about to install.
  const { PulumiSources } = await import('./pulumi-sources.mjs');
  return JSON.stringify(new Writer(new PulumiSources()).schema(), undefined, 2);
}

class Writer {
  /** @param {import('./pulumi-sources.mjs').PulumiSources} sources */
  constructor(sources) {
    this.props = new PulumiProps();
    this.sources = sources;
    /** @type {Map<string, Json>} by their name */
    this.types = new Map();
    /** The package as it was built: jsii knows the names of an enum's members, and not their values. */
    this.built = createRequire(import.meta.url)(root);
  }

  schema() {
    const { version, license, homepage, repository } = JSON.parse(
      readFileSync(join(root, 'package.json'), 'utf8'),
    );
    const resources = Object.fromEntries(RESOURCES.map((name) => [token(name), this.resource(name)]));
    return {
      name: PACKAGE,
      displayName: PACKAGE,
      version,
      description: 'WebAssembly on Kubernetes: components that refuse what would die in a pod.',
      keywords: ['kubernetes', 'webassembly', 'wasm', 'spin', 'category/cloud', 'kind/component'],
      homepage,
      license,
      repository: repository.url.replace(/\.git$/, ''),
      meta: { supportPack: true },
      language: {
        csharp: { respectSchemaVersion: true },
        go: {
          importBasePath: 'github.com/cdk8s-wasm/cdk8s-wasm/sdk/go/cdk8swasm',
          respectSchemaVersion: true,
          rootPackageName: 'cdk8swasm',
        },
        nodejs: { packageName: 'cdk8s-wasm-sdk', respectSchemaVersion: true },
        python: {
          packageName: 'pulumi_cdk8s_wasm',
          pyproject: { enabled: true },
          respectSchemaVersion: true,
        },
      },
      provider: { description: 'Where the components of this package are made.' },
      types: Object.fromEntries([...this.types].sort(([a], [b]) => (a < b ? -1 : 1)).map(named)),
      resources,
    };
  }

  /** @param {string} name */
  resource(name) {
    const { description, outputs } = this.sources.of(name);
    const { properties, required } = this.object([this.props.struct(`${name}Props`)]);
    return {
      isComponent: true,
      description: description.replace(/: the construct `\w+` as a component/, ''),
      inputProperties: properties,
      requiredInputs: required,
      properties: Object.fromEntries(
        Object.entries(outputs).map(([key, output]) => [
          key,
          { type: 'string', description: output.description },
        ]),
      ),
      required: Object.keys(outputs).filter((key) => !outputs[key].isOptional),
    };
  }

  /**
   * @param {string} name
   * @param {() => Json} make
   */
  type(name, make) {
    if (!this.types.has(name)) {
      // Before its fields, which may lead back to it.
      this.types.set(name, {});
      this.types.set(name, make());
    }
    return `#/types/${token(name)}`;
  }

  /**
   * The fields of structs, with those of their bases.
   *
   * @param {InterfaceType[]} structs
   * @param {string[]} [required] which of them must be there
   */
  object(structs, required) {
    const fields = new Map(structs.flatMap((struct) => this.fields(struct)));
    const sorted = [...fields].sort(([a], [b]) => (a < b ? -1 : 1));
    return {
      properties: Object.fromEntries(sorted.map(([name, { json }]) => [name, json])),
      required: required ?? sorted.filter(([, { isRequired }]) => isRequired).map(([name]) => name),
    };
  }

  /**
   * @param {InterfaceType} struct
   * @returns {[string, { json: Json, isRequired: boolean }][]}
   */
  fields(struct) {
    const namespace = { json: NAMESPACE, isRequired: false };
    return [
      ...this.props.bases(struct).flatMap((base) => this.fields(base)),
      .../** @type {[string, typeof namespace][]} */ (
        this.props.isNamespaced(struct) ? [['namespace', namespace]] : []
      ),
      ...(struct.properties ?? []).map(
        (property) =>
          /** @type {[string, { json: Json, isRequired: boolean }]} */ ([
            property.name,
            { json: this.field(property, struct), isRequired: !property.optional },
          ]),
      ),
    ];
  }

  /**
   * @param {Property} property
   * @param {InterfaceType} struct
   * @returns {Json}
   */
  field(property, struct) {
    const { docs } = property;
    return {
      ...this.argument(this.props.argument(property, struct)),
      description: described(docs),
      ...(/: a credential\b/.test(docs?.summary ?? '') && { secret: true }),
    };
  }

  /**
   * @param {Argument} argument
   * @returns {Json}
   */
  argument(argument) {
    switch (argument.is) {
      case 'any':
        return { $ref: 'pulumi.json#/Any' };
      case 'single':
        // There is no number among the props that is no whole one.
        return { type: argument.name === 'number' ? 'integer' : argument.name, ...plain(argument.isPlain) };
      case 'list':
        return { type: 'array', items: this.element(argument.of), plain: true };
      case 'map':
        return { type: 'object', additionalProperties: this.element(argument.of), plain: true };
      case 'enum':
        return {
          $ref: this.type(argument.type.name, () => this.enum(argument.type)),
          ...plain(argument.isPlain),
        };
      case 'instance':
        return this.instance(argument.of.name);
      case 'data':
      case 'props':
        return { $ref: this.type(typeName(argument.of.name), () => this.struct([argument.of])), plain: true };
    }
  }

  /**
   * What stands in a list or a map. The generator for Go writes no type for what is plain there and has fields that are not.
   *
   * @param {Argument} argument
   */
  element(argument) {
    const { plain, ...element } = this.argument(argument);
    return argument.is === 'single' ? { ...element, ...(plain === true && { plain }) } : element;
  }

  /** @param {string} name of a class */
  instance(name) {
    const { structs, required, description, more, pushed } = DATA_OF[name];
    const all = structs.map((struct) => this.props.struct(struct));
    const own = { ...more, ...(pushed && fileFields(this.sources, (type, make) => this.type(type, make))) };
    const $ref = this.type(typeName(structs[0]), () => this.struct(all, required, description, own));
    return { $ref, plain: true };
  }

  /**
   * @param {InterfaceType[]} structs
   * @param {string[]} [required]
   * @param {string} [description]
   * @param {Json} [more] fields
   */
  struct(structs, required, description = described(structs[0].docs), more = {}) {
    const { properties, ...object } = this.object(structs, required);
    return { type: 'object', description, properties: { ...more, ...properties }, ...object };
  }

  /** @param {import('@jsii/spec').EnumType} type */
  enum({ name, docs, members }) {
    return {
      type: 'string',
      description: described(docs),
      enum: members.map((member) => ({
        name: member.name,
        value: this.built[name][member.name],
        description: described(member.docs),
      })),
    };
  }
}

/** @param {boolean} isPlain */
function plain(isPlain) {
  return isPlain ? { plain: true } : {};
}

/** @param {string} name */
function token(name) {
  return `${PACKAGE}:index:${name}`;
}

/**
 * @param {[string, Json]} type
 * @returns {[string, Json]}
 */
function named([name, json]) {
  return [token(name), json];
}

/** @param {string} struct */
function typeName(struct) {
  return argsName(struct).replace(/Args$/, '');
}

/** @param {import('@jsii/spec').Docs | undefined} docs */
function described(docs) {
  return paragraphs(docs, (value) => `Default: ${value.replace(/^- /, '')}`)
    .join('\n\n')
    .replace(/Structural: takes no token/g, 'Takes no Output');
}
