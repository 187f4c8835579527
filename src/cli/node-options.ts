/** What `redzone node` was asked, on its way to the hook in the process that it starts. */
import type { Suppression } from "../report/suppressions/format.ts";

export interface SessionSettings {
  /** Bytes that each memory may grow to; absent: the session's own. */
  readonly maxMemory?: number;
  readonly definedness: boolean;
  readonly suppressions: readonly Suppression[];
  readonly generateSuppressions: boolean;
  /** 0: the program's own status even when there are errors. */
  readonly errorExitcode: number;
  readonly quiet: boolean;
  /** Absent: as the terminal is. */
  readonly color?: boolean;
}

const Variable = "REDZONE_NODE";

export const UsualSettings: SessionSettings = {
  definedness: false,
  suppressions: [],
  generateSuppressions: false,
  errorExitcode: 1,
  quiet: false,
};

/** The environment of a process that has the hook, so that processes which that starts have it too. */
export function environmentFor(
  settings: SessionSettings,
  hook: URL,
  environment: NodeJS.ProcessEnv,
): NodeJS.ProcessEnv {
  const { NODE_OPTIONS: others = "" } = environment;
  return {
    ...environment,
    NODE_OPTIONS: `--import=${hook.href} ${others}`.trimEnd(),
    [Variable]: JSON.stringify(settings),
  };
}

export function readSessionOptions(environment: NodeJS.ProcessEnv): SessionSettings {
  const text = environment[Variable];
  return text === undefined ? UsualSettings : (JSON.parse(text) as SessionSettings);
}
