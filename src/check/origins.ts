/**
 * Where undefined values came from, taken over from a run that tracked it. Both runs had the same
 * errors in the same order, so an error's number tells which one it was there.
 */
import type { ErrorFacts, OriginFacts, RawFrame, RawStack } from "../runtime/facts.ts";

type UndefinedUse = Extract<ErrorFacts, { readonly origin?: OriginFacts }>;

/** Whether an error is the use of an undefined value. */
export function usesUndefined(error: ErrorFacts): error is UndefinedUse {
  switch (error.kind) {
    case "UninitCondition":
    case "UninitValue":
      return true;
    case "SyscallParam":
      return error.problem !== "unaddressable";
    default:
      return false;
  }
}

export interface WithOrigins {
  readonly errors: readonly ErrorFacts[];
  /** The first error that is without an origin, by why: it was not found again, or without one. */
  readonly missing?: "not found again" | "without origin";
}

/**
 * @param errors of the run that is reported
 * @param again of the run that tracked origins; it may have been ended after the last that matters
 * @param isReported whether it matters that an error is without an origin
 */
export function withOrigins(
  errors: readonly ErrorFacts[],
  again: readonly ErrorFacts[],
  isReported: (error: ErrorFacts) => boolean = () => true,
): WithOrigins {
  let missing: WithOrigins["missing"];
  const completed = errors.map((error, at) => {
    if (!usesUndefined(error) || !isReported(error)) return error;
    const same = again[at];
    if (same === undefined || !usesUndefined(same) || !isSameError(error, same)) {
      missing ??= "not found again";
      return error;
    }
    if (same.origin === undefined) {
      missing ??= "without origin";
      return error;
    }
    return { ...error, origin: same.origin };
  });
  return { errors: completed, ...(missing && { missing }) };
}

function isSameError(a: ErrorFacts, b: ErrorFacts): boolean {
  return a.kind === b.kind && isSameStack(a.stack, b.stack);
}

function isSameStack(a: RawStack, b: RawStack): boolean {
  return a.length === b.length && a.every((frame, at) => isSameFrame(frame, b[at]!));
}

function isSameFrame(a: RawFrame, b: RawFrame): boolean {
  if ("site" in a) return "site" in b && a.site === b.site;
  return "intrinsic" in b && a.intrinsic === b.intrinsic;
}
