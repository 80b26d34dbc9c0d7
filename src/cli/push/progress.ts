import type { Terminal } from '../terminal';
import { blobKey, type OnSent } from './blob-pool';
import { bytesText } from './bytes-text';
import type { Job } from './prepare';

const FRAME_MS = 100;
const LINE_MS = 5000;
const WIDTH = 24;

/** How far a push is: a bar that is written over on a terminal, now and then a line elsewhere. */
export interface Progress {
  readonly onSent: OnSent;
  /** Takes the bar away. */
  end(): void;
}

/** Begins to say how far it is. */
export function progressOf(jobs: readonly Job[], { errors, isLive }: Terminal): Progress {
  const sizes = new Map(
    jobs.flatMap(({ plan }) =>
      plan.blobs.map((blob): [string, number] => [blobKey(plan.repository, blob), blob.size]),
    ),
  );
  const sent = new Map<string, number>();
  const total = sumOf(sizes);
  let said = 0;
  if (!isLive) {
    errors.write(`pushing ${jobs.length} image${jobs.length === 1 ? '' : 's'}, ${bytesText(total)}\n`);
  }
  const show = (): void => {
    const now = sumOf(sent);
    if (isLive) {
      errors.write(`\r\x1b[2K${bar(now, total).slice(0, (errors.columns ?? 80) - 1)}`);
    } else if (now !== said) {
      errors.write(`${bytesText(now)} of ${bytesText(total)}\n`);
    }
    said = now;
  };
  const timer = setInterval(show, isLive ? FRAME_MS : LINE_MS);
  timer.unref();
  return {
    onSent: (blob, bytes) => sent.set(blob, bytes),
    end: () => {
      clearInterval(timer);
      if (isLive) {
        errors.write('\r\x1b[2K');
      }
    },
  };
}

/** A progress that nobody hears of. */
export const SILENT: Progress = { onSent: () => undefined, end: () => undefined };

function bar(sent: number, total: number): string {
  const share = total === 0 ? 1 : sent / total;
  const full = Math.round(share * WIDTH);
  const percent = `${Math.floor(share * 100)} %`.padStart(5);
  return `[${'#'.repeat(full)}${'-'.repeat(WIDTH - full)}] ${percent}  ${bytesText(sent)} of ${bytesText(total)}`;
}

function sumOf(sizes: ReadonlyMap<string, number>): number {
  return [...sizes.values()].reduce((sum, size) => sum + size, 0);
}
