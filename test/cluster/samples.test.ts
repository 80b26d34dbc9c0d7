import { Chart } from 'cdk8s';
import { ImageFormat, WasmCronJob, WasmJob, WasmService } from 'cdk8s-wasm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { builtBy, samples } from '../../scripts/lib/samples/catalogue.mjs';
import { at } from '../support/json';
import { FORMATS } from './support/images';
import { eventually, get, kubectl, list, logOfJob, ownerOf } from './support/kubernetes';
import { TestNamespace } from './support/namespace';
import { hasCondition } from './support/node';
import { release, sampleImage } from './support/push';
import { serviceLeads, throughService } from './support/reach';
import { describeWithPush } from './support/target';

// From the file to the answer, as a user would go: synth, `cdk8s-wasm push`, `kubectl apply`.
describeWithPush('a sample, pushed by the package’s own command,', () => {
  const namespace = new TestNamespace('samples');
  beforeAll(async () => {
    await namespace.create();
    // First of all: their tests, the last, wait for the next full minute.
    await release(namespace.name, (app) => {
      for (const { name } of commands) {
        const chart = new Chart(app, `cron-${name}`, { namespace: namespace.name });
        const image = sampleImage(name, ImageFormat.ARTIFACT);
        new WasmCronJob(chart, 'Cron', { name: `cron-${name}`, image, schedule: '* * * * *', args: ['now'] });
      }
    });
  });
  afterAll(() => namespace.remove());

  // No package brings the compiler of .NET.
  const known = samples.filter(({ tools }) => !tools.includes('dotnet'));
  const unbuilt = known.filter(({ name }) => builtBy(name) === undefined);
  const built = known.filter((sample) => !unbuilt.includes(sample));
  const commands = built.filter(({ name }) => !name.endsWith('-http'));
  const servers = built.filter(({ name }) => name.endsWith('-http'));

  test.for(unbuilt)('$name runs', (_sample, context) => context.skip('it was not built: npm run samples'));

  describe.each(servers)('$name', ({ name, language }) => {
    beforeAll(() =>
      release(namespace.name, (app) => {
        const chart = new Chart(app, name, { namespace: namespace.name });
        for (const format of FORMATS) {
          new WasmService(chart, format, {
            name: `${name}-${format}`,
            image: sampleImage(name, format),
            replicas: 1,
          });
        }
      }),
    );
    // The next one needs the memory.
    afterAll(() => kubectl(['scale', 'deployment', '--all', '--replicas=0', '-n', namespace.name]));

    test.each(FORMATS)('serves from an image of the format %s, with every default', async (format) => {
      const service = `${name}-${format}`;
      await namespace.rolledOut(service);
      await serviceLeads(namespace.name, service);
      const { status, body } = await throughService(namespace.name, service, '/hello');
      expect({ status, ...JSON.parse(body) }).toMatchObject({ status: 200, language, path: '/hello' });
    });
  });

  describe.each(commands)('$name', ({ name, language }) => {
    beforeAll(() =>
      release(namespace.name, (app) => {
        const chart = new Chart(app, name, { namespace: namespace.name });
        for (const format of FORMATS) {
          const image = sampleImage(name, format);
          new WasmJob(chart, format, { name: `${name}-${format}`, image, args: ['one', 'two'] });
        }
      }),
    );

    test.each(FORMATS)('runs as a Job from an image of the format %s, with every default', async (format) => {
      const job = `${name}-${format}`;
      await eventually(
        `the end of ${job}`,
        async () => at(await get('job', job, namespace.name), 'status', 'completionTime'),
        () => namespace.state(),
      );
      const log = await logOfJob(namespace.name, job);
      expect(log).toMatch(new RegExp(`^hello from ${language}, args=.*one.*two`, 'm'));
    });
  });

  test.each(commands)('$name runs as a CronJob when its time has come', async ({ name, language }) => {
    const job = await eventually(
      'a Job that has ended well',
      async () => {
        const jobs = await list('job', namespace.name);
        return jobs.find((each) => ownerOf(each) === `cron-${name}` && hasCondition(each, 'Complete'));
      },
      () => namespace.state(),
    );
    const log = await logOfJob(namespace.name, `${at(job, 'metadata', 'name')}`);
    expect(log).toMatch(new RegExp(`^hello from ${language}, args=.*now`, 'm'));
  });
});
