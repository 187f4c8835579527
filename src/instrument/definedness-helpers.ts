/**
 * The helpers that keep and read V bits. The states of granules are those of shadow/states.ts, and
 * shadow/definedness.ts does in TypeScript what is done here to memory.
 */
import { emitCheckLoad, emitCheckStore, sizedLoad, sizedStore } from "./definedness-accesses.ts";
import { emitDivisionUndefined, emitEqualUndefined, emitLessUndefined } from "./definedness-decisions.ts";
import { emitBitsAt, emitSetGranule } from "./definedness-granules.ts";
import { emitCopyShadow, emitDefineRange, emitFillOrigins } from "./definedness-ranges.ts";
import { emitLoadVector, emitStoreVector } from "./definedness-vectors.ts";

export const DEFINEDNESS_HELPERS = {
  load1: sizedLoad(1),
  load2: sizedLoad(2),
  load4: sizedLoad(4),
  load8: sizedLoad(8),
  store1: sizedStore(1),
  store2: sizedStore(2),
  store4: sizedStore(4),
  store8: sizedStore(8),
  load16: emitLoadVector,
  store16: emitStoreVector,
  bitsAt: emitBitsAt,
  checkLoad: emitCheckLoad,
  checkStore: emitCheckStore,
  setGranule: emitSetGranule,
  defineRange: emitDefineRange,
  copyShadow: emitCopyShadow,
  equalUndefined: emitEqualUndefined,
  lessUndefined: emitLessUndefined,
  divisionUndefined: emitDivisionUndefined,
  fillOrigins: emitFillOrigins,
};
