import type { Refused } from "../check/request.ts";

/** The exit statuses of Redzone's own; every other one is the program's or the user's choice. */
export const ExitStatus = {
  commandLine: 2,
  notCompiled: 3,
  cannotGoOn: 4,
  /** What a shell shows for a native program that aborted: 128 + SIGABRT. */
  trapped: 134,
} as const;

/** Something that the user can put right, as one sentence with the place; never a bug of ours. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly status: typeof ExitStatus.commandLine | typeof ExitStatus.cannotGoOn;

  constructor(status: Refusal["status"], sentence: string) {
    super(sentence);
    this.status = status;
  }
}

/** That a program was not run, for this reason. */
export function refusalOf(program: string, { refused, usage }: Refused): Refusal {
  const status = usage ? ExitStatus.commandLine : ExitStatus.cannotGoOn;
  return new Refusal(status, `${program}: ${refused}`);
}

/** What the system's error codes mean, without the system call that nobody asked about. */
const SystemErrors: Readonly<Record<string, string>> = {
  EACCES: "permission denied",
  EEXIST: "it is there already",
  EISDIR: "it is a folder",
  ELOOP: "its symbolic links lead in a circle",
  ENAMETOOLONG: "the name is too long",
  ENOENT: "no such file or folder",
  ENOSPC: "no space left on the device",
  ENOTDIR: "a part of the path is not a folder",
  EPERM: "operation not permitted",
  EROFS: "the file system is read-only",
};

export function systemReason(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return SystemErrors[code] ?? (error instanceof Error ? error.message : String(error));
}
