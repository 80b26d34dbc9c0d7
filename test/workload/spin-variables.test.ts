import { App, JsonPatch, Lazy } from 'cdk8s';
import { afterEach, beforeEach, describe, expect, it, type MockInstance, test, vi } from 'vitest';
import { Checks, EnvValue, RuntimeConfig, SpinManifest, WasmImage } from '../../src';
import { chartOn, envOf, guestOf, MAKE, refusalOf, synthApp } from './make';

const manifest = SpinManifest.fromToml(`
spin_manifest_version = 2
[application]
name = "shop"
[variables]
token = { required = true, secret = true }
currency = { required = true }
greeting = { default = "hello" }
[[trigger.http]]
route = "/..."
component = "shop"
[component.shop]
source = "shop.wasm"
`).toSpec();
const image = WasmImage.of('ghcr.io/acme/shop:1.4.0', { binarySize: 2_100_000, manifest });
const token = EnvValue.fromSecret({ name: 'shop' }, 'token');

let stderr: MockInstance<typeof process.stderr.write>;
beforeEach(() => {
  stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
});
afterEach(() => {
  stderr.mockRestore();
});

describe('a variable that the manifest requires', () => {
  it('fails the synth, and not the constructor, where it has no value', () => {
    const chart = chartOn();
    MAKE.SpinApp(chart, 'shop', { image });
    expect(refusalOf(() => synthApp(chart))).toMatch(
      /\[chart\/shop\] spin-variable-missing: .* \["token","currency"\]: required variables of the manifest without a value/,
    );
  });

  it('is told of every time that the app is written', () => {
    const chart = chartOn();
    MAKE.SpinApp(chart, 'shop', { image });
    for (const _ of [1, 2]) expect(refusalOf(() => synthApp(chart))).toContain('spin-variable-missing');
  });

  it('is told of for each of the workloads that are alike', () => {
    const chart = chartOn();
    const names = ['a', 'b', 'c'];
    for (const name of names) MAKE.SpinApp(chart, name, { name, image });
    const said = refusalOf(() => synthApp(chart));
    for (const name of names) expect(said).toContain(`[chart/${name}] spin-variable-missing`);
  });

  it('is out of the report when a verb has made the workload like one that has it', () => {
    const chart = chartOn();
    const currency = EnvValue.of('EUR');
    const [first, second, late] = ['a', 'b', 'c'].map((name) =>
      MAKE.SpinApp(chart, name, { name, image, variables: { token } }),
    );
    for (const shop of [first, second]) shop.addVariable('currency', currency);
    expect(refusalOf(() => synthApp(chart))).toContain('[chart/c] spin-variable-missing');
    late.addVariable('currency', currency);
    expect(synthApp(chart)).not.toEqual([]);
    expect(Checks.of(chart).findings).toEqual([]);
  });

  it('may get its value by a verb', () => {
    const chart = chartOn();
    const shop = MAKE.SpinApp(chart, 'shop', { image, variables: { token } });
    shop.addVariable('currency', EnvValue.of('EUR'));
    expect(envOf(guestOf(synthApp(chart)), 'SPIN_VARIABLE_CURRENCY')).toBe('EUR');
  });

  it('may lose its value by a patch', () => {
    const chart = chartOn();
    const shop = MAKE.SpinApp(chart, 'shop', { image, variables: { token, currency: EnvValue.of('EUR') } });
    expect(synthApp(chart)).not.toEqual([]);
    shop.deployment.addJsonPatch(JsonPatch.remove('/spec/template/spec/containers/0/env/1'));
    expect(refusalOf(() => synthApp(chart))).toContain('spin-variable-missing');
  });

  it('may get its value by a variable of the container of its name', () => {
    const chart = chartOn();
    MAKE.SpinApp(chart, 'shop', { image, variables: { token }, env: { CURRENCY: EnvValue.of('EUR') } });
    expect(synthApp(chart)).not.toEqual([]);
  });

  it('may get its value at synth', () => {
    const chart = chartOn();
    const currency = Lazy.any({ produce: () => 'EUR' });
    MAKE.SpinApp(chart, 'shop', { image, variables: { token, currency: EnvValue.of(currency) } });
    expect(envOf(guestOf(synthApp(chart)), 'SPIN_VARIABLE_CURRENCY')).toBe('EUR');
  });

  test.each([
    ['envFrom', { envFrom: [{ secretName: 'shop' }] }],
    ['the Secret shop-spin', { runtimeConfig: RuntimeConfig.fromSecret('shop-spin') }],
  ])('is warned of once where %s may hold its value', (place, props) => {
    const chart = chartOn();
    MAKE.SpinApp(chart, 'shop', { image, ...props });
    expect(stderr).not.toHaveBeenCalled();
    synthApp(chart);
    synthApp(chart);
    const lines = stderr.mock.calls.map(([line]) => String(line));
    expect(lines).toEqual([expect.stringContaining(`they must come from ${place}`)]);
  });

  it('can be lived without, with a reason', () => {
    const chart = chartOn();
    Checks.of(chart).acknowledge('spin-variable-missing', 'a mutating webhook of ours sets them');
    MAKE.SpinApp(chart, 'shop', { image });
    expect(synthApp(chart)).not.toEqual([]);
    expect(Checks.of(chart).findings).toMatchObject([
      { id: 'spin-variable-missing', acknowledged: expect.any(String) },
    ]);
  });

  it('is told of in the report, with what else was found', () => {
    const chart = chartOn();
    MAKE.SpinApp(chart, 'shop', { image });
    expect(() => App.of(chart).synthYaml()).toThrow();
    expect(Checks.of(chart).findings.map(({ id }) => id)).toEqual(['spin-variable-missing']);
  });
});

describe('a variable that the manifest does not have', () => {
  it('is refused where it is written', () => {
    const act = () => MAKE.SpinApp(chartOn(), 'shop', { image, variables: { curency: EnvValue.of('EUR') } });
    expect(refusalOf(act)).toMatch(
      /\[chart\/shop\] spin-variable-undeclared: .*allowed: token, currency, greeting/,
    );
  });

  it('is refused in a verb', () => {
    const shop = MAKE.SpinApp(chartOn(), 'shop', { image });
    expect(refusalOf(() => shop.addVariable('tokn', token))).toContain('spin-variable-undeclared');
  });
});

describe('a variable that the manifest calls secret', () => {
  it('is refused as a text', () => {
    const act = () =>
      MAKE.SpinApp(chartOn(), 'shop', { image, variables: { token: EnvValue.of('hunter2') } });
    expect(refusalOf(act)).toMatch(/spin-variable-secret: .*EnvValue\.fromSecret/);
    expect(refusalOf(act)).not.toContain('hunter2');
  });

  it('is refused at synth where it comes to a text there', () => {
    const chart = chartOn();
    const late = Lazy.any({ produce: () => 'hunter2' });
    MAKE.SpinApp(chart, 'shop', {
      image,
      variables: { token: EnvValue.of(late), currency: EnvValue.of('EUR') },
    });
    const refusal = refusalOf(() => synthApp(chart));
    expect(refusal).toContain('spin-variable-secret');
    expect(refusal).not.toContain('hunter2');
  });

  it('may be what only the deployment knows', () => {
    const chart = chartOn();
    const later = EnvValue.of('wasm-token-7-nekot');
    MAKE.SpinApp(chart, 'shop', { image, variables: { token: later, currency: EnvValue.of('EUR') } });
    expect(envOf(guestOf(synthApp(chart)), 'SPIN_VARIABLE_TOKEN')).toBe('wasm-token-7-nekot');
  });
});
