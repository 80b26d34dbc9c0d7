/**
 * Answers `--help`, and refuses arguments that a command does not take.
 *
 * @param {string[]} args the arguments as given
 * @param {string} help the text of `--help`; its first line is the usage
 * @param {(argument: string) => boolean} [accepts] which arguments are allowed
 * @returns {number | undefined} an exit code when the command should end here
 */
export function answerUsage(args, help, accepts = () => false) {
  if (args.includes('--help') || args.includes('-h')) {
    console.log(help.trim());
    return 0;
  }
  const unknown = args.find((argument) => !accepts(argument));
  if (unknown === undefined) return undefined;
  console.error(`unknown argument '${unknown}'\n\n${help.trim()}`);
  return 2;
}
