/** Whether a text is the name of one file. */
export function isFileName(text: string): boolean {
  return text !== '' && text !== '.' && text !== '..' && !/[/\\\0]/.test(text);
}

/** Whether a text is a path of a file below a folder: `assets/logo.svg`. */
export function isPathBelow(text: string): boolean {
  return text.split('/').every(isFileName);
}

/** The order of bytes, which depends on no language. */
export function byBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
