/**
 * The numbers of the DWARF standard that are in use here, under the standard's own names (DWARF 5,
 * section 7). To read one more attribute or tag, add it here; a form also needs a row in forms.ts.
 */

/** Entry tags (7.5.3). */
export const DW_TAG = {
  array_type: 0x01,
  class_type: 0x02,
  enumeration_type: 0x04,
  formal_parameter: 0x05,
  lexical_block: 0x0b,
  member: 0x0d,
  pointer_type: 0x0f,
  reference_type: 0x10,
  compile_unit: 0x11,
  structure_type: 0x13,
  subroutine_type: 0x15,
  typedef: 0x16,
  union_type: 0x17,
  unspecified_parameters: 0x18,
  inlined_subroutine: 0x1d,
  ptr_to_member_type: 0x1f,
  subrange_type: 0x21,
  base_type: 0x24,
  catch_block: 0x25,
  const_type: 0x26,
  subprogram: 0x2e,
  template_type_parameter: 0x2f,
  template_value_parameter: 0x30,
  try_block: 0x32,
  variable: 0x34,
  volatile_type: 0x35,
  restrict_type: 0x37,
  namespace: 0x39,
  unspecified_type: 0x3b,
  rvalue_reference_type: 0x42,
  template_alias: 0x43,
  atomic_type: 0x47,
  GNU_template_template_parameter: 0x4106,
  GNU_template_parameter_pack: 0x4107,
} as const;

/** Attributes (7.5.4). */
export const DW_AT = {
  location: 0x02,
  name: 0x03,
  byte_size: 0x0b,
  stmt_list: 0x10,
  low_pc: 0x11,
  high_pc: 0x12,
  language: 0x13,
  comp_dir: 0x1b,
  containing_type: 0x1d,
  default_value: 0x1e,
  lower_bound: 0x22,
  prototyped: 0x27,
  upper_bound: 0x2f,
  abstract_origin: 0x31,
  artificial: 0x34,
  count: 0x37,
  decl_file: 0x3a,
  decl_line: 0x3b,
  declaration: 0x3c,
  encoding: 0x3e,
  specification: 0x47,
  type: 0x49,
  ranges: 0x55,
  call_column: 0x57,
  call_file: 0x58,
  call_line: 0x59,
  linkage_name: 0x6e,
  str_offsets_base: 0x72,
  addr_base: 0x73,
  rnglists_base: 0x74,
  dwo_name: 0x76,
  export_symbols: 0x89,
  /** `linkage_name` before DWARF 4 standardised it. */
  MIPS_linkage_name: 0x2007,
  /** `dwo_name` of split DWARF 4. */
  GNU_dwo_name: 0x2130,
} as const;

/** Attribute forms (7.5.6): how an attribute's value is written. */
export const DW_FORM = {
  addr: 0x01,
  block2: 0x03,
  block4: 0x04,
  data2: 0x05,
  data4: 0x06,
  data8: 0x07,
  string: 0x08,
  block: 0x09,
  block1: 0x0a,
  data1: 0x0b,
  flag: 0x0c,
  sdata: 0x0d,
  strp: 0x0e,
  udata: 0x0f,
  ref_addr: 0x10,
  ref1: 0x11,
  ref2: 0x12,
  ref4: 0x13,
  ref8: 0x14,
  ref_udata: 0x15,
  indirect: 0x16,
  sec_offset: 0x17,
  exprloc: 0x18,
  flag_present: 0x19,
  strx: 0x1a,
  addrx: 0x1b,
  ref_sup4: 0x1c,
  strp_sup: 0x1d,
  data16: 0x1e,
  line_strp: 0x1f,
  ref_sig8: 0x20,
  implicit_const: 0x21,
  loclistx: 0x22,
  rnglistx: 0x23,
  ref_sup8: 0x24,
  strx1: 0x25,
  strx2: 0x26,
  strx3: 0x27,
  strx4: 0x28,
  addrx1: 0x29,
  addrx2: 0x2a,
  addrx3: 0x2b,
  addrx4: 0x2c,
} as const;

/** Operations of expressions (7.7.1). */
export const DW_OP = {
  addr: 0x03,
  plus_uconst: 0x23,
  addrx: 0xa1,
} as const;

/** Languages (7.12). */
export const DW_LANG = {
  C89: 0x01,
  C: 0x02,
  C99: 0x0c,
  ObjC: 0x10,
  Rust: 0x1c,
  C11: 0x1d,
  C17: 0x2c,
  C23: 0x3e,
} as const;

/** Unit types (7.5.1), DWARF 5 only; the others have no fields of their own in the header. */
export const DW_UT = {
  compile: 0x01,
  type: 0x02,
  skeleton: 0x04,
  split_compile: 0x05,
  split_type: 0x06,
} as const;

/** Range list entries (7.25), DWARF 5 only. */
export const DW_RLE = {
  end_of_list: 0x00,
  base_addressx: 0x01,
  startx_endx: 0x02,
  startx_length: 0x03,
  offset_pair: 0x04,
  base_address: 0x05,
  start_end: 0x06,
  start_length: 0x07,
} as const;

/** Standard opcodes of a line number program (7.22). */
export const DW_LNS = {
  copy: 0x01,
  advance_pc: 0x02,
  advance_line: 0x03,
  set_file: 0x04,
  set_column: 0x05,
  negate_stmt: 0x06,
  set_basic_block: 0x07,
  const_add_pc: 0x08,
  fixed_advance_pc: 0x09,
  set_prologue_end: 0x0a,
  set_epilogue_begin: 0x0b,
  set_isa: 0x0c,
} as const;

/** Extended opcodes of a line number program (7.22). */
export const DW_LNE = {
  end_sequence: 0x01,
  set_address: 0x02,
} as const;

/** What a field of a directory or file entry means (7.22), DWARF 5 only. */
export const DW_LNCT = {
  path: 0x01,
  directory_index: 0x02,
} as const;
