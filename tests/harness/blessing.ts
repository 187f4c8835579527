/** Expected text that a person has looked at: `BLESS=1` writes what there is now. */

/** @throws Error in CI, where nobody looks */
export function isBlessing(): boolean {
  if (process.env.BLESS !== "1") return false;
  if (process.env.CI) throw new Error("BLESS=1 is refused in CI: bless where you can look at it");
  return true;
}
