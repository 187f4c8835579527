/**
 * Input that is not what its format promises. `offset` counts bytes from the start of the file or
 * section named by `where`. It is a fact about the user's input, never a bug of ours: the command
 * line words it as one sentence and leaves with exit status 4.
 */
export class MalformedError extends Error {
  override readonly name = "MalformedError";
  readonly where: string;
  readonly offset: number;
  readonly reason: string;

  constructor(where: string, offset: number, reason: string) {
    super(`${where}: at byte 0x${offset.toString(16)}: ${reason}`);
    this.where = where;
    this.offset = offset;
    this.reason = reason;
  }
}

/** A module that is well-formed and that Redzone cannot check. `message` is the end of a sentence. */
export class UnsupportedError extends Error {
  override readonly name = "UnsupportedError";
}
