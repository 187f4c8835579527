/** Which test programs and pages there are. Drop a file in, and it is a test. */
import { readdirSync } from "node:fs";

export function programsIn(folder: string): readonly string[] {
  return filesIn(folder, ".c", ".cpp", ".rs").filter((path) => !NoProgram.test(path));
}

/** What programs name in their options, and cargo's crate. */
const NoProgram = /\/parts\/|^examples\/cargo\//;

export function reportsIn(folder: string): readonly string[] {
  return filesIn(folder, ".report");
}

export function pagesIn(folder: string): readonly string[] {
  return filesIn(folder, ".md");
}

/** Paths from the project's folder, in a fixed order. */
function filesIn(folder: string, ...extensions: string[]): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => extensions.some((extension) => name.endsWith(extension)))
    .map((name) => `${folder}/${name.replaceAll("\\", "/")}`)
    .sort();
}
