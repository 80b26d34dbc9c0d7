import { describe, expect, test } from 'vitest';
import { WasmValidation } from '../../../src/check/lint/wasm-validation';
import { type IValidationContext, type ValidationViolation, WasmPlatform } from '../../../src/index';
import { PLATFORM_FACTORIES } from '../../../src/runtime/platform-factories';
import { deployment, guest, object, runtimeClass, TTY } from './objects';

interface Report {
  readonly violations: ValidationViolation[];
  readonly lines: string[];
  status?: string;
  metadata?: { [key: string]: string };
}

/** Validates files as cdk8s' command line does. */
async function validate(files: { [file: string]: unknown[] }, properties?: object): Promise<Report> {
  const report: Report = { violations: [], lines: [] };
  const context: IValidationContext = {
    manifests: Object.keys(files),
    parseManifest: (file) => files[file],
    logger: { log: (line) => report.lines.push(line) },
    report: {
      addViolation: (violation) => report.violations.push(violation),
      submit: (status, metadata) => Object.assign(report, { status, metadata }),
    },
  };
  await new WasmValidation(properties).validate(context);
  return report;
}

const faulty = deployment({ containers: [guest(TTY)] });
const linked = deployment({ enableServiceLinks: true });

describe('the validation plugin', () => {
  test('succeeds where no rule finds fault, and says what it could not look at', async () => {
    const { violations, lines, status, metadata } = await validate({
      'web.yaml': [deployment(), runtimeClass()],
    });
    expect({ violations, status }).toEqual({ violations: [], status: 'success' });
    expect(metadata).toEqual({
      Errors: '0',
      Warnings: '0',
      Acknowledged: '0',
      'Not checked': expect.any(String),
    });
    expect(lines).toContain(
      'not checked: [web.yaml: Deployment web] kubernetes-version, platform-deprecated, shim-version: not known: the platform',
    );
  });

  test('fails on an error, which has rule, object, file, place and fix', async () => {
    const { violations, status } = await validate({ 'web.yaml': [faulty, runtimeClass()] });
    expect(status).toBe('failure');
    expect(violations).toEqual([
      {
        ruleName: 'tty',
        recommendation: expect.stringContaining('terminal'),
        fix: 'leave tty out',
        violatingResources: [
          {
            resourceName: 'web',
            manifestPath: 'web.yaml',
            locations: [
              expect.stringMatching(
                /^Deployment web \/spec\/template\/spec\/containers\/0\/tty true: .*[^;]$/,
              ),
            ],
          },
        ],
      },
    ]);
  });

  test('tells a rule once where several objects break it in one way', async () => {
    const other = { ...faulty, metadata: { name: 'other', namespace: 'b' } };
    const { violations } = await validate({ 'a.yaml': [faulty, runtimeClass()], 'b.yaml': [other] });
    expect(violations).toHaveLength(1);
    expect(
      violations[0].violatingResources.map(({ resourceName, manifestPath }) => [resourceName, manifestPath]),
    ).toEqual([
      ['web', 'a.yaml'],
      ['other', 'b.yaml'],
    ]);
  });

  test('says a warning, and fails on it where it is told to', async () => {
    const files = { 'web.yaml': [linked, runtimeClass()] };
    const said = await validate(files);
    expect(said.status).toBe('success');
    expect(said.lines[0]).toMatch(/^warning: \[web\.yaml: Deployment web\] service-links: /);
    const failed = await validate(files, { failOnWarnings: true });
    expect(failed.status).toBe('failure');
    expect(failed.violations.map(({ ruleName }) => ruleName)).toEqual(['service-links']);
  });

  test('lets pass what the manifest acknowledges, and says so', async () => {
    const annotations = { 'wasmcd.dev/acknowledge.tty': 'ours has terminals' };
    const owner = deployment({ containers: [guest(TTY)] }, { annotations });
    const { status, lines, metadata } = await validate(
      { 'web.yaml': [owner, runtimeClass()] },
      { failOnWarnings: true },
    );
    expect(status).toBe('success');
    expect(lines[0]).toMatch(/^acknowledged \(ours has terminals\): \[web\.yaml: Deployment web\] tty: /);
    expect(metadata).toMatchObject({ Acknowledged: '1' });
  });

  test('says once what many workloads lack', async () => {
    const many = Array.from({ length: 5 }, (_, index) =>
      object('core.spinkube.dev/v1alpha1', 'SpinApp', {}, `a${index}`),
    );
    const { lines } = await validate({ 'apps.yaml': many });
    expect(lines).toEqual([
      'not checked: [apps.yaml: SpinApp a0, apps.yaml: SpinApp a1, apps.yaml: SpinApp a2 and 2 more] webassembly: not known: the Deployment that the operator makes of it',
    ]);
  });

  test('names an object by its place where the API server makes up its name', async () => {
    const { name: _, ...rest } = { name: '', generateName: 'web-' };
    const { violations } = await validate({ 'web.yaml': [{ ...faulty, metadata: rest }, runtimeClass()] });
    expect(violations[0].violatingResources[0].resourceName).toBe('web.yaml: Deployment');
  });
});

