import { describe, expect, it } from 'vitest';
import { SpinManifest, WasmImage } from '../../src';
import { HELLO, HTTP_COMPONENT, manifest } from '../check/spin-subject';

const REFERENCE = 'ghcr.io/acme/hello:1.4.0';

describe('an image that knows its Spin manifest', () => {
  it('has it as plain data, and the binaries of its components', () => {
    const options = { manifest: manifest(HELLO), componentBinaries: { hello: HTTP_COMPONENT } };
    const spec = WasmImage.of(REFERENCE, options).toSpec();
    expect(spec).toMatchObject(options);
    expect(WasmImage.fromSpec(JSON.parse(JSON.stringify(spec))).toSpec()).toEqual(spec);
  });

  it('refuses one that Spin would refuse', () => {
    const { triggers, ...rest } = manifest(HELLO);
    const broken = { ...rest, triggers: triggers.map((trigger) => ({ ...trigger, component: 'nope' })) };
    expect(() => WasmImage.of(REFERENCE, { manifest: broken })).toThrow(
      /^\[WasmImage\] manifest: unknown-component: .*"nope": there is no such component; allowed: hello/,
    );
  });

  it('refuses what is no manifest at all', () => {
    const fake = Object(
      SpinManifest.fromToml(`spin_manifest_version = 2\n[application]\nname = "x"\n${HELLO}`),
    );
    expect(() => WasmImage.of(REFERENCE, { manifest: fake })).toThrow(/^\[WasmImage\] manifest/);
  });

  it('refuses a binary of a component that the manifest does not have', () => {
    const componentBinaries = { helo: HTTP_COMPONENT };
    expect(() => WasmImage.of(REFERENCE, { manifest: manifest(HELLO), componentBinaries })).toThrow(
      '[WasmImage] componentBinaries "helo": the manifest has no such component; allowed: hello',
    );
    expect(() => WasmImage.of(REFERENCE, { componentBinaries })).toThrow(
      '[WasmImage] componentBinaries "helo": it is of a manifest, and none is given; allowed: none; fix: manifest: SpinManifest.fromFile(…).toSpec()',
    );
  });
});
