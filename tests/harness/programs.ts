/** Which test programs there are. Drop a file in, and it is a test. */
import { readdirSync } from "node:fs";

/** Paths from the project's folder, in a fixed order. */
export function programsIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".c"))
    .map((name) => `${folder}/${name.replaceAll("\\", "/")}`)
    .sort();
}
