const NUMBER = '(?:0|[1-9][0-9]*)';
const IDENTIFIERS = '[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*';
const PRERELEASE = `(?:${NUMBER}|[0-9]*[A-Za-z-][0-9A-Za-z-]*)`;
const VERSION = new RegExp(
  `^(${NUMBER})\\.(${NUMBER})\\.(${NUMBER})(?:-(${PRERELEASE}(?:\\.${PRERELEASE})*))?(?:\\+${IDENTIFIERS})?$`,
);
const PART = `(?:${NUMBER}|[xX*])`;
const COMPARATOR = new RegExp(
  `^(?:[=<>~^]|>=|<=)? *${NUMBER}(?:\\.${PART}(?:\\.${PART}(?:-${IDENTIFIERS})?(?:\\+${IDENTIFIERS})?)?)?$`,
);

/** Whether a text is one version, as https://semver.org has it: `1.2.3`, `0.2.0-rc.1`. */
export function isVersion(text: string): boolean {
  return VERSION.test(text);
}

/** Whether a text asks for versions as Cargo does: `>=1.0, <2`, `^0.3`, `1.*`. Source: crate `semver`, `VersionReq`. */
export function isVersionRequirement(text: string): boolean {
  const parts = text.split(',').map((part) => part.trim());
  return (
    (parts.length === 1 && /^[xX*]$/.test(parts[0])) ||
    parts.every((part) => COMPARATOR.test(part) && !/[xX*]\.[0-9]/.test(part))
  );
}

/**
 * What two versions share that can stand for each other: all with one major
 * number from 1 on, all with one minor number below it, each release candidate
 * alone.
 */
export function compatibility(version: string): string {
  const [, major, minor, patch, prerelease] = VERSION.exec(version) ?? [];
  if (prerelease !== undefined) {
    return `${major}.${minor}.${patch}-${prerelease}`;
  }
  if (major !== '0') {
    return `${major}`;
  }
  return minor === '0' ? `0.0.${patch}` : `0.${minor}`;
}
