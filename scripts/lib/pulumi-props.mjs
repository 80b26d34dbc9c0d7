import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.mjs';
import { isStructural } from './shapes.mjs';

/**
 * @typedef {import('@jsii/spec').Assembly} Assembly
 * @typedef {import('@jsii/spec').ClassType} ClassType
 * @typedef {import('@jsii/spec').EnumType} EnumType
 * @typedef {import('@jsii/spec').InterfaceType} InterfaceType
 * @typedef {import('@jsii/spec').Property} Property
 * @typedef {import('@jsii/spec').TypeReference} TypeReference
 */

/**
 * What an argument of a component may be. `isPlain` says that no Output may stand there; `props` are a struct in which
 * Outputs may stand somewhere, `data` one in which nowhere.
 *
 * @typedef {{ is: 'any' }
 *   | { is: 'single', name: 'string' | 'number' | 'boolean', isPlain: boolean }
 *   | { is: 'list', of: Argument }
 *   | { is: 'map', of: Argument }
 *   | { is: 'enum', type: EnumType, isPlain: boolean }
 *   | { is: 'instance', of: ClassType }
 *   | { is: 'props', of: InterfaceType }
 *   | { is: 'data', of: InterfaceType }} Argument
 */

/** The structs whose constructs lie in a namespace, which their components take as an argument. */
const NAMESPACED = ['WasmWorkloadProps', 'BlazorAppProps'];

/** The props of constructs as arguments of Pulumi components, from the jsii assembly. */
export class PulumiProps {
  constructor() {
    /** @type {Assembly} */
    this.assembly = JSON.parse(readFileSync(join(root, '.jsii'), 'utf8'));
  }

  /** @param {string} name */
  struct(name) {
    return this.byFqn(`${this.assembly.name}.${name}`);
  }

  /** @param {InterfaceType} struct */
  bases(struct) {
    return (struct.interfaces ?? []).map((fqn) => this.byFqn(fqn));
  }

  /**
   * Whether a component has the argument `namespace` by this struct.
   *
   * @param {InterfaceType} struct
   */
  isNamespaced(struct) {
    return NAMESPACED.includes(struct.name);
  }

  /**
   * @param {Property} property
   * @param {InterfaceType} struct that it is of
   */
  argument({ docs, type }, struct) {
    return this.argumentOf(type, isStructural(docs) || isStructural(struct.docs));
  }

  /**
   * @param {TypeReference} type
   * @param {boolean} isPlain
   * @returns {Argument}
   */
  argumentOf(type, isPlain) {
    if ('primitive' in type) {
      const { primitive } = type;
      if (primitive === 'any') return { is: 'any' };
      if (primitive === 'string' || primitive === 'number' || primitive === 'boolean') {
        return { is: 'single', name: primitive, isPlain };
      }
    }
    if ('collection' in type) {
      const { kind, elementtype } = type.collection;
      return { is: kind === 'array' ? 'list' : 'map', of: this.argumentOf(elementtype, isPlain) };
    }
    const target = 'fqn' in type ? this.assembly.types?.[type.fqn] : undefined;
    if (target === undefined) throw new Error(`no argument of a component can be ${JSON.stringify(type)}`);
    if (target.kind === 'class') return { is: 'instance', of: target };
    if (target.kind === 'enum') return { is: 'enum', type: target, isPlain };
    return { is: isPlain || this.isPlain(target) ? 'data' : 'props', of: target };
  }

  /**
   * Whether nothing in a struct may be an Output.
   *
   * @param {InterfaceType} struct
   * @returns {boolean}
   */
  isPlain(struct) {
    if (isStructural(struct.docs)) return true;
    return (
      this.bases(struct).every((base) => this.isPlain(base)) &&
      (struct.properties ?? []).every(({ docs, type }) => isStructural(docs) || this.isPlainType(type))
    );
  }

  /**
   * @param {TypeReference} type
   * @returns {boolean}
   */
  isPlainType(type) {
    if ('collection' in type) return this.isPlainType(type.collection.elementtype);
    const target = 'fqn' in type ? this.assembly.types?.[type.fqn] : undefined;
    return target?.kind === 'interface' && this.isPlain(target);
  }

  /** @param {string} fqn */
  byFqn(fqn) {
    return /** @type {InterfaceType} */ (this.assembly.types?.[fqn]);
  }
}

/**
 * Counterparts that go by other names: `WasmImageArgs` are the arguments of a resource.
 *
 * @type {Record<string, string>}
 */
const NAMES = { WasmImageOptions: 'ImageOptionsArgs', WasmImageSpec: 'ImageSpecArgs' };

/** @param {string} struct */
export function argsName(struct) {
  return NAMES[struct] ?? `${struct.replace(/(Props|Spec)$/, '')}Args`;
}

/**
 * What a doc comment says, in paragraphs.
 *
 * @param {import('@jsii/spec').Docs | undefined} docs
 * @param {(value: string) => string} asDefault how its default is said
 */
export function paragraphs(docs, asDefault) {
  return [docs?.summary, docs?.remarks, docs?.default && asDefault(docs.default)].filter(
    (text) => text !== undefined && text !== '',
  );
}
