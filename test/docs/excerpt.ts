const GAP = /^ *(# )?…$/;

/**
 * What of an excerpt does not stand in a text, or `undefined` where all of it does, in its order.
 *
 * A line of the excerpt that is nothing but `…` (or `# …`) stands for any lines; all others stand in the text as they
 * are, one after the other.
 */
export function missingOf(excerpt: string, text: string): string | undefined {
  const rest = linesOf(text);
  const parts = partsOf(linesOf(excerpt));
  for (const [index, part] of parts.entries()) {
    const last = index === parts.length - 1;
    const at = index === 0 ? 0 : find(part, rest, last);
    if (at === -1 || !startsAt(part, rest, at) || (last && at + part.length !== rest.length)) {
      return part.join('\n');
    }
    rest.splice(0, at + part.length);
  }
  return undefined;
}

/** The lines between gaps; empty ones where a gap comes first or last. */
function partsOf(lines: readonly string[]): string[][] {
  const parts: string[][] = [[]];
  for (const line of lines) {
    if (GAP.test(line)) {
      parts.push([]);
    } else {
      parts[parts.length - 1].push(line);
    }
  }
  return parts;
}

/** Where a part stands first, or, for one that ends the text, last. */
function find(part: readonly string[], lines: readonly string[], last: boolean): number {
  if (last) {
    return lines.length - part.length;
  }
  return lines.findIndex((_, at) => startsAt(part, lines, at));
}

function startsAt(part: readonly string[], lines: readonly string[], at: number): boolean {
  return at >= 0 && part.every((line, offset) => lines[at + offset] === line);
}

function linesOf(text: string): string[] {
  return text.trimEnd().split(/\r?\n/);
}
