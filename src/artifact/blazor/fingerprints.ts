/**
 * The part of a file's name that is the hash of its content: ten letters and digits of base 36.
 *
 * Source: dotnet/aspnetcore issue 47000 (a fingerprint is the integrity hash in base 36); the ten characters were
 * counted in a published app of .NET 10, and stand so in names of .NET 6 (`dotnet.6.0.0.w1ug730vgp.js`, aspnetcore issue 41604).
 */
const FINGERPRINT = '[a-z0-9]{10}';

/** In an older publish, up to .NET 8, only the runtime's own files have one; every assembly has its plain name. */
const OF_RUNTIME = '(?:dotnet|icudt)[^/]*';

/** Scoped styles of libraries have theirs before the last parts of the name, in every publish. */
const SCOPED_STYLES = `/.+\\.${FINGERPRINT}\\.bundle\\.scp\\.css`;

const ASSEMBLY = /^_framework\/(?:[^/]+\/)?(?!dotnet\.)[^/]+\.(?:wasm|dll|webcil)$/;
const FINGERPRINTED = new RegExp(`\\.${FINGERPRINT}\\.[a-z0-9]+$`);

/**
 * The paths of files whose names change with their content, as a regular expression.
 *
 * @param assemblies whether the names of assemblies do
 */
export function fingerprintPattern(assemblies: boolean): string {
  const name = assemblies ? '(?:[^/]+/)*[^/]+' : OF_RUNTIME;
  return `(?:/_framework/${name}\\.${FINGERPRINT}\\.[a-z0-9]+|${SCOPED_STYLES})`;
}

/** What the names of assemblies are. */
export interface AssemblyNames {
  /** Whether most of them have a fingerprint. */
  readonly fingerprinted: boolean;
  /** Those of the other kind. */
  readonly unlike: string[];
}

/**
 * What the names of assemblies are: all have a fingerprint, or none.
 *
 * @param files paths below the site's folder
 */
export function assemblyNames(files: readonly string[]): AssemblyNames {
  const assemblies = files.filter((file) => ASSEMBLY.test(file));
  const hashed = assemblies.filter(isFingerprinted);
  const plain = assemblies.filter((file) => !isFingerprinted(file));
  const fingerprinted = hashed.length >= plain.length;
  return { fingerprinted, unlike: fingerprinted ? plain : hashed };
}

/** Whether a file's name changes with its content, where the names of assemblies do. */
export function isFingerprinted(file: string): boolean {
  return FINGERPRINTED.test(file);
}
