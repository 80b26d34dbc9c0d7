import { bytesSource, planPush } from 'cdk8s-wasm/oci';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ImageFormat } from '../../../src/artifact/image-format';
import { blobKey } from '../../../src/cli/push/blob-pool';
import { bytesText } from '../../../src/cli/push/bytes-text';
import type { Job } from '../../../src/cli/push/prepare';
import { progressOf } from '../../../src/cli/push/progress';
import { packRunwasi } from '../../../src/oci';
import { moduleOf } from '../../oci/wasm';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const repository = 'ghcr.io/acme/hello';
const plan = planPush(repository, packRunwasi(moduleOf(2_000_000)));
const record = {
  path: 'a.wasm',
  format: ImageFormat.RUNWASI,
  repository,
  digest: plan.digest,
};
const jobs: Job[] = [{ plan, record, tags: [], objects: [] }];
const [wasm] = plan.blobs;

function terminal(isLive: boolean, columns?: number) {
  const written: string[] = [];
  const errors = { write: (text: string) => written.push(text), ...(columns !== undefined && { columns }) };
  return {
    written,
    terminal: {
      input: (async function* () {})(),
      output: { write: () => undefined },
      errors,
      folder: '/',
      isLive,
      signal: new AbortController().signal,
    },
  };
}

test('on a terminal it is a bar that is written over, and goes at the end', () => {
  const { written, terminal: at } = terminal(true);
  const progress = progressOf(jobs, at);
  vi.advanceTimersByTime(100);
  progress.onSent(blobKey(repository, wasm), 1_000_000);
  vi.advanceTimersByTime(100);
  progress.end();
  vi.advanceTimersByTime(1000);
  expect(written).toEqual([
    '\r\x1b[2K[------------------------]   0 %  0 B of 2.0 MB',
    '\r\x1b[2K[############------------]  49 %  1.0 MB of 2.0 MB',
    '\r\x1b[2K',
  ]);
});

test('on a narrow terminal the bar stays on its line', () => {
  const { written, terminal: at } = terminal(true, 20);
  const progress = progressOf(jobs, at);
  vi.advanceTimersByTime(100);
  progress.end();
  expect(written[0]).toBe('\r\x1b[2K[------------------');
});

test('elsewhere it is a line now and then, where something has happened', () => {
  const { written, terminal: at } = terminal(false);
  const progress = progressOf(jobs, at);
  vi.advanceTimersByTime(20_000);
  progress.onSent(blobKey(repository, wasm), 1_500_000);
  vi.advanceTimersByTime(20_000);
  // The registry lost a part of it.
  progress.onSent(blobKey(repository, wasm), 500_000);
  vi.advanceTimersByTime(5000);
  progress.end();
  vi.advanceTimersByTime(5000);
  expect(written).toEqual(['pushing 1 image, 2.0 MB\n', '1.5 MB of 2.0 MB\n', '500.0 kB of 2.0 MB\n']);
});

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [1000, '1.0 kB'],
  [13_400_000, '13.4 MB'],
  [5_000_000_000_000, '5000.0 GB'],
])('%i bytes are %s', (bytes, text) => {
  expect(bytesText(bytes)).toBe(text);
});

test('counts bytes that two repositories want twice, and those of two images of one once', () => {
  const { written, terminal: at } = terminal(false);
  const other = { ...plan, repository: 'ghcr.io/acme/other' };
  const shared = { ...plan, blobs: [wasm, bytesSource('more', Buffer.alloc(1_000_000))] };
  const twice = [...jobs, { ...jobs[0], plan: other }, { ...jobs[0], plan: shared }];
  progressOf(twice, at).end();
  expect(written).toEqual(['pushing 3 images, 5.0 MB\n']);
});
