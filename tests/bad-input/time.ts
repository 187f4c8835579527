import { expect } from "vitest";

/** Seconds of this process's own time: other processes may keep it waiting. */
const Most = 4;

/** Carries `work` out, which has to be over soon whatever it is given. */
export function soon<T>(work: () => T): T {
  const before = process.cpuUsage();
  const result = work();
  const { user, system } = process.cpuUsage(before);
  expect((user + system) / 1e6).toBeLessThan(Most);
  return result;
}
