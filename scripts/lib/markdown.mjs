/**
 * A table of Markdown.
 *
 * @param {string[]} header
 * @param {string[][]} rows
 */
export function markdownTable(header, rows) {
  const line = (/** @type {string[]} */ cells) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n');
}

/** @param {string} text */
export function code(text) {
  return `\`${text}\``;
}

/**
 * A fact in a word, and whether it ran or was read.
 *
 * @param {import('../../src/runtime/fact').RuntimeFact} fact
 */
export function factText({ value, ran }) {
  return value === 'unknown' ? value : `${value} (${ran ? 'ran' : 'read'})`;
}
