/** The report as `redzone-report/1`: the model is the format. */
import type { Report } from "./model.ts";

export function renderJson(report: Report): string {
  return `${JSON.stringify(report, null, 2)}\n`;
}
