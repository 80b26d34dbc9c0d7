import { join } from 'node:path';
import ts from 'typescript';
import { root } from '../../scripts/lib/root.mjs';
import type { Snippet } from './markdown';

/** What the compiler says of each program, by the program's place; strictly, and all at once for speed. */
export function typeErrors(snippets: readonly Snippet[]): Map<string, string[]> {
  const { config } = ts.readConfigFile(join(root, 'tsconfig.dev.json'), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(
    { ...config, include: [], files: ['src/index.ts'] },
    ts.sys,
    root,
  );
  options.moduleDetection = ts.ModuleDetectionKind.Force;
  // What a fixture offers need not be used.
  options.noUnusedLocals = false;
  const programs = new Map(snippets.map(({ place, program }) => [fileOf(place), program]));
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = (file) => programs.has(file) || fileExists(file);
  host.readFile = (file) => programs.get(file) ?? readFile(file);
  host.getSourceFile = (file, language, ...rest) => {
    const text = programs.get(file);
    return text === undefined
      ? getSourceFile(file, language, ...rest)
      : ts.createSourceFile(file, text, language);
  };
  const program = ts.createProgram([...programs.keys()], options, host);
  return new Map(
    snippets.map(({ place }) => {
      const source = program.getSourceFile(fileOf(place));
      const found = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
      return [place, found.map(textOf)];
    }),
  );
}

/** A file that is not there, in a place from which packages are found. */
function fileOf(place: string): string {
  return join(root, 'test/docs', `${place.replace(/\W+/g, '-')}.snippet.ts`).replaceAll('\\', '/');
}

function textOf({ file, start, messageText }: ts.Diagnostic): string {
  const message = ts.flattenDiagnosticMessageText(messageText, '\n');
  if (file === undefined || start === undefined) {
    return message;
  }
  const { line } = file.getLineAndCharacterOfPosition(start);
  return `${file.text.split('\n')[line].trim()}\n  ${message}`;
}
