/** A folder of the machine that the program may see. */
export interface SharedDirectory {
  readonly host: string;
  /** What the program calls it. */
  readonly guest: string;
}
