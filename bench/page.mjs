import { markdownTable } from '../scripts/lib/markdown.mjs';
import { isMet } from './row.mjs';

const INTRO = `Written by \`npm run bench\`. Figures are medians of one run on one machine: compare ratios, not runs. The ratio says how many
times better ours is; a goal is the least that it is to be.`;

/**
 * The page of all results.
 *
 * @param {import('./run.mjs').Result[]} results
 * @param {typeof import('./run.mjs').benchmarks} benchmarks in whose order they stand
 */
export async function page(results, benchmarks) {
  const sections = ['# Benchmark results', INTRO];
  for (const [name, load] of Object.entries(benchmarks)) {
    const lines = results.filter(({ benchmark }) => benchmark === name);
    if (lines.length > 0) {
      const { title, about } = await load();
      const [{ machine, versions }] = lines;
      sections.push(
        `## ${title}`,
        ...(about === undefined ? [] : [about]),
        `${machine}; ${versions}`,
        table(lines),
      );
    }
  }
  return `${sections.join('\n\n')}\n`;
}

/** @param {import('./run.mjs').Result[]} lines */
function table(lines) {
  return markdownTable(
    ['what', 'size', 'ours', 'peer', 'its', 'ratio', 'goal', ''],
    lines.map((line) => {
      const { name, size, ours, peer, peerValue, unit, ratio, goal, note } = line;
      const theirs = peerValue === null ? '–' : `${peerValue} ${unit}`;
      return [
        name,
        String(size),
        `${ours} ${unit}`,
        peer,
        note === undefined ? theirs : `${peerValue === null ? '' : `${theirs}; `}${note}`,
        ratio === null ? '–' : `${ratio} ×`,
        goal === null ? '–' : `${goal} ×`,
        goal === null ? '' : verdict(line),
      ];
    }),
  );
}

/** @param {import('./row.mjs').Row} line */
function verdict(line) {
  const met = isMet(line);
  return met === undefined ? 'open' : met ? 'met' : 'missed';
}
