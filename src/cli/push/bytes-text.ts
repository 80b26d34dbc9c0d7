const UNITS = ['kB', 'MB', 'GB'];

/** A number of bytes as people read it: `13.4 MB`. */
export function bytesText(bytes: number): string {
  if (bytes < 1000) {
    return `${bytes} B`;
  }
  const power = Math.min(Math.floor(Math.log10(bytes) / 3), UNITS.length);
  return `${(bytes / 1000 ** power).toFixed(1)} ${UNITS[power - 1]}`;
}
