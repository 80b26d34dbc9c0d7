import fc from 'fast-check';

/** Strings that look like something else in one version of YAML or another. */
export const LOOKALIKES: readonly string[] = [
  ...['yes', 'No', 'nO', 'y', 'N', 'on', 'OFF', 'true', 'False', 'null', 'Null', 'NULL', '~', ''],
  ...[
    'e5',
    'E-3',
    '1e3',
    '1E+2',
    '0x1F',
    '0b1',
    '010',
    '0o7',
    '1_000',
    '+1',
    '-1',
    '-0',
    '1.',
    '.5',
    '1.5',
    '00',
  ],
  ...[
    '.inf',
    '-.inf',
    '+.Inf',
    '.nan',
    '-.nan',
    'NaN',
    '12:30',
    '190:20:30.15',
    '2001-01-01',
    '2001-1-1T1:2:3Z',
  ],
  ...[
    '<<',
    '=',
    '---',
    '--- a',
    '...',
    '%YAML',
    '- a',
    '-',
    '?',
    '? a',
    ':',
    ': a',
    'a:',
    'a: b',
    'a::b',
    ':a',
  ],
  ...[
    '#a',
    'a #b',
    'a#b',
    '*x',
    '&x',
    '!x',
    '|',
    '>',
    '@x',
    '`x',
    '{',
    '}',
    '[',
    ']',
    ',',
    'a,b',
    '"',
    "'",
    '\\',
  ],
  ...[
    ' a',
    'a ',
    '\t',
    'a\tb',
    '\n',
    'a\nb',
    'a\n',
    '\na',
    'a\n\n b\n',
    ' \n',
    '\n ',
    'a\n---\nb',
    'a \nb',
    '\r\n',
  ],
  ...['\u2028', '\u2029', '\u0085', '\u00a0', '\ufeff', 'é', '😀', '\ud800', '\u0000', '\u001b', '\u007f'],
  ...[
    'app.kubernetes.io/name',
    'ghcr.io/acme/hello:1.0.0',
    'sha256:0a',
    '100m',
    '64Mi',
    '0.0.0.0:8080',
    '50%',
  ],
  ...[
    'a'.repeat(1024),
    'a'.repeat(1025),
    `${'a b '.repeat(60)}`,
    `{"a": [1, "b"]}`,
    'Yes, please',
    '__proto__x',
  ],
];

const lookalike = fc.constantFrom(...LOOKALIKES);

/** Strings of every kind. */
export const texts: fc.Arbitrary<string> = fc.oneof(
  lookalike,
  fc.tuple(lookalike, lookalike).map((parts) => parts.join('')),
  fc.string({ maxLength: 6 }),
  fc.string({ unit: 'binary', maxLength: 4 }),
  fc.string({ unit: fc.constantFrom(...'ab \n\t#:-?"\'1.e0_%y,[]{}&*!|>@`\\'), maxLength: 8 }),
);

/** Values of JSON, and `undefined`, which cdk8s leaves in lists. */
const { values } = fc.letrec<{ values: unknown }>((tie) => ({
  values: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    texts,
    fc.double(),
    fc.integer(),
    fc.boolean(),
    fc.constantFrom(null, undefined, -0, 1e21, 1e-7),
    fc.array(tie('values'), { maxLength: 3 }),
    fc.dictionary(texts, tie('values'), { maxKeys: 3, noNullPrototype: true }),
  ),
}));

/** Documents: objects of such values. */
export const documents: fc.Arbitrary<Record<string, unknown>> = fc.dictionary(texts, values, {
  maxKeys: 4,
  noNullPrototype: true,
});

/** What may stand where another document of the same kind has something else. */
const alikeValues = fc.constantFrom<unknown>(
  ...['a', 'b', '', 'yes', '1', 'a\nb', 0, -0, 1, true, null, undefined],
  ...[{}, [], ['a'], ['a', 'b'], { a: 'a' }, { a: null, b: 'b' }, { 1: 'a', b: 'a' }],
);

const alikeFields = fc.dictionary(fc.constantFrom('a', 'b', 'c', '1'), alikeValues, {
  maxKeys: 4,
  noNullPrototype: true,
});

/** Documents that differ here and there, as the objects of an app do. */
export const alikeDocuments: fc.Arbitrary<Record<string, unknown>[]> = fc.array(
  fc.record(
    {
      kind: fc.constantFrom('A', 'A', 'A', 'B'),
      spec: alikeFields,
      list: fc.array(fc.oneof(alikeValues, alikeFields), { maxLength: 3 }),
      deep: fc.record(
        { a: fc.record({ b: alikeFields }, { noNullPrototype: true }), c: alikeValues },
        { noNullPrototype: true },
      ),
    },
    { requiredKeys: ['kind'], noNullPrototype: true },
  ),
  { minLength: 2, maxLength: 5 },
);
