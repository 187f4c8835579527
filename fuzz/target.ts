/** What a fuzz target is, and what holds for all of them. One more target: a file in targets/, a row in targets.ts. */
import { MalformedError, UnsupportedError } from "../src/bytes/malformed.ts";
import type { Random } from "../tests/fuzz/random.ts";

/** What became of an input. Neither is a mistake; a target of which nothing is ever taken tests little. */
export type Outcome = "taken" | "refused";

export interface Target {
  /** Real inputs. What is run is these, changed. */
  readonly seeds: () => readonly Uint8Array[];
  /** @param others what parts may be borrowed from */
  readonly change: (
    input: Uint8Array,
    random: Random,
    others: readonly Uint8Array[],
  ) => Uint8Array<ArrayBuffer>;
  /** @throws for what must never happen, whatever the input is */
  readonly run: (input: Uint8Array) => Outcome;
}

/** Longer ones tell nobody what is wrong. */
const LongestSentence = 400;

/** What a user would read is one sentence, whatever names the input has in it. */
export function requireSentence(message: string): void {
  if (message.length > LongestSentence)
    throw new Error(`a message of ${message.length} characters`);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  const control = /[\u0000-\u001f\u007f-\u009f]/.exec(message);
  if (control) throw new Error(`a message with a control character: ${JSON.stringify(message)}`);
}

/** Carries `read` out. What is wrong with the input may stop it, in one sentence with a place; nothing else may. */
export function outcomeOf(read: () => void): Outcome {
  try {
    read();
    return "taken";
  } catch (error) {
    requireRefusal(error);
    return "refused";
  }
}

/** @throws error itself, when it is none that an input may bring about */
export function requireRefusal(error: unknown): void {
  if (error instanceof MalformedError) {
    if (!Number.isSafeInteger(error.offset) || error.offset < 0) {
      throw new Error(`no offset: ${error.message}`, { cause: error });
    }
  } else if (!(error instanceof UnsupportedError)) {
    throw error;
  }
  requireSentence(error.message);
}
