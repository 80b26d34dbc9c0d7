/** How a registry wants to be told who asks: one entry of `WWW-Authenticate` (RFC 9110, section 11). */
export interface Challenge {
  /** In lower case: `basic`, `bearer`. */
  readonly scheme: string;
  /** By names in lower case: `realm`, `service`, `scope`. */
  readonly parameters: { readonly [name: string]: string };
}

const TOKEN = "[-!#$%&'*+.^_`|~A-Za-z0-9]+";
/** A parameter, or what may stand in the place of all parameters, or a scheme. */
const PART = new RegExp(
  `\\s*(?:(${TOKEN})\\s*=\\s*(?:"((?:[^"\\\\]|\\\\.)*)"|(${TOKEN}))\\s*(?:,|$)|(${TOKEN})(?:\\s+[A-Za-z0-9._~+/-]+=*\\s*(?=,|$))?(?:\\s+|\\s*,|$)|,)`,
  'y',
);

/** The entries of the header; those behind one that does not parse are lost. */
export function challengesIn(header: string): Challenge[] {
  const challenges: { scheme: string; parameters: { [name: string]: string } }[] = [];
  const part = new RegExp(PART);
  for (let match = part.exec(header); match !== null && match[0] !== ''; match = part.exec(header)) {
    const [, name, quoted, plain, scheme] = match;
    if (scheme !== undefined) {
      challenges.push({ scheme: scheme.toLowerCase(), parameters: {} });
    } else if (name !== undefined) {
      const parameters = challenges.at(-1)?.parameters ?? {};
      parameters[name.toLowerCase()] = quoted?.replace(/\\(.)/g, '$1') ?? plain;
    }
  }
  return challenges;
}
