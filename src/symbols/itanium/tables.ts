/**
 * The codes of the Itanium C++ ABI (section 5.1, "External Names"): one table for each kind. Another
 * type or operator: a row.
 */
import { Precedence } from "./nodes.ts";

/** 5.1.5.2, Builtin types. */
export const BuiltinTypes: Readonly<Record<string, string>> = {
  v: "void",
  w: "wchar_t",
  b: "bool",
  c: "char",
  a: "signed char",
  h: "unsigned char",
  s: "short",
  t: "unsigned short",
  i: "int",
  j: "unsigned int",
  l: "long",
  m: "unsigned long",
  x: "long long",
  y: "unsigned long long",
  n: "__int128",
  o: "unsigned __int128",
  f: "float",
  d: "double",
  e: "long double",
  g: "__float128",
  z: "...",
  Da: "auto",
  Dc: "decltype(auto)",
  Dd: "decimal64",
  De: "decimal128",
  Df: "decimal32",
  Dh: "half",
  Di: "char32_t",
  Ds: "char16_t",
  Du: "char8_t",
  Dn: "std::nullptr_t",
};

/** What is written behind an integer literal of a type; other types are written before it, as a cast. */
export const LiteralSuffixes: Readonly<Record<string, string>> = {
  i: "",
  j: "u",
  l: "l",
  m: "ul",
  x: "ll",
  y: "ull",
};

/** 5.1.10, Compression: abbreviations of the standard library. */
export const Abbreviations: Readonly<Record<string, readonly [short: string, full: string]>> = {
  a: ["std::allocator", "std::allocator"],
  b: ["std::basic_string", "std::basic_string"],
  s: ["std::string", "std::basic_string<char, std::char_traits<char>, std::allocator<char>>"],
  i: ["std::istream", "std::basic_istream<char, std::char_traits<char>>"],
  o: ["std::ostream", "std::basic_ostream<char, std::char_traits<char>>"],
  d: ["std::iostream", "std::basic_iostream<char, std::char_traits<char>>"],
};

/** 5.1.4, Special names that are a prefix and a name. */
export const SpecialNames: Readonly<Record<string, string>> = {
  TV: "vtable for ",
  TT: "VTT for ",
  TI: "typeinfo for ",
  TS: "typeinfo name for ",
  TW: "thread-local wrapper routine for ",
  TH: "thread-local initialization routine for ",
  GV: "guard variable for ",
};

/** How an operator stands between its operands in an expression. */
export type OperatorForm =
  | "prefix"
  | "postfix"
  | "binary"
  | "index"
  | "member"
  | "conditional"
  | "call"
  | "cast"
  | "named cast"
  | "of"
  | "new"
  | "delete"
  /** Only the name of a function. */
  | "none";

export interface Operator {
  readonly name: string;
  readonly form: OperatorForm;
  readonly precedence: Precedence;
}

function row(name: string, form: OperatorForm, precedence: Precedence): Operator {
  return { name, form, precedence };
}
const P = Precedence;

/** 5.1.3.4, Operator encodings. */
export const Operators: Readonly<Record<string, Operator>> = {
  aN: row("&=", "binary", P.assign),
  aS: row("=", "binary", P.assign),
  aa: row("&&", "binary", P.andIf),
  ad: row("&", "prefix", P.unary),
  an: row("&", "binary", P.and),
  at: row("alignof ", "of", P.unary),
  aw: row("co_await", "none", P.primary),
  az: row("alignof ", "of", P.unary),
  cc: row("const_cast", "named cast", P.postfix),
  cl: row("()", "call", P.postfix),
  cm: row(",", "binary", P.comma),
  co: row("~", "prefix", P.unary),
  cp: row("()", "call", P.postfix),
  cv: row("", "cast", P.cast),
  dV: row("/=", "binary", P.assign),
  da: row("delete[]", "delete", P.unary),
  dc: row("dynamic_cast", "named cast", P.postfix),
  de: row("*", "prefix", P.unary),
  dl: row("delete", "delete", P.unary),
  ds: row(".*", "member", P.memberPointer),
  dt: row(".", "member", P.postfix),
  dv: row("/", "binary", P.multiplicative),
  eO: row("^=", "binary", P.assign),
  eo: row("^", "binary", P.xor),
  eq: row("==", "binary", P.equality),
  ge: row(">=", "binary", P.relational),
  gt: row(">", "binary", P.relational),
  ix: row("[]", "index", P.postfix),
  lS: row("<<=", "binary", P.assign),
  le: row("<=", "binary", P.relational),
  ls: row("<<", "binary", P.shift),
  lt: row("<", "binary", P.relational),
  mI: row("-=", "binary", P.assign),
  mL: row("*=", "binary", P.assign),
  mi: row("-", "binary", P.additive),
  ml: row("*", "binary", P.multiplicative),
  mm: row("--", "postfix", P.postfix),
  na: row("new[]", "new", P.unary),
  ne: row("!=", "binary", P.equality),
  ng: row("-", "prefix", P.unary),
  nt: row("!", "prefix", P.unary),
  nw: row("new", "new", P.unary),
  oR: row("|=", "binary", P.assign),
  oo: row("||", "binary", P.orIf),
  or: row("|", "binary", P.or),
  pL: row("+=", "binary", P.assign),
  pl: row("+", "binary", P.additive),
  pm: row("->*", "member", P.memberPointer),
  pp: row("++", "postfix", P.postfix),
  ps: row("+", "prefix", P.unary),
  pt: row("->", "member", P.postfix),
  qu: row("?", "conditional", P.conditional),
  rM: row("%=", "binary", P.assign),
  rS: row(">>=", "binary", P.assign),
  rc: row("reinterpret_cast", "named cast", P.postfix),
  rm: row("%", "binary", P.multiplicative),
  rs: row(">>", "binary", P.shift),
  sc: row("static_cast", "named cast", P.postfix),
  ss: row("<=>", "binary", P.spaceship),
  st: row("sizeof ", "of", P.unary),
  sz: row("sizeof ", "of", P.unary),
  te: row("typeid ", "of", P.postfix),
  ti: row("typeid ", "of", P.postfix),
};
