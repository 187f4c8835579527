/** The sections' ids (core specification 5.5.2). */
export const SectionId = {
  custom: 0,
  type: 1,
  import: 2,
  function: 3,
  table: 4,
  memory: 5,
  global: 6,
  export: 7,
  start: 8,
  element: 9,
  code: 10,
  data: 11,
  dataCount: 12,
  /** Of the exception handling proposal. */
  tag: 13,
} as const;

/**
 * The order in which sections stand in a file: not that of their ids, because the data count and
 * the tags came later: one has to precede the code, the others the globals. 0 stands for the file's start.
 */
export const SectionOrder: readonly number[] = [0, 1, 2, 3, 4, 5, 13, 6, 7, 8, 9, 12, 10, 11];
