/** The program cannot be compiled, or not be checked; the message says why. */
export class ProgramRefused extends Error {
  override readonly name = "ProgramRefused";
}
