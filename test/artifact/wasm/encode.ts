/** Bytes of the WebAssembly formats, right or wrong as a test wants them. */

export const MODULE = [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00];
export const COMPONENT = [0x00, 0x61, 0x73, 0x6d, 0x0d, 0x00, 0x01, 0x00];

/** A number in LEB128, in at least `width` bytes: more than it needs are filled up with zeros. */
export function leb(value: number, width = 1): number[] {
  const bytes: number[] = [];
  let rest = value;
  do {
    bytes.push((rest % 128) + 128);
    rest = Math.floor(rest / 128);
  } while (rest > 0 || bytes.length < width);
  bytes[bytes.length - 1] -= 128;
  return bytes;
}

/** One after the other: `flat()` takes ten times as long, and some tests do nothing else. */
export function concat(parts: readonly (readonly number[])[]): number[] {
  const none: number[] = [];
  return none.concat(...parts);
}

/** A text behind its length. */
export function text(value: string): number[] {
  const bytes = [...Buffer.from(value)];
  return concat([leb(bytes.length), bytes]);
}

/** Entries behind their number. */
export function list(...entries: readonly (readonly number[])[]): number[] {
  return concat([leb(entries.length), ...entries]);
}

/** A section behind its size. */
export function section(id: number, ...content: readonly (readonly number[])[]): number[] {
  const bytes = concat(content);
  return concat([[id], leb(bytes.length), bytes]);
}

/** A custom section. */
export function custom(name: string, ...content: readonly (readonly number[])[]): number[] {
  return section(0, text(name), ...content);
}

/** A section of notes: what was done, by which tool, in which version. */
export function producers(...notes: readonly (readonly [string, string, string])[]): number[] {
  const fields = notes.map(([field, tool, version]) => [
    ...text(field),
    ...list(concat([text(tool), text(version)])),
  ]);
  return custom('producers', list(...fields));
}

/** A core module. */
export function module(...sections: readonly (readonly number[])[]): Uint8Array {
  return Uint8Array.from(concat([MODULE, ...sections]));
}

/** A component. */
export function componentOf(...sections: readonly (readonly number[])[]): Uint8Array {
  return Uint8Array.from(concat([COMPONENT, ...sections]));
}
