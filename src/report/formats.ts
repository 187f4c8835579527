/**
 * The formats that `--report FORMAT[:FILE]` knows.
 *
 * One more format: write a file beside `text.ts` whose function renders the model (not the text),
 * and give it a row here; the command line, its help and its checks come from this table.
 */
import { renderJson } from "./json.ts";
import type { Report } from "./model.ts";
import { renderText, type TextOptions } from "./text.ts";

/** All of the report as one string, to be written as it is. A format may ignore the options. */
type Render = (report: Report, options: TextOptions) => string;

export const FORMATS = {
  text: renderText,
  json: renderJson,
} as const satisfies Record<string, Render>;

export type FormatName = keyof typeof FORMATS;

export function isFormatName(name: string): name is FormatName {
  return Object.hasOwn(FORMATS, name);
}
