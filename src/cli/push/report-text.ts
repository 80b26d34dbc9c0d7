import { bytesText } from './bytes-text';
import { type ImageReport, isComplete, type PushReport } from './report';

/** The report as people read it: a line for each image, and one that sums up. */
export function reportText(report: PushReport): string {
  const { images } = report;
  return [...images.map((image) => imageLine(image, report)), summary(report), ''].join('\n');
}

function imageLine(image: ImageReport, { dryRun }: PushReport): string {
  const tags = image.tags.map(({ tag, state }) => {
    const words = { moved: 'moved', current: 'there', unmoved: dryRun ? 'to be moved' : 'not moved' };
    return `tag ${tag} ${words[state]}`;
  });
  const bytes = image.sent === 0 ? [] : [`${bytesText(image.sent)} ${dryRun ? 'to send' : 'sent'}`];
  const details = [...bytes, ...tags].join(', ');
  return `${image.state.padEnd(8)} ${image.reference}${details === '' ? '' : `  (${details})`}`;
}

function summary({ images, problems, dryRun, complete }: PushReport): string {
  if (images.length === 0 && problems.length === 0) {
    return 'no manifest names an image that WasmImage.fromFile or WasmImage.fromSpin made: there is nothing to push';
  }
  const count = `${images.length} image${images.length === 1 ? '' : 's'}`;
  const states = (['pushed', 'present', 'missing', 'failed', 'untried'] as const)
    .map((state) => ({ state, number: images.filter((image) => image.state === state).length }))
    .filter(({ number }) => number > 0)
    .map(({ state, number }) => `${number} ${state}`);
  const open = images.filter((image) => !isComplete(image)).length;
  const sum = [count, ...(states.length === 0 ? [] : [`: ${states.join(', ')}`])].join('');
  if (complete) {
    return `${sum}; all is in the registry`;
  }
  const unpushed = open === 0 ? '' : `; ${open} not in the registry as the manifests want it`;
  const wrong = problems.length === 0 ? '' : `; ${problems.length} refused`;
  return `${sum}${unpushed}${wrong}${dryRun ? ' (dry run)' : ''}`;
}