describe('properties', () => {
  const files = { 'web.yaml': [deployment({ containers: [guest(TTY)], runtimeClassName: 'spin' })] };
  const custom = {
    name: 'acme',
    runtimes: { spin: { className: 'spin', handler: 'any' } },
    runtimeClasses: 'external',
    source: 'a test',
  };

  test('name the platform, with what it has that differs', async () => {
    expect((await validate(files)).status).toBe('success');
    expect((await validate(files, { platform: 'k3s' })).status).toBe('failure');
    expect((await validate(files, { customPlatform: custom })).status).toBe('failure');
    const sleeping = deployment({
      containers: [guest({ lifecycle: { preStop: { sleep: { seconds: 5 } } } })],
    });
    const old = { platform: 'k3s', platformOptions: { kubernetesVersion: '1.29' } };
    const { violations } = await validate({ 'web.yaml': [sleeping, runtimeClass()] }, old);
    expect(violations.map(({ ruleName }) => ruleName)).toEqual(['kubernetes-version']);
  });

  test('tell the format of images, which no manifest tells', async () => {
    const pod = deployment({ containers: [guest({ command: undefined })] });
    const { violations } = await validate({ 'web.yaml': [pod, runtimeClass()] }, { imageFormat: 'artifact' });
    expect(violations.map(({ ruleName }) => ruleName)).toEqual(['missing-command']);
  });

  test('know every platform of this package', () => {
    const own = Object.getOwnPropertyNames(WasmPlatform).filter(
      (name) => typeof Reflect.get(WasmPlatform, name) === 'function',
    );
    expect(Object.keys(PLATFORM_FACTORIES)).toEqual(
      own.filter((name) => !['custom', 'fromSpec', 'of'].includes(name)).sort(),
    );
    for (const make of Object.values(PLATFORM_FACTORIES)) expect(make().name).toMatch(/^[a-z0-9-]+$/);
  });

  test.each([
    [
      'an unknown one',
      { platfrom: 'k3s' },
      'platfrom "k3s": no such field; allowed: customPlatform, failOnWarnings, imageFormat, platform, platformOptions; fix: platform?',
    ],
    [
      'a platform that is none',
      { platform: 'minikube' },
      'platform "minikube": no platform of this package; allowed: aks, ',
    ],
    [
      'an option that is none',
      { platform: 'k3s', platformOptions: { version: '1' } },
      'platformOptions.version "1": no such field',
    ],
    [
      'a number for a version',
      { platform: 'k3s', platformOptions: { kubernetesVersion: 1.34 } },
      'of the wrong type, number',
    ],
    [
      'a platform twice',
      { platform: 'k3s', customPlatform: custom },
      'says platform and customPlatform at once',
    ],
    ['options of no platform', { platformOptions: {} }, 'platformOptions {}: of no platform'],
    ['a format that is none', { imageFormat: 'oci' }, 'imageFormat "oci": of the wrong type'],
  ])('refuse %s', (_, properties, says) => {
    expect(() => new WasmValidation(JSON.parse(JSON.stringify(properties)))).toThrow(`[WasmValidation] `);
    expect(() => new WasmValidation(JSON.parse(JSON.stringify(properties)))).toThrow(says);
  });
});
