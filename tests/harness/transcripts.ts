/**
 * Pages that show what commands of `redzone` print:
 *
 *     ```
 *     $ redzone picture examples/c/malloc_basic.c --at 7
 *     …
 *     ```
 *
 * Only the command is written by hand; BLESS=1 writes the rest.
 */

const Block = /^```\n\$ redzone ([^\n]+)\n(.*?)^```$/gms;

/** What stands behind `redzone`, of each block with one of these commands. */
export function commandLinesIn(page: string, commands: readonly string[]): readonly string[] {
  return [...page.matchAll(Block)]
    .map(([, line = ""]) => line)
    .filter((line) => commands.includes(line.split(" ", 1)[0] ?? ""));
}

/** @param printed what these command lines print; other blocks stay as they are */
export function withTranscripts(page: string, printed: ReadonlyMap<string, string>): string {
  return page.replace(Block, (block, line: string) => {
    const now = printed.get(line);
    return now === undefined ? block : `\`\`\`\n$ redzone ${line}\n${now}\`\`\``;
  });
}
