/** What the process tells the shell. */
export enum ExitCode {
  /** Everything is in the registry. */
  DONE = 0,
  /** Something is not, or has changed since the synth. */
  UNPUSHED = 1,
  /** What was typed makes no sense. */
  USAGE = 2,
}
