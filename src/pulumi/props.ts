import * as pulumi from '@pulumi/pulumi';
import { BlazorSite } from '../artifact/blazor-site';
import { RuntimeConfig } from '../artifact/runtime-config';
import { WasmImage } from '../artifact/wasm-image';
import { WasmPlatform } from '../runtime/wasm-platform';
import { isObject } from '../value/json';
import { STRUCTS } from '../value/shapes';
import { runtimeFrom } from './named';
import type { TokenKind } from './token';
import { isLater, type Tokens } from './tokens';

/** What makes an instance of a class of plain data. */
const FROM_SPEC: {
  readonly [type: string]: { readonly struct: string; readonly make: (spec: never) => unknown };
} = {
  '@BlazorSite': { struct: 'BlazorSiteSpec', make: BlazorSite.fromSpec },
  '@RuntimeConfig': { struct: 'RuntimeConfigSpec', make: RuntimeConfig.of },
  '@WasmImage': { struct: 'WasmImageSpec', make: WasmImage.fromSpec },
  '@WasmPlatform': { struct: 'WasmPlatformSpec', make: WasmPlatform.fromSpec },
  '@WasmRuntime': { struct: 'WasmRuntimeSpec', make: runtimeFrom },
};

/**
 * The props of a construct from the arguments of a component: each Output becomes a token of the type that its field has,
 * and plain data the instance that the construct takes. What is no argument is left as it is, for the construct to refuse.
 *
 * @param struct name of the props
 * @param args of the component
 * @param tokens of the component
 */
export function propsOf<Props>(struct: string, args: object, tokens: Tokens): Props;
export function propsOf(struct: string, args: object, tokens: Tokens): unknown {
  return ofStruct(struct, args, '', tokens);
}

function ofStruct(struct: string, value: unknown, field: string, tokens: Tokens): unknown {
  if (!isObject(value)) {
    return value;
  }
  const entries = Object.entries(value).map(([key, item]) => {
    const type = STRUCTS[struct][key] ?? 'any';
    return [key, ofType(type.replace(/\??!?$/, ''), item, field === '' ? key : `${field}.${key}`, tokens)];
  });
  return Object.fromEntries(entries);
}

function ofType(type: string, value: unknown, field: string, tokens: Tokens): unknown {
  if (isLater(value)) {
    const token = tokens.standIn(value, kindOf(type), field);
    return type === '@WasmImage' ? WasmImage.of(`${token}`) : token;
  }
  if (Array.isArray(value)) {
    const element = type.endsWith('[]') ? type.slice(0, -2) : 'any';
    return value.map((item: unknown, index) => ofType(element, item, `${field}[${index}]`, tokens));
  }
  if (type.startsWith('{') && isObject(value)) {
    const element = type.slice(1, -1);
    const entries = Object.entries(value);
    return Object.fromEntries(
      entries.map(([key, item]) => [key, ofType(element, item, `${field}.${key}`, tokens)]),
    );
  }
  if (type === 'any' && isObject(value)) {
    return ofType('{any}', value, field, tokens);
  }
  if (type === '@WasmImage' && typeof value === 'string') {
    return WasmImage.of(value);
  }
  if (type in FROM_SPEC) {
    return ofClass(type, value, field, tokens);
  }
  return type in STRUCTS ? ofStruct(type, value, field, tokens) : value;
}

function ofClass(type: string, value: unknown, field: string, tokens: Tokens): unknown {
  if (pulumi.Resource.isInstance(value)) {
    // A resource of this package: Outputs stand in its plain data.
    const spec: unknown = Reflect.apply(Reflect.get(value, 'toSpec'), value, []);
    return ofClass(type, spec, field, tokens);
  }
  if (!isObject(value)) {
    return value;
  }
  if (type === '@WasmImage' && 'reference' in value) {
    const { reference, ...rest } = value;
    const options: unknown = ofStruct('WasmImageOptions', rest, field, tokens);
    return Reflect.apply(WasmImage.of, undefined, [
      ofType('string', reference, `${field}.reference`, tokens),
      options,
    ]);
  }
  const { struct, make } = FROM_SPEC[type];
  const call: (spec: unknown) => unknown = (spec) => Reflect.apply(make, undefined, [spec]);
  return call(ofStruct(struct, value, field, tokens));
}

function kindOf(type: string): TokenKind {
  if (type === 'number') {
    return 'number';
  }
  // An enum's values are texts.
  return type === 'boolean' || type === 'any' ? 'other' : 'text';
}
