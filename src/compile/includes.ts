/**
 * Finds the files that a compilation will want, without preprocessing: every `#include` that stands
 * in the text is followed, whether or not an `#if` would skip it, to every place where it could be
 * found. Too many files cost nothing but a longer cache key; one too few and clang would not find it.
 *
 * Not covered: a name that a macro pastes together from pieces. (`#define H "x.h"`, `#include H` is:
 * each name that a `#define` holds counts as included.)
 */
import { posix } from "node:path";
import type { SearchPath } from "./clang-flags.ts";

/** What the scan asks of the machine. */
export interface SourceReader {
  /** undefined when there is no readable file at `path`. */
  read(path: string): { readonly identity: string; readonly contents: Uint8Array } | undefined;
}

/** One file, under every name by which the compiler may ask for it. */
export interface SourceFile {
  /** Equal for equal files, however they are named: clang's `#pragma once` depends on it. */
  readonly identity: string;
  readonly contents: Uint8Array;
  /** Paths as clang will spell them: a main source as typed, a header as includer's folder + name. */
  readonly names: readonly string[];
}

export interface SourceRequest {
  /** Paths as typed. */
  readonly sources: readonly string[];
  /** Headers that the command line includes. */
  readonly preincluded: readonly string[];
  readonly search: SearchPath;
}

/** The sources that can be read and all that they include, sources first, in the order of discovery. */
export function gatherSources(request: SourceRequest, reader: SourceReader): SourceFile[] {
  const files = new Map<string, { identity: string; contents: Uint8Array; names: string[] }>();
  const seen = new Set<string>();
  const queue: { name: string; contents: Uint8Array }[] = [];

  function offer(name: string): void {
    // "a/../x.h" and "x.h" are one place; clang's overlay (virtual-files.ts) thinks so too.
    const place = posix.normalize(name);
    if (seen.has(place)) return;
    seen.add(place);
    const found = reader.read(name);
    if (found === undefined) return;
    const file = files.get(found.identity) ?? { ...found, names: [] };
    files.set(found.identity, file);
    file.names.push(name);
    queue.push({ name, contents: found.contents });
  }
  function offerInclude(include: Include, folder: string): void {
    if (posix.isAbsolute(include.name) || /^[A-Za-z]:\//.test(include.name)) offer(include.name);
    const folders = include.quoted ? [folder, ...request.search.quoted] : [];
    for (const place of [...folders, ...request.search.everywhere])
      offer(beside(place, include.name));
  }

  for (const source of request.sources) offer(source);
  for (const name of request.preincluded) offerInclude({ name, quoted: true }, "");
  // The queue grows while it is walked.
  for (const file of queue) {
    const folder = folderOf(file.name);
    for (const include of includesOf(file.contents)) offerInclude(include, folder);
  }
  return [...files.values()];
}

interface Include {
  readonly name: string;
  /** `"…"` rather than `<…>`. */
  readonly quoted: boolean;
}

const Directive =
  /(?:^[ \t]*(?:#|%:|\?\?=)[ \t]*(?:include|include_next|import|embed|define[ \t]+\w+)\b|\b__has_(?:include|include_next|embed)[ \t]*\()[ \t]*(?:"([^"\n]+)"|<([^>\n]+)>)/gm;

function includesOf(contents: Uint8Array): Include[] {
  const text = new TextDecoder().decode(contents).replace(/\\\r?\n/g, "");
  const found = new Map<string, Include>();
  for (const [, quoted, angled] of text.matchAll(Directive)) {
    const name = quoted ?? angled!;
    found.set(`${quoted === undefined}${name}`, { name, quoted: quoted !== undefined });
  }
  return [...found.values()];
}

/** "" for a file of the working folder, as clang spells it: its `#include "x.h"` is then `x.h`. */
function folderOf(name: string): string {
  const slash = name.lastIndexOf("/");
  return slash < 0 ? "" : name.slice(0, Math.max(slash, 1));
}
function beside(folder: string, name: string): string {
  if (folder === "") return name;
  return folder.endsWith("/") ? folder + name : `${folder}/${name}`;
}
