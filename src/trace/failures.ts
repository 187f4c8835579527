/** Why a trace has no answer. */

/** A move that leads nowhere: `message` is a sentence without its full stop, for the user. */
export class NoSuchStep extends Error {
  override readonly name = "NoSuchStep";
}

/** Why a run cannot be repeated up to a step. */
export class ReplayFailed extends Error {
  override readonly name = "ReplayFailed";
}
