/**
 * What of a C++ name only the library's authors want to see, and how a person writes it instead. All of
 * it is left out only where it can be nothing else: an argument goes only when it is the default.
 */

/** libc++ and libstdc++ keep versions of themselves apart by an inline namespace. */
export function isInlineNamespace(scope: string, name: string): boolean {
  return scope === "std" && /^__(?:\d+|cxx11|fs|ndk\d+)$/.test(name);
}

/**
 * Default arguments of the standard library's templates, `$1` being the first argument; `` for one that
 * has none. Another template: a row.
 */
const Defaults: Readonly<Record<string, readonly string[]>> = {
  vector: ["", "std::allocator<$1>"],
  deque: ["", "std::allocator<$1>"],
  list: ["", "std::allocator<$1>"],
  forward_list: ["", "std::allocator<$1>"],
  set: ["", "std::less<$1>", "std::allocator<$1>"],
  multiset: ["", "std::less<$1>", "std::allocator<$1>"],
  map: ["", "", "std::less<$1>", "std::allocator<std::pair<$1 const, $2>>"],
  multimap: ["", "", "std::less<$1>", "std::allocator<std::pair<$1 const, $2>>"],
  unordered_set: ["", "std::hash<$1>", "std::equal_to<$1>", "std::allocator<$1>"],
  unordered_multiset: ["", "std::hash<$1>", "std::equal_to<$1>", "std::allocator<$1>"],
  unordered_map: [
    "",
    "",
    "std::hash<$1>",
    "std::equal_to<$1>",
    "std::allocator<std::pair<$1 const, $2>>",
  ],
  unordered_multimap: [
    "",
    "",
    "std::hash<$1>",
    "std::equal_to<$1>",
    "std::allocator<std::pair<$1 const, $2>>",
  ],
  stack: ["", "std::deque<$1>"],
  queue: ["", "std::deque<$1>"],
  priority_queue: ["", "std::vector<$1>", "std::less<$1>"],
  unique_ptr: ["", "std::default_delete<$1>"],
  basic_string: ["", "std::char_traits<$1>", "std::allocator<$1>"],
  basic_string_view: ["", "std::char_traits<$1>"],
  basic_ios: ["", "std::char_traits<$1>"],
  basic_streambuf: ["", "std::char_traits<$1>"],
  basic_istream: ["", "std::char_traits<$1>"],
  basic_ostream: ["", "std::char_traits<$1>"],
  basic_iostream: ["", "std::char_traits<$1>"],
  basic_filebuf: ["", "std::char_traits<$1>"],
  basic_ifstream: ["", "std::char_traits<$1>"],
  basic_ofstream: ["", "std::char_traits<$1>"],
  basic_fstream: ["", "std::char_traits<$1>"],
  basic_stringbuf: ["", "std::char_traits<$1>", "std::allocator<$1>"],
  basic_istringstream: ["", "std::char_traits<$1>", "std::allocator<$1>"],
  basic_ostringstream: ["", "std::char_traits<$1>", "std::allocator<$1>"],
  basic_stringstream: ["", "std::char_traits<$1>", "std::allocator<$1>"],
  istreambuf_iterator: ["", "std::char_traits<$1>"],
  ostreambuf_iterator: ["", "std::char_traits<$1>"],
  basic_regex: ["", "std::regex_traits<$1>"],
};

/** How many of a template's last arguments are what they would be if nobody had named them. */
export function defaultedArguments(template: string, args: readonly string[]): number {
  if (!template.startsWith("std::")) return 0;
  const name = template.slice("std::".length);
  const defaults = Object.hasOwn(Defaults, name) ? Defaults[name]! : [];
  let count = 0;
  while (count < args.length) {
    const at = args.length - 1 - count;
    const usual = defaults[at];
    if (!usual || usual.replace(/\$(\d)/g, (_, digit) => args[digit - 1] ?? "") !== args[at]) break;
    count++;
  }
  return count;
}

/** The standard library's own names for some of its types: `std::string` is `std::basic_string<char>`. */
const Short: ReadonlyMap<string, string> = new Map(
  [
    ...["string", "string_view", "ios", "streambuf", "istream", "ostream", "iostream", "filebuf"],
    ...["ifstream", "ofstream", "fstream", "stringbuf", "istringstream", "ostringstream"],
    ...["stringstream", "regex"],
  ].flatMap((name): [string, string][] => [
    [`std::basic_${name}<char>`, `std::${name}`],
    [`std::basic_${name}<wchar_t>`, `std::w${name}`],
  ]),
);

export function shortName(type: string): string {
  return Short.get(type) ?? type;
}
