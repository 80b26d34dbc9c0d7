import { ImageFormat } from '../../artifact/image-format';
import { digList } from '../../value/json';
import { literal } from '../../value/unresolved';
import { CheckSeverity } from '../finding';
import type { Rule } from '../rule';
import { guestsOf, type Subject } from '../subject';

export const commandPath: Rule = {
  id: 'command-path',
  severity: CheckSeverity.ERROR,
  title: 'the command names the binary that lies in the image, where the image is one of an own file',
  why:
    "Seen on a real cluster: a path that is not in a plain image ends with StartError 128, `executor can't handle spec`; containerd’s log " +
    'alone says `arg0 must be a path to a Wasm file`. In images with wasm layers any name will do.',
  needs: ['runtime'],
  concerns: (subject) => binaryIn(subject) !== undefined,
  check: (subject) => {
    const path = binaryIn(subject);
    // Arguments come after the entrypoint of the image, and do not replace it.
    return guestsOf(subject).flatMap(({ at, spec }) => {
      const [value] = digList(spec, 'command').map(literal);
      return path === undefined || typeof value !== 'string' || fileIn(value) === path
        ? []
        : [
            {
              field: `${at}/command/0`,
              value,
              wrong:
                "no such file is in the image, and the container would end with `executor can't handle spec`",
              allowed: `/${path}, with # and a function of it if it is to call another than its start`,
              fix: `leave the command out, or command: ['/${path}']`,
            },
          ];
    });
  },
};

/** The one file of a plain image that was made of a `.wasm`; a shim with a command of its own, as Spin's, reads no path. */
function binaryIn({ record, runtime }: Subject): string | undefined {
  const isBinary = record?.format === ImageFormat.PLAIN && !record.path.endsWith('.toml');
  return isBinary && runtime?.entrypoint.plain === undefined
    ? fileIn(record.entrypoint ?? '/app.wasm')
    : undefined;
}

/** `app.wasm` of `/app.wasm#main`: a pod starts in the root. */
function fileIn(command: string): string {
  return command.split('#', 1)[0].replace(/^(\.?\/)+/, '');
}
