import fc from 'fast-check';

/** How a key is written; its name is made unique when it is. */
type KeyStyle = 'bare' | 'basic' | 'escaped' | 'literal';

type Value =
  | { readonly scalar: string }
  | { readonly items: readonly Value[]; readonly lines: boolean }
  | { readonly members: readonly Member[] };

interface Member {
  readonly keys: readonly KeyStyle[];
  readonly value: Value;
}

interface Section {
  readonly keys: readonly KeyStyle[];
  /** How many tables of one array; 0 for a table. */
  readonly items: number;
  readonly members: readonly Member[];
  readonly gap: string;
}

/** A document by its structure. */
export interface TomlModel {
  readonly top: readonly Member[];
  readonly sections: readonly Section[];
  readonly newline: string;
}

/** A key or an item of an array, and where it was written. */
export interface WrittenKey {
  readonly path: readonly (string | number)[];
  readonly offset: number;
}

const styles = fc.array(fc.constantFrom<KeyStyle>('bare', 'basic', 'escaped', 'literal'), {
  minLength: 1,
  maxLength: 3,
});
const scalars = fc.constantFrom(
  '1',
  '-2.5e3',
  'true',
  'inf',
  '1979-05-27 07:32:00',
  '07:32:00',
  '""',
  '"] # } = \\" ,"',
  "'\\'",
  '"""\nkey = 1\n[table]\n\\"""\\ \n"""',
  "'''\n# no comment ''\n'''",
  '""""two""at the end"""""',
);

const { value } = fc.letrec<{ value: Value; member: Member }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    scalars.map((scalar) => ({ scalar })),
    fc.record({ items: fc.array(tie('value'), { maxLength: 3 }), lines: fc.boolean() }),
    fc.record({ members: fc.array(tie('member'), { maxLength: 3 }) }),
  ),
  member: fc.record({ keys: styles, value: tie('value') }),
}));
const members = fc.array(fc.record({ keys: styles, value }), { maxLength: 4 });

/** Documents with everything that moves a key about. */
export const tomlDocuments: fc.Arbitrary<TomlModel> = fc.record({
  top: members,
  sections: fc.array(
    fc.record({
      keys: styles,
      items: fc.integer({ min: 0, max: 3 }),
      members,
      gap: fc.constantFrom('', '\n', '# [not.a.header]\n', '  \t\n\n'),
    }),
    { maxLength: 4 },
  ),
  newline: fc.constantFrom('\n', '\r\n'),
});

/** Writes a document, and notes where each key and each item of it begins. */
export function writeToml({ top, sections, newline }: TomlModel): { text: string; keys: WrittenKey[] } {
  const keys: WrittenKey[] = [];
  let text = '';
  let count = 0;
  const key = (style: KeyStyle, before: WrittenKey['path']): WrittenKey['path'] => {
    const number = count++;
    const [written, name] = {
      bare: [`key-${number}_`, `key-${number}_`],
      basic: [`"a.b ${number} ="`, `a.b ${number} =`],
      escaped: [`"\\"\\u00e9\\n ${number}"`, `"\u00e9\n ${number}`],
      literal: [`'\\"# ${number}'`, `\\"# ${number}`],
    }[style];
    const path = [...before, name];
    keys.push({ path, offset: text.length });
    text += written;
    return path;
  };
  const dotted = (parts: readonly KeyStyle[], before: WrittenKey['path']): WrittenKey['path'] =>
    parts.reduce((path, style, index) => {
      text += index === 0 ? '' : ' . ';
      return key(style, path);
    }, before);
  const write = (given: Value, path: WrittenKey['path']): void => {
    if ('scalar' in given) {
      text += given.scalar;
    } else if ('items' in given) {
      text += '[';
      for (const [index, item] of given.items.entries()) {
        text += given.lines ? `${newline}  # ]${newline}  ` : ' ';
        keys.push({ path: [...path, index], offset: text.length });
        write(item, [...path, index]);
        text += ',';
      }
      text += ']';
    } else {
      text += '{';
      for (const [index, member] of given.members.entries()) {
        text += index === 0 ? ' ' : ', ';
        pair(member, path);
      }
      text += ' }';
    }
  };
  const pair = (member: Member, before: WrittenKey['path']): void => {
    const path = dotted(member.keys, before);
    text += ' = ';
    write(member.value, path);
  };
  const lines = (list: readonly Member[], before: WrittenKey['path']): void => {
    for (const member of list) {
      text += '  ';
      pair(member, before);
      text += ` # "${newline}`;
    }
  };
  const table = ({ keys: parts, members: list }: Section): void => {
    text += '[ ';
    const path = dotted(parts, []);
    text += ` ]${newline}`;
    lines(list, path);
  };
  const arrayOfTables = ({ keys: parts, items, members: list }: Section): void => {
    text += '[[';
    const path = dotted(parts, []);
    let { offset } = keys.at(-1)!;
    for (let index = 0; index < items; index++) {
      if (index > 0) {
        text += `[[${path
          .slice(0, -1)
          .map((name) => `${JSON.stringify(name)}.`)
          .join('')}`;
        offset = text.length;
        text += JSON.stringify(path.at(-1));
      }
      text += `]]${newline}`;
      keys.push({ path: [...path, index], offset });
      lines(list, [...path, index]);
    }
  };
  lines(top, []);
  for (const section of sections) {
    text += section.gap;
    (section.items === 0 ? table : arrayOfTables)(section);
  }
  return { text, keys };
}
