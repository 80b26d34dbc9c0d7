import type * as pulumi from '@pulumi/pulumi';
import * as wasm from 'cdk8s-wasm/pulumi';

/** The type of the resources that push images: this provider's own. */
const TYPE = 'cdk8s-wasm:index:WasmImage';

/** By what the engine's protocol knows a value that stands for another, and one that is a secret. */
const SIGNATURE = '4dabf18193072939515e22adb298388d';
const SECRET = '1b47061264138c4ac30d75fd1eb44270';

/**
 * The arguments of a component in which an image of a local file has become a resource that pushes it, beside the
 * component.
 *
 * @throws where the file is missing or nothing that can run
 */
export function withPushed(
  name: string,
  inputs: pulumi.Inputs,
  { parent }: pulumi.ComponentResourceOptions,
  version: string,
): pulumi.Inputs {
  const { image } = inputs;
  if (typeof image !== 'object' || image === null || !('file' in image)) return inputs;
  // The release, so that the engine asks this very provider.
  const options = { version, ...(parent && { parent }) };
  return {
    ...inputs,
    image: new wasm.WasmImage(`${name}-image`, image, options, { type: TYPE, inputs: {} }),
  };
}

type ImageProvider = Required<
  Pick<pulumi.provider.Provider, 'check' | 'create' | 'delete' | 'diff' | 'read'>
>;

/** What the engine asks of an image: values come as they stand in the protocol, and go back as they came. */
export const imageResource: ImageProvider = {
  check: (_urn, before, inputs) => answer(inputs, wasm.imageProvider.check(plain(before), plain(inputs))),
  diff: (id, _urn, before, inputs) => wasm.imageProvider.diff(id, plain(before), plain(inputs)),
  create: async (_urn, inputs) => {
    const { id } = await wasm.imageProvider.create(plain(inputs));
    return { id, outs: inputs };
  },
  read: async (id, _urn, props) => {
    // One that is to be imported has none.
    const known = Object.keys(props ?? {}).length > 0 ? plain(props) : undefined;
    const found = await wasm.imageProvider.read(id, known);
    return { id: found.id, props: found.id === '' ? {} : props };
  },
  delete: (id, _urn, props) => wasm.imageProvider.delete(id, plain(props)),
};

async function answer(
  inputs: unknown,
  checked: Promise<pulumi.dynamic.CheckResult>,
): Promise<pulumi.provider.CheckResult> {
  const { failures = [] } = await checked;
  return { inputs, failures };
}

/** Values without the marks of secrets. */
function plain<T>(value: T): T;
function plain(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(plain);
  if (Reflect.get(value, SIGNATURE) === SECRET) return plain(Reflect.get(value, 'value'));
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item)]));
}
