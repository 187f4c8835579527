/**
 * What is known of the code of all modules in a session. Modules may share a memory, and with it the shadow call stack and the heap; so
 * a site has to tell which module it is in: the code of each module has a span of sites of its own.
 */
import type { CodeOffset } from "../bytes/brand.ts";
import type { Symbols } from "../symbols/symbols.ts";
import type { WasmModule } from "../wasm/module.ts";

/** The largest site: beyond that it would look like something else where origins are told (StackOrigin in instrument/abi.ts). */
const MostSites = 2 ** 31;

interface Span {
  readonly from: number;
  readonly to: number;
  /** Of the module as it is in the file. */
  readonly symbols: Symbols;
}

export class SessionSymbols {
  readonly #spans: Span[] = [];

  /**
   * The module with its code moved to sites that no other module has, and what is known of them.
   * @returns undefined when all sites are taken
   */
  add(
    module: WasmModule,
    symbols: Symbols,
  ): { readonly module: WasmModule; readonly symbols: Symbols } | undefined {
    const from = this.#spans.at(-1)?.to ?? 0;
    const last = module.bodies.at(-1);
    const to = from + (last === undefined ? 0 : last.offset + last.code.length);
    if (to >= MostSites) return undefined;
    const own: Span = { from, to, symbols };
    this.#spans.push(own);
    const bodies = module.bodies.map((body) => ({
      ...body,
      offset: (body.offset + from) as CodeOffset,
    }));
    return { module: { ...module, bodies }, symbols: this.#seenFrom(own) };
  }

  /** Sites of other modules have frames, too; whatever depends on function indices or addresses is the module's own. */
  #seenFrom(own: Span): Symbols {
    const local = (site: CodeOffset, { from }: Span) => (site - from) as CodeOffset;
    const of = (site: CodeOffset) => this.#spans.find(({ to }) => site < to) ?? own;
    return {
      get isEmpty() {
        return own.symbols.isEmpty;
      },
      get notes() {
        return own.symbols.notes;
      },
      frames: (site) => of(site).symbols.frames(local(site, of(site))),
      hasDebugInfo: (site) => of(site).symbols.hasDebugInfo(local(site, of(site))),
      localVariable: (site, name, line) =>
        of(site).symbols.localVariable(local(site, of(site)), name, line),
      functionAt: (site) =>
        of(site) === own ? own.symbols.functionAt(local(site, own)) : undefined,
      lineRows: (from, to) => own.symbols.lineRows(local(from, own), local(to, own)),
      isOfLibraryFiles: (from, to) =>
        own.symbols.isOfLibraryFiles(local(from, own), local(to, own)),
      globalAt: (address) => own.symbols.globalAt(address),
    };
  }
}
