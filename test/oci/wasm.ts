/** The module of the golden vectors: 143 bytes, it writes a line by WASI preview 1. */
export const HELLO = Buffer.from(
  'AGFzbQEAAAABDAJgBH9/f38Bf2AAAAIjARZ3YXNpX3NuYXBzaG90X3ByZXZpZXcxCGZkX3dyaXRlAAADAgEBBQMBAAEHEwIGbWVtb3J5AgAGX3N0YXJ0AAEKHQEbAEEAQQg2AgBBBEEPNgIAQQFBAEEBQSAQABoLCxUBAEEICw9oZWxsbyBmcm9tIFdBVAo=',
  'base64',
);

/** A module that differs from others of another number, and is as long as asked for. */
export function moduleOf(size: number, number = 0): Buffer {
  // A custom section without a meaning fills it up; its length takes five bytes, as LEB128 may.
  const name = Buffer.from([4, ...Buffer.from('fill')]);
  const length = size - 8 - 1 - 5;
  const leb = [0, 7, 14, 21, 28].map((shift, index) => ((length >>> shift) & 0x7f) | (index < 4 ? 0x80 : 0));
  const content = Buffer.alloc(length - name.length);
  for (let at = 0; at < content.length; at += 4096)
    content.writeUInt32LE((number * 7919 + at) >>> 0, Math.min(at, content.length - 4));
  return Buffer.concat([Buffer.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 0, ...leb]), name, content]);
}
