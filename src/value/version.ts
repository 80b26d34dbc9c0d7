/** `1.34`, `0.24.0` or `v1.34.2` as numbers; `undefined` where it is none. */
export function parseVersion(text: string): number[] | undefined {
  const match = /^v?(\d+)\.(\d+)(?:\.(\d+))?(?![0-9A-Za-z])/.exec(text);
  return match?.slice(1).map((part) => Number(part ?? 0));
}

/** Whether version `have` is `need` or newer. */
export function isAtLeast(have: string, need: string): boolean {
  const a = parseVersion(have) ?? [];
  const b = parseVersion(need) ?? [];
  for (let i = 0; i < 3; i++) {
    if ((a[i] ?? 0) !== (b[i] ?? 0)) {
      return (a[i] ?? 0) > (b[i] ?? 0);
    }
  }
  return true;
}

/** Whether two texts are one version: `v0.24.0` and `0.24.0`. */
export function isSame(a: string, b: string): boolean {
  return parseVersion(a) !== undefined && isAtLeast(a, b) && isAtLeast(b, a);
}
