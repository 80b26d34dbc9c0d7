import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type * as pulumi from '@pulumi/pulumi';
import type {
  BlazorAppProps,
  RuntimeConfigSpec,
  ShimProps,
  SpinAppProps,
  SpinFromManifestProps,
  WasmCronJobProps,
  WasmImageSpec,
  WasmJobProps,
  WasmRuntimeClassProps,
  WasmServiceProps,
  WasmWorkerProps,
} from 'cdk8s-wasm';
import type * as wasm from 'cdk8s-wasm/pulumi';
import ts from 'typescript';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { PULUMI_ARGS_FILE } from '../../scripts/lib/pulumi-args.mjs';
import { root } from '../../scripts/lib/root.mjs';
import { ENUMS, STRUCTS } from '../../src/value/shapes';

/** Arguments in which every value is known. */
type Known<T> =
  T extends pulumi.OutputInstance<infer Value>
    ? Value
    : T extends Promise<unknown>
      ? never
      : T extends { toSpec(): unknown }
        ? T
        : T extends readonly (infer Item)[]
          ? Known<Item>[]
          : T extends object
            ? { readonly [Key in keyof T]: Known<T[Key]> }
            : T;

/** What may be given in more ways than to the construct, and is looked at one by one. */
type Wider = 'image' | 'siteImage' | 'platform' | 'runtime' | 'runtimeConfig' | 'site';

interface Pair<Args, Props> {
  /** Arguments have the fields of the props and the namespace: none is missing and none is invented. */
  fields: Exclude<keyof Args, 'namespace'> extends keyof Props
    ? keyof Props extends keyof Args
      ? true
      : 'a field is missing'
    : 'a field is invented';
  /** Whatever a construct takes, its component takes as it is. */
  values: Props extends Args ? true : 'the values themselves are refused';
  /** Once all is known, it is what the construct takes. */
  known: Known<Omit<Args, Wider | 'namespace'>> extends Omit<Props, Wider> ? true : 'a type differs';
}

/** The interfaces of the arguments, each with its own fields and how their types are written. */
function declared(): Map<string, Map<string, string>> {
  const text = readFileSync(join(root, PULUMI_ARGS_FILE), 'utf8');
  const source = ts.createSourceFile(PULUMI_ARGS_FILE, text, ts.ScriptTarget.ES2023);
  const fieldsOf = (node: ts.InterfaceDeclaration): [string, string][] =>
    node.members
      .filter(ts.isPropertySignature)
      .map(({ name, type }) => [name.getText(source), type?.getText(source) ?? '']);
  return new Map(
    source.statements
      .filter(ts.isInterfaceDeclaration)
      .map((node) => [node.name.text, new Map(fieldsOf(node))] as const),
  );
}

describe('the arguments of a component', () => {
  test('are the props of its construct, value by value', () => {
    type All = [
      Pair<wasm.WasmServiceArgs, WasmServiceProps>,
      Pair<wasm.SpinAppArgs, SpinAppProps>,
      Pair<wasm.SpinFromManifestArgs, SpinFromManifestProps>,
      Pair<wasm.WasmJobArgs, WasmJobProps>,
      Pair<wasm.WasmCronJobArgs, WasmCronJobProps>,
      Pair<wasm.WasmWorkerArgs, WasmWorkerProps>,
      Pair<wasm.BlazorAppArgs, BlazorAppProps>,
      Pair<wasm.WasmRuntimeClassArgs, WasmRuntimeClassProps>,
      Pair<wasm.ShimArgs, ShimProps>,
      Pair<wasm.ImageSpecArgs, WasmImageSpec>,
      Pair<wasm.RuntimeConfigArgs, RuntimeConfigSpec>,
    ];
    expectTypeOf<All[number]>().toEqualTypeOf<{ fields: true; values: true; known: true }>();
  });

  test('take an Output at every leaf that need not be known when a program runs, and at no other', () => {
    const fields = [...declared()].flatMap(([args, types]) =>
      [...types].map(([field, type]) => ({ field: `${args}.${field}`, type, said: structOf(args)[field] })),
    );
    const isLeaf = (said: string) =>
      /^[[{]*(string|number|boolean)\b/.test(said) || said.replace(/[^A-Za-z]/g, '') in ENUMS;
    const leaves = fields.filter(({ said }) => isLeaf(said));
    const wrong = leaves.filter(({ type, said }) => type.includes('pulumi.Input<') === said.endsWith('!'));
    expect(wrong).toEqual([]);
    expect(leaves.length).toBeGreaterThan(200);
  });
});

/** What the constructs hold the counterpart of an interface against. */
function structOf(args: string): { readonly [field: string]: string } {
  const name = args.replace(/Args$/, '');
  const names = [`${name}Props`, `${name}Spec`, `Wasm${name}`, name];
  const found = names.find((each) => each in STRUCTS);
  if (found === undefined) throw new Error(`${args} is the counterpart of no struct`);
  return STRUCTS[found];
}
