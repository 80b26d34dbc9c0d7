import { describe, expect, it, test } from 'vitest';
import { ImageFormat, type ResourcesSpec, WasmImage, WasmPlatform, WasmRuntime } from '../../src';
import { chartOn, guestOf, MAKE, refusalOf, synthApp } from './make';

const image = (binarySize?: number, format?: ImageFormat): WasmImage =>
  WasmImage.of('ghcr.io/acme/hello:1.4.0', {
    ...(binarySize !== undefined && { binarySize }),
    ...(format !== undefined && { format }),
  });

describe('what a container may use', () => {
  test.each([
    [7_000, undefined, '16Mi', '32Mi'],
    [13_000_000, undefined, '96Mi', '96Mi'],
    [13_000_000, ImageFormat.PLAIN, '768Mi', '768Mi'],
  ])('follows from %s bytes of binary on Spin, format %s', (size, format, request, limit) => {
    const chart = chartOn(WasmPlatform.kind());
    MAKE.SpinApp(chart, 'hello', { image: image(size, format) });
    expect(guestOf(synthApp(chart)).resources).toEqual({
      requests: { cpu: '50m', memory: request },
      limits: { memory: limit },
    });
  });

  it('has no limit of CPU, and one where somebody says it', () => {
    const chart = chartOn();
    MAKE.WasmService(chart, 'hello', { resources: { limits: { cpu: '2' } } });
    expect(guestOf(synthApp(chart)).resources).toEqual({
      requests: { cpu: '50m', memory: '48Mi' },
      limits: { cpu: '2', memory: '48Mi' },
    });
  });

  it('lowers the usual request to a limit that is lower', () => {
    const chart = chartOn();
    MAKE.WasmService(chart, 'hello', {
      image: image(7000),
      resources: { limits: { cpu: '20m', memory: '30Mi' } },
    });
    expect(guestOf(synthApp(chart)).resources).toEqual({
      requests: { cpu: '20m', memory: '30Mi' },
      limits: { cpu: '20m', memory: '30Mi' },
    });
  });

  it('raises the usual limit to a request that is higher', () => {
    const chart = chartOn();
    MAKE.WasmService(chart, 'hello', { resources: { requests: { memory: '1Gi' } } });
    expect(guestOf(synthApp(chart)).resources).toEqual({
      requests: { cpu: '50m', memory: '1Gi' },
      limits: { memory: '1Gi' },
    });
  });

  it('takes any resource there is', () => {
    const chart = chartOn();
    MAKE.WasmService(chart, 'hello', {
      resources: { requests: { 'ephemeral-storage': '1Gi' }, limits: { 'example.com/gpu': '1' } },
    });
    expect(guestOf(synthApp(chart)).resources).toMatchObject({
      requests: { 'ephemeral-storage': '1Gi' },
      limits: { 'example.com/gpu': '1' },
    });
  });
});

describe('a workload of which nobody knows how much memory it needs', () => {
  it('is refused where the size of the binary is not known', () => {
    expect(refusalOf(() => MAKE.WasmService(chartOn(), 'hello', { image: image() }))).toBe(
      '[chart/hello] resources missing: how much memory the WebAssembly needs depends on its size, and that is not known; ' +
        "fix: resources: { requests: { cpu: '50m', memory: '64Mi' }, limits: { memory: '128Mi' } }, or binarySize on the image",
    );
  });

  it('is refused where nobody has measured that runtime', () => {
    const act = () => MAKE.WasmService(chartOn(), 'hello', { runtime: WasmRuntime.wasmedge() });
    expect(refusalOf(act)).toContain(
      'nobody has measured how much memory wasmedge needs for an image of format artifact',
    );
  });

  it.each([
    ['nothing', {}],
    ['a limit of CPU alone', { limits: { cpu: '1' } }],
  ])('is refused where resources say %s', (_, resources) => {
    expect(refusalOf(() => MAKE.WasmService(chartOn(), 'hello', { image: image(), resources }))).toContain(
      '[chart/hello] resources',
    );
  });

  it('is made with just the resources that somebody gives', () => {
    const chart = chartOn();
    MAKE.WasmService(chart, 'hello', {
      image: image(),
      resources: { requests: { memory: '64Mi' }, limits: { memory: '128Mi' } },
    });
    expect(guestOf(synthApp(chart)).resources).toEqual({
      requests: { cpu: '50m', memory: '64Mi' },
      limits: { memory: '128Mi' },
    });
  });
});

describe('resources', () => {
  test.each([
    [{ requests: { memory: '64 Mi' } }, 'resources.requests.memory "64 Mi": not valid here'],
    [{ limits: { memory: 'much' } }, 'resources.limits.memory "much": not valid here'],
    [{ limits: { memory: '-1Mi' } }, 'resources.limits.memory "-1Mi": not valid here'],
    [
      { requests: { memory: '2Gi' }, limits: { memory: '1Gi' } },
      'resources.requests.memory "2Gi": more than its limit 1Gi',
    ],
    [{ request: { memory: '64Mi' } }, 'resources.request {"memory":"64Mi"}: no such field'],
    [{ limits: { memory: 128 } }, 'resources.limits.memory 128: of the wrong type, number'],
  ] as [ResourcesSpec, string][])('are refused as %o', (resources, message) => {
    expect(refusalOf(() => MAKE.WasmService(chartOn(), 'hello', { resources }))).toContain(
      `[chart/hello] ${message}`,
    );
  });

  it('are refused below what a component of that size was seen to die of', () => {
    const act = () =>
      MAKE.WasmService(chartOn(), 'hello', {
        image: image(14_000_000),
        resources: { limits: { memory: '64Mi' } },
      });
    expect(refusalOf(act)).toMatch(/^\[chart\/hello\] memory-for-size: .*64Mi/);
  });
});
