/** For tests: memory that the heap can have, and nobody who wants to know what it does with it. */
import type { Addr } from "../bytes/brand.ts";
import type { HeapShadow } from "./heap.ts";
import type { HeapSpace } from "./pages.ts";

const Page = 0x10000;
const FirstAddress = 2 * Page;

/**
 * Memory from 128 KiB up to `limit`. Before every `gapEvery`-th extension the program takes a page
 * for itself; 0: never.
 */
export function spaceUpTo(limit: number, gapEvery = 0): HeapSpace & { refusals: number } {
  let end = FirstAddress;
  let extensions = 0;
  return {
    refusals: 0,
    extend(bytes) {
      if (gapEvery > 0 && ++extensions % gapEvery === 0 && end < limit) end += Page;
      if (end + bytes > limit) {
        this.refusals++;
        return 0;
      }
      end += bytes;
      return (end - bytes) as Addr;
    },
  };
}

export const noShadow: HeapShadow = {
  unused() {},
  live() {},
  cleared() {},
  copied() {},
  freed() {},
};
