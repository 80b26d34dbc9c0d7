import fc from 'fast-check';

/** Values of one kind of leaf. */
export type Values<T = unknown> = fc.Arbitrary<T>;

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
const ALNUM = `${LETTERS}0123456789`;

/** Made once each: fast-check tries every text that is known for trouble on a new one. */
const OF = new Map<string, Values<string>>();

function of(alphabet: string, minLength: number, maxLength: number): Values<string> {
  const key = `${alphabet} ${minLength} ${maxLength}`;
  const made = OF.get(key) ?? fc.string({ unit: fc.constantFrom(...alphabet), minLength, maxLength });
  OF.set(key, made);
  return made;
}

/**
 * A word long enough to be recognised wherever it comes out again, and never the same twice: it is as likely to be
 * any word, and stays what it is while a failing case is made smaller.
 */
export const token: Values<string> = fc.noShrink(
  fc.noBias(fc.tuple(fc.constantFrom(...LETTERS), of(ALNUM, 8, 11)).map((parts) => parts.join(''))),
);

/** A DNS label that starts with a letter, now and then of a given length. */
export function label(max = 63): Values<string> {
  const long = fc.noShrink(fc.tuple(token, of(ALNUM, max, max)).map((parts) => parts.join('').slice(0, max)));
  const dashed = fc.tuple(token, token).map((parts) => parts.join('-'));
  return fc.oneof(
    { weight: 5, arbitrary: token },
    { weight: 2, arbitrary: dashed },
    { weight: 1, arbitrary: long },
  );
}

export const subdomain: Values<string> = fc.oneof(
  { weight: 3, arbitrary: label() },
  { weight: 1, arbitrary: fc.tuple(token, token, token).map((parts) => parts.join('.')) },
);

const mixed = fc
  .tuple(fc.constantFrom(...LETTERS.toUpperCase(), ...ALNUM), of(`${ALNUM}ABC-_.`, 6, 12), token)
  .map((parts) => parts.join(''));

/** A key of a label or an annotation; also one that every JavaScript object seems to have. */
export const metaKey: Values<string> = fc.oneof(
  { weight: 4, arbitrary: mixed },
  { weight: 4, arbitrary: fc.tuple(subdomain, mixed).map((parts) => parts.join('/')) },
  { weight: 1, arbitrary: fc.constantFrom('toString', 'hasOwnProperty') },
);

export const labelValue: Values<string> = fc.oneof(
  { weight: 5, arbitrary: mixed },
  { weight: 1, arbitrary: fc.constant('') },
);

/** Any text at all, as it stands in an annotation, an argument or a file. */
export const text: Values<string> = fc
  .tuple(token, fc.string({ unit: 'grapheme', maxLength: 20 }))
  .map((parts) => parts.join(' '));

export const labels = map(metaKey, labelValue, 3);
export const annotations = map(metaKey, text, 3);

/** An object with keys and values of one kind; never an empty one, which says as much as none. */
export function map<T>(key: Values<string>, value: Values<T>, max = 2): Values<{ [key: string]: T }> {
  const entry = fc.tuple(key, value);
  return fc
    .uniqueArray(entry, { selector: ([name]) => name, minLength: 1, maxLength: max })
    .map((entries) => Object.fromEntries(entries));
}

export function list<T>(value: Values<T>, max = 3): Values<T[]> {
  return fc.array(value, { minLength: 1, maxLength: max });
}

export function set<T extends string>(value: Values<T>, max = 3): Values<T[]> {
  return fc.uniqueArray(value, { minLength: 1, maxLength: max });
}

/** A whole number, mostly one that stands out. */
export function whole(min: number, max = 2 ** 31 - 1): Values<number> {
  const low = Math.min(max, Math.max(min, 10_007));
  return fc.oneof(
    { weight: 6, arbitrary: fc.integer({ min: low, max: Math.min(max, Math.max(low, 999_983)) }) },
    { weight: 1, arbitrary: fc.constantFrom(min, max) },
  );
}

/** A port above those that anything here has by default. */
export const port: Values<number> = fc.noShrink(fc.noBias(fc.integer({ min: 10_000, max: 29_999 })));

const MIB = 2 ** 20;

/** An amount of memory, in the forms in which Kubernetes takes it. */
export function memory(minMib: number, maxMib: number): Values<string> {
  return fc
    .tuple(fc.integer({ min: minMib, max: maxMib }), fc.constantFrom('Mi', 'Ki', '', 'M', 'e'))
    .map(([mib, unit]) => {
      switch (unit) {
        case 'Mi':
          return `${mib}Mi`;
        case 'Ki':
          return `${mib * 1024}Ki`;
        case 'M':
          return `${Math.ceil((mib * MIB) / 1e6)}M`;
        case 'e':
          return `${Math.ceil((mib * MIB) / 1e3)}e3`;
        default:
          return String(mib * MIB);
      }
    });
}

export function cpu(minMilli: number, maxMilli: number): Values<string> {
  return fc
    .tuple(fc.integer({ min: minMilli, max: maxMilli }), fc.boolean())
    .map(([milli, short]) => (short && milli % 1000 === 0 ? String(milli / 1000) : `${milli}m`));
}

/** A number of pods or a share of them. */
export const share: Values<string> = fc.oneof(
  fc.integer({ min: 1, max: 9_999 }).map(String),
  fc.integer({ min: 1, max: 100 }).map((percent) => `${percent}%`),
);

/** An absolute path of a folder or a file, in which nothing else of a pod stands. */
export const path: Values<string> = fc
  .tuple(token, fc.oneof(token, fc.constantFrom('a-b', 'a/b', 'A b', 'ä')))
  .map(([first, rest]) => `/${first}/${rest}`);

export const relativePath: Values<string> = fc.oneof(
  token,
  fc.tuple(token, token).map(([first, rest]) => `${first}/${rest}.txt`),
);

/** A key of a Secret or a ConfigMap. */
export const dataKey: Values<string> = fc.oneof(
  token,
  fc.tuple(token, token).map(([first, rest]) => `${first}_${rest}.Json`),
);

export const envName: Values<string> = fc
  .tuple(fc.constantFrom('_', ...LETTERS, ...LETTERS.toUpperCase()), of(`${ALNUM}_-.XYZ`, 0, 4), token)
  .map((parts) => parts.join(''));

export const portName: Values<string> = token.map((name) => `p${name}`.slice(0, 15));

export const host: Values<string> = fc
  .tuple(fc.boolean(), token, fc.constantFrom('example.com', 'apps.example.org'))
  .map(([wild, name, domain]) => `${wild ? '*.' : ''}${name}.${domain}`);

export const sha256: Values<string> = of('0123456789abcdef', 64, 64);

export const imageReference: Values<string> = fc
  .tuple(fc.constantFrom('ghcr.io/', 'registry.example.com:5000/team/', ''), token, token, fc.option(sha256))
  .map(
    ([registry, name, tag, digest]) =>
      `${registry}${name}:${tag}${digest === null ? '' : `@sha256:${digest}`}`,
  );

export const boolean: Values<boolean> = fc.boolean();

/** Nothing: where a field does not go with the rest of a case. */
export const none: Values<undefined> = fc.constant(undefined);

export function oneOf<T>(values: readonly T[]): Values<T> {
  return fc.constantFrom(...values);
}
