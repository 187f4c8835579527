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
} as const;

/** Of the exception handling proposal. */
export const TagSection = 13;

/**
 * The order in which sections stand in a file: not that of their ids, because the data count came
 * later and has to precede the code. 0 stands for the file's start here.
 */
export const SectionOrder: readonly number[] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 12, 10, 11];
