// tree-sitter's runtime and its Python grammar at work: 300 KB of generated Python parsed whole, smaller texts in
// pieces, in UTF-16, again after each of 72 edits, broken and cancelled; trees walked in every direction and searched,
// also with the grammar's own queries, whose folder is told. All that comes out goes into the checksums that are printed.
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <tree_sitter/api.h>

const TSLanguage *tree_sitter_python(void);

static uint32_t random_state = 88172645u;

static uint32_t below(uint32_t n) {
    random_state ^= random_state << 13;
    random_state ^= random_state >> 17;
    random_state ^= random_state << 5;
    return random_state % n;
}

static uint32_t hash_bytes(uint32_t hash, const void *bytes, size_t length) {
    const unsigned char *p = bytes;
    for (size_t i = 0; i < length; i++) hash = (hash ^ p[i]) * 16777619u;
    return hash;
}

static uint32_t hash_number(uint32_t hash, uint32_t number) {
    return hash_bytes(hash, &number, sizeof number);
}

static uint32_t hash_string(uint32_t hash, const char *string) {
    return string ? hash_bytes(hash, string, strlen(string) + 1) : hash_number(hash, 1);
}

// A text that grows.
struct text {
    char *bytes;
    size_t length, room;
};

static void append_bytes(struct text *text, const char *bytes, size_t more) {
    if (text->length + more + 1 > text->room) {
        text->room = (text->length + more + 1) * 2;
        text->bytes = realloc(text->bytes, text->room);
        if (!text->bytes) exit(1);
    }
    memcpy(text->bytes + text->length, bytes, more);
    text->length += more;
    text->bytes[text->length] = '\0';
}

static void append(struct text *text, const char *string) {
    append_bytes(text, string, strlen(string));
}

static void indent(struct text *text, int depth) {
    while (depth-- > 0) append(text, "    ");
}

static const char *const atoms[] = { "x", "self.count", "naïve", "'text'", "\"\"\"long\n  text\"\"\"", "42", "0x1F", "1_000.5e-3", "None", "True", "3j", "...", "rb'\\x00'", "f'{x!r:>{width}} {{y}}'", "f\"{a['k']:0.2f}\"", "print", "数", "_" };
static const char *const operators[] = { " + ", " - ", " * ", " ** ", " // ", " @ ", " and ", " or ", " not in ", " is not ", " == ", " <= ", " << ", " if y else ", " | ", " != " };
enum { ATOMS = sizeof atoms / sizeof *atoms, OPERATORS = sizeof operators / sizeof *operators };

static void append_expression(struct text *text, int depth) {
    if (depth <= 0) {
        append(text, atoms[below(ATOMS)]);
        return;
    }
    switch (below(10)) {
    case 0:
        append(text, "(");
        append_expression(text, depth - 1);
        append(text, ")");
        break;
    case 1:
        append(text, "f(");
        append_expression(text, depth - 1);
        append(text, ", *args, key=");
        append_expression(text, depth - 2);
        append(text, ")");
        break;
    case 2:
        append(text, "[");
        append_expression(text, depth - 1);
        append(text, " for a, b in ");
        append_expression(text, depth - 2);
        append(text, " if a]");
        break;
    case 3:
        append(text, "{'k': ");
        append_expression(text, depth - 1);
        append(text, ",\n  **rest}");
        break;
    case 4:
        append(text, "(lambda q, *r: ");
        append_expression(text, depth - 1);
        append(text, ")");
        break;
    case 5:
        append(text, "(not -");
        append_expression(text, 0);
        append(text, "[1:, ::2])");
        break;
    default:
        append_expression(text, depth - 1);
        append(text, operators[below(OPERATORS)]);
        append_expression(text, depth - 1);
    }
}

static void append_block(struct text *text, int depth, int nesting);

static void append_statement(struct text *text, int depth, int nesting) {
    static const char *const heads[] = { "if x:\n", "while not done:\n", "for i, *rest in items:\n", "with open(p) as f, lock:\n", "try:\n", "def f(a, /, b: int = 1, *, c='d', **kw) -> list[str]:\n", "async def g():\n", "class C(Base, metaclass=M):\n", "@decorator(1)\n", "match command:\n" };
    static const char *const simple[] = { "return", "pass", "del a[0], b", "raise E(x) from y", "assert x, 'why'", "global a, b", "import a.b as c, d", "from ..m import (e as f, g)", "print >>out, x", "x: int = 3", "a, (b, c) = c, [d] = 1", "yield from it", "await z", "type P[T] = list[T]", "# a comment", "exec 'code'", "nonlocal q", "x += 1; y -= 2;" };
    indent(text, depth);
    uint32_t kind = nesting > 0 ? below(26) : 10 + below(16);
    if (kind >= 18) {
        append(text, below(3) ? "x = " : "");
        append_expression(text, 3);
        append(text, "\n");
    } else if (kind >= 10) {
        append(text, simple[below(sizeof simple / sizeof *simple)]);
        append(text, below(8) ? "\n" : "  # trailing\n\n");
    } else if (kind == 8) {
        append(text, heads[8]);
        indent(text, depth);
        append(text, heads[5]);
        append_block(text, depth + 1, nesting - 1);
    } else if (kind == 9) {
        append(text, heads[9]);
        for (int i = 0; i < 2; i++) {
            indent(text, depth + 1);
            append(text, i ? "case _:\n" : "case {'a': [x, *_], **r} | Point(x=0) if x > 0:\n");
            append_block(text, depth + 2, nesting - 1);
        }
    } else {
        append(text, heads[kind]);
        append_block(text, depth + 1, nesting - 1);
        if (kind == 0 && below(2)) {
            indent(text, depth);
            append(text, "elif y := z:\n");
            append_block(text, depth + 1, nesting - 1);
        }
        if (kind == 4) {
            indent(text, depth);
            append(text, "except (A, B) as e:\n");
            append_block(text, depth + 1, nesting - 1);
            indent(text, depth);
            append(text, "finally:\n");
            append_block(text, depth + 1, nesting - 1);
        }
    }
}

static void append_block(struct text *text, int depth, int nesting) {
    for (uint32_t n = 1 + below(4); n > 0; n--) append_statement(text, depth, nesting);
}

static struct text make_program(size_t least) {
    struct text text = { 0 };
    append(&text, "#!/usr/bin/env python\n\"\"\"Generated.\"\"\"\n");
    while (text.length < least) append_statement(&text, 0, 4);
    return text;
}

// Walks the whole tree with a cursor; every node counts.
static uint32_t hash_tree(const TSTree *tree, uint32_t *nodes, uint32_t *errors) {
    TSTreeCursor cursor = ts_tree_cursor_new(ts_tree_root_node(tree));
    uint32_t hash = 2166136261u;
    for (;;) {
        TSNode node = ts_tree_cursor_current_node(&cursor);
        TSPoint start = ts_node_start_point(node), end = ts_node_end_point(node);
        hash = hash_number(hash, ts_node_symbol(node));
        hash = hash_number(hash, ts_node_start_byte(node) * 31 + ts_node_end_byte(node));
        hash = hash_number(hash, start.row * 31 + start.column);
        hash = hash_number(hash, end.row * 31 + end.column);
        hash = hash_number(hash, (uint32_t)ts_node_is_named(node) * 4 + (uint32_t)ts_node_is_extra(node) * 2 + (uint32_t)ts_node_has_error(node));
        hash = hash_number(hash, ts_tree_cursor_current_field_id(&cursor));
        ++*nodes;
        if (ts_node_is_error(node) || ts_node_is_missing(node)) ++*errors;
        if (ts_tree_cursor_goto_first_child(&cursor)) continue;
        while (!ts_tree_cursor_goto_next_sibling(&cursor)) {
            if (!ts_tree_cursor_goto_parent(&cursor)) {
                ts_tree_cursor_delete(&cursor);
                return hash;
            }
        }
    }
}

static void report(const char *label, const TSTree *tree) {
    uint32_t nodes = 0, errors = 0;
    uint32_t hash = hash_tree(tree, &nodes, &errors);
    printf("%-16s %7u nodes %4u errors %08x\n", label, nodes, errors, hash);
}

// The text as 17-byte pieces: nothing that belongs together lies together.
static const char *read_piece(void *payload, uint32_t at, TSPoint place, uint32_t *length) {
    (void)place;
    const struct text *text = payload;
    size_t left = at < text->length ? text->length - at : 0;
    *length = (uint32_t)(left < 17 ? left : 17);
    return text->bytes + (left ? at : 0);
}

static struct text to_utf16(const struct text *from, int big) {
    struct text to = { 0 };
    for (size_t i = 0; i < from->length;) {
        unsigned char first = (unsigned char)from->bytes[i];
        int more = first < 0x80 ? 0 : first < 0xe0 ? 1 : 2;
        uint32_t character = more == 0 ? first : first & (0x3fu >> more);
        for (int k = 1; k <= more; k++) character = character << 6 | ((unsigned char)from->bytes[i + (size_t)k] & 0x3f);
        i += (size_t)more + 1;
        char pair[2] = { (char)(big ? character >> 8 : character), (char)(big ? character : character >> 8) };
        append_bytes(&to, pair, 2);
    }
    return to;
}

static void parse_whole(TSParser *parser) {
    struct text text = make_program(300000);
    TSTree *tree = ts_parser_parse_string(parser, NULL, text.bytes, (uint32_t)text.length);
    report("whole", tree);
    ts_tree_delete(tree);
    free(text.bytes);

    text = make_program(40000);
    TSInput pieces = { &text, read_piece, TSInputEncodingUTF8, NULL };
    tree = ts_parser_parse(parser, NULL, pieces);
    report("pieces", tree);
    ts_tree_delete(tree);
    for (int big = 0; big < 2; big++) {
        struct text wide = to_utf16(&text, big);
        tree = ts_parser_parse_string_encoding(parser, NULL, wide.bytes, (uint32_t)wide.length, big ? TSInputEncodingUTF16BE : TSInputEncodingUTF16LE);
        report(big ? "UTF-16BE" : "UTF-16LE", tree);
        ts_tree_delete(tree);
        free(wide.bytes);
    }
    free(text.bytes);
}

static TSPoint point_at(const struct text *text, size_t at) {
    TSPoint point = { 0, 0 };
    for (size_t i = 0; i < at; i++) {
        point.column++;
        if (text->bytes[i] == '\n') point = (TSPoint){ point.row + 1, 0 };
    }
    return point;
}

struct totals {
    uint32_t hash, ranges, differences;
};

// Edits at random places, each parsed with the help of the old tree.
static void edit(TSParser *parser, int edits, struct totals *totals) {
    static const char *const pieces[] = { "", "x", "(", ")", "'", "\"\"\"", "\n", "    ", "def f():\n", "{", ": ", "é", "#", "if a:\n        b\n", "\\\n", "=" };
    struct text text = make_program(4000);
    TSTree *tree = ts_parser_parse_string(parser, NULL, text.bytes, (uint32_t)text.length);
    for (int i = 0; i < edits; i++) {
        size_t at = below((uint32_t)text.length), removed = below(12);
        if (removed > text.length - at) removed = text.length - at;
        const char *piece = pieces[below(sizeof pieces / sizeof *pieces)];
        TSInputEdit change = { .start_byte = (uint32_t)at, .old_end_byte = (uint32_t)(at + removed), .new_end_byte = (uint32_t)(at + strlen(piece)), .start_point = point_at(&text, at), .old_end_point = point_at(&text, at + removed) };
        struct text next = { 0 };
        append_bytes(&next, text.bytes, at);
        append(&next, piece);
        change.new_end_point = point_at(&next, next.length);
        append_bytes(&next, text.bytes + at + removed, text.length - at - removed);
        free(text.bytes);
        text = next;

        TSTree *kept = ts_tree_copy(tree);
        TSNode held = ts_node_descendant_for_byte_range(ts_tree_root_node(kept), change.start_byte, change.old_end_byte);
        ts_tree_edit(kept, &change);
        ts_node_edit(&held, &change);
        uint32_t hash = hash_number(totals->hash, ts_node_start_byte(held));
        TSTree *new_tree = ts_parser_parse_string(parser, kept, text.bytes, (uint32_t)text.length);
        uint32_t count, nodes = 0, errors = 0;
        TSRange *ranges = ts_tree_get_changed_ranges(kept, new_tree, &count);
        for (uint32_t k = 0; k < count; k++) hash = hash_number(hash, ranges[k].start_byte * 31 + ranges[k].end_byte);
        totals->ranges += count;
        free(ranges);
        uint32_t after = hash_tree(new_tree, &nodes, &errors);
        totals->hash = hash_number(hash, after);
        if (i % 5 == 0) {
            TSTree *fresh = ts_parser_parse_string(parser, NULL, text.bytes, (uint32_t)text.length);
            if (hash_tree(fresh, &nodes, &errors) != after) totals->differences++;
            ts_tree_delete(fresh);
        }
        ts_tree_delete(kept);
        ts_tree_delete(tree);
        tree = new_tree;
    }
    ts_tree_delete(tree);
    free(text.bytes);
}

// A text that is edited too often is all errors, and tree-sitter spends its time on nothing else.
static void edit_some(TSParser *parser) {
    struct totals totals = { .hash = 2166136261u };
    for (int i = 0; i < 6; i++) edit(parser, 12, &totals);
    printf("edits: %u ranges changed, %u trees unlike a fresh one, %08x\n", totals.ranges, totals.differences, totals.hash);
}

// From node to node, without a cursor.
static uint32_t visit(TSNode node, uint32_t hash, int depth) {
    hash = hash_string(hash, ts_node_type(node));
    hash = hash_string(hash, ts_node_grammar_type(node));
    hash = hash_number(hash, ts_node_parse_state(node) * 31u + ts_node_next_parse_state(node));
    uint32_t count = ts_node_child_count(node);
    hash = hash_number(hash, count * 31 + ts_node_named_child_count(node));
    TSNode before = ts_node_prev_sibling(node), parent = ts_node_parent(node), name = ts_node_child_by_field_name(node, "name", 4);
    if (!ts_node_is_null(before)) hash = hash_number(hash, ts_node_end_byte(before));
    if (!ts_node_is_null(parent)) hash = hash_number(hash, ts_node_symbol(parent));
    if (!ts_node_is_null(name)) hash = hash_number(hash, ts_node_start_byte(name));
    if (depth == 0) return hash;
    uint32_t i = 0;
    for (TSNode child = ts_node_child(node, 0); !ts_node_is_null(child); child = ts_node_next_sibling(child)) {
        hash = hash_string(hash, ts_node_field_name_for_child(node, i++));
        hash = visit(child, hash, depth - 1);
    }
    return hash;
}

static void walk(TSParser *parser) {
    struct text text = make_program(3000);
    TSTree *tree = ts_parser_parse_string(parser, NULL, text.bytes, (uint32_t)text.length);
    TSNode root = ts_tree_root_node_with_offset(tree, 100, (TSPoint){ 3, 1 });
    uint32_t hash = visit(root, 2166136261u, 8);
    char *shown = ts_node_string(root);
    printf("walk: %08x, as text %zu bytes %08x\n", hash, strlen(shown), hash_string(2166136261u, shown));
    free(shown);

    TSTreeCursor cursor = ts_tree_cursor_new(ts_tree_root_node(tree)), copy = ts_tree_cursor_copy(&cursor);
    uint32_t all = ts_node_descendant_count(ts_tree_root_node(tree));
    for (int i = 0; i < 500; i++) {
        ts_tree_cursor_goto_descendant(&cursor, below(all));
        hash = hash_number(hash, ts_tree_cursor_current_descendant_index(&cursor) * 31 + ts_tree_cursor_current_depth(&cursor));
        if (ts_tree_cursor_goto_previous_sibling(&cursor)) hash = hash_string(hash, ts_node_type(ts_tree_cursor_current_node(&cursor)));
        if (ts_tree_cursor_goto_last_child(&cursor)) hash = hash_string(hash, ts_tree_cursor_current_field_name(&cursor));
        ts_tree_cursor_reset_to(&copy, &cursor);
        ts_tree_cursor_reset(&cursor, ts_tree_root_node(tree));
        hash = hash_number(hash, (uint32_t)ts_tree_cursor_goto_first_child_for_byte(&cursor, below((uint32_t)text.length)));
        TSPoint from = { below(50), below(40) }, to = { from.row + below(3), below(40) };
        TSNode found = ts_node_named_descendant_for_point_range(ts_tree_root_node(tree), from, to);
        if (!ts_node_is_null(found)) hash = hash_number(hash, ts_node_symbol(found));
    }
    hash = hash_string(hash, ts_node_type(ts_tree_cursor_current_node(&copy)));
    printf("jumps: %08x\n", hash);
    ts_tree_cursor_delete(&copy);
    ts_tree_cursor_delete(&cursor);
    ts_tree_delete(tree);
    free(text.bytes);
}

static struct text read_file(const char *folder, const char *name) {
    char path[128], part[600];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "r");
    if (!file) {
        printf("%s cannot be read\n", path);
        exit(1);
    }
    struct text text = { 0 };
    for (size_t got; (got = fread(part, 1, sizeof part, file)) > 0;) append_bytes(&text, part, got);
    fclose(file);
    return text;
}

static void search(const char *label, const TSTree *tree, const char *source, size_t length) {
    uint32_t at, matches = 0, captures = 0, hash = 2166136261u;
    TSQueryError error;
    TSQuery *query = ts_query_new(tree_sitter_python(), source, (uint32_t)length, &at, &error);
    if (!query) {
        printf("query %s: error %d at %u\n", label, (int)error, at);
        return;
    }
    for (uint32_t i = 0; i < ts_query_pattern_count(query); i++) {
        uint32_t steps;
        const TSQueryPredicateStep *step = ts_query_predicates_for_pattern(query, i, &steps);
        for (; steps > 0; steps--, step++) {
            uint32_t unused;
            hash = hash_number(hash, (uint32_t)step->type);
            if (step->type == TSQueryPredicateStepTypeString) hash = hash_string(hash, ts_query_string_value_for_id(query, step->value_id, &unused));
            if (step->type == TSQueryPredicateStepTypeCapture) hash = hash_string(hash, ts_query_capture_name_for_id(query, step->value_id, &unused));
        }
        hash = hash_number(hash, (uint32_t)ts_query_is_pattern_rooted(query, i) * 2 + (uint32_t)ts_query_is_pattern_non_local(query, i));
    }
    TSQueryCursor *cursor = ts_query_cursor_new();
    TSQueryMatch match;
    ts_query_cursor_exec(cursor, query, ts_tree_root_node(tree));
    while (ts_query_cursor_next_match(cursor, &match)) {
        matches++;
        hash = hash_number(hash, match.pattern_index);
        for (uint16_t i = 0; i < match.capture_count; i++) hash = hash_number(hash, ts_node_start_byte(match.captures[i].node) * 31 + match.captures[i].index);
    }
    ts_query_cursor_set_byte_range(cursor, 1000, 9000);
    ts_query_cursor_set_match_limit(cursor, 20);
    ts_query_cursor_exec(cursor, query, ts_tree_root_node(tree));
    for (uint32_t index; ts_query_cursor_next_capture(cursor, &match, &index);) {
        captures++;
        hash = hash_number(hash, ts_node_end_byte(match.captures[index].node));
        if (captures % 50 == 0) ts_query_cursor_remove_match(cursor, match.id);
    }
    printf("query %-12s %5u matches %5u captures, exceeded %d, %08x\n", label, matches, captures, (int)ts_query_cursor_did_exceed_match_limit(cursor), hash);
    ts_query_cursor_delete(cursor);
    ts_query_delete(query);
}

static void query(TSParser *parser, const char *folder) {
    static const char *const own[] = {
        "(call function: (_) @f arguments: (argument_list (_)* @a . (keyword_argument)? @last)) @call",
        "((comment)+ @comments . (_) @next)",
        "(binary_operator left: [(integer) (identifier)] @l right: (_) @r (#eq? @l @r))",
        "(block . (_) @first (_)* @middle (_) @end .) (module (class_definition body: (block (function_definition name: (identifier) @method))))",
        "(_ !name (identifier) @bare) (ERROR) @broken (MISSING) @missing",
        "(if_statement alternative: (elif_clause)+ @elif) @if (function_definition parameters: (parameters [(typed_default_parameter) (default_parameter)]* @defaults))",
        "(nothing_like_this)", "(call", "(call nofield: (identifier))", "(identifier (call))", "\"no token\"",
    };
    struct text text = make_program(30000);
    TSTree *tree = ts_parser_parse_string(parser, NULL, text.bytes, (uint32_t)text.length);
    const char *const files[] = { "highlights.scm", "tags.scm" };
    for (int i = 0; i < 2; i++) {
        struct text source = read_file(folder, files[i]);
        search(files[i], tree, source.bytes, source.length);
        free(source.bytes);
    }
    for (size_t i = 0; i < sizeof own / sizeof *own; i++) {
        char label[16];
        snprintf(label, sizeof label, "%zu", i);
        search(label, tree, own[i], strlen(own[i]));
    }
    ts_tree_delete(tree);
    free(text.bytes);
}

// Texts that are no Python: bytes exchanged, cut off, or nothing but noise.
static void broken(TSParser *parser) {
    uint32_t hash = 2166136261u, nodes = 0, errors = 0;
    for (int i = 0; i < 80; i++) {
        struct text text = make_program(i % 30 ? 400 : 3000);
        for (uint32_t n = below(20); n > 0; n--) text.bytes[below((uint32_t)text.length)] = i % 3 ? "()[]{}:\n\t'\"\\#,=.f \xff"[below(19)] : (char)below(256);
        if (i % 5 == 0) text.length = below((uint32_t)text.length);
        TSTree *tree = ts_parser_parse_string(parser, NULL, text.bytes, (uint32_t)text.length);
        hash = hash_number(hash, hash_tree(tree, &nodes, &errors));
        ts_tree_delete(tree);
        free(text.bytes);
    }
    printf("broken: %u nodes %u errors %08x\n", nodes, errors, hash);
}

static bool stop_after(TSParseState *state) {
    uint32_t *left = state->payload;
    return (*left)-- == 0;
}

static void count_log(void *payload, TSLogType type, const char *line) {
    uint32_t *hash = payload;
    *hash = hash_string(*hash + (uint32_t)type, line);
}

// Stopped and taken up again, restricted to parts of the text, with a log, and asked what could come next.
static void corners(TSParser *parser) {
    struct text text = make_program(20000);
    uint32_t left = 3, stops = 0;
    TSInput input = { &text, read_piece, TSInputEncodingUTF8, NULL };
    TSParseOptions options = { &left, stop_after };
    TSTree *tree;
    while (!(tree = ts_parser_parse_with_options(parser, NULL, input, options))) {
        left = 3 + ++stops;
        if (stops > 200) exit(4);
    }
    printf("stopped %s\n", stops ? "and resumed" : "never");
    report("resumed", tree);
    ts_tree_delete(tree);

    TSRange ranges[3] = { 0 };
    for (int i = 0; i < 3; i++) {
        size_t from = 1000u + 5000u * (size_t)i, to = from + 2000;
        ranges[i] = (TSRange){ point_at(&text, from), point_at(&text, to), (uint32_t)from, (uint32_t)to };
    }
    if (!ts_parser_set_included_ranges(parser, ranges, 3)) exit(5);
    tree = ts_parser_parse_string(parser, NULL, text.bytes, (uint32_t)text.length);
    report("in ranges", tree);
    uint32_t count, hash = 2166136261u;
    TSRange *included = ts_tree_included_ranges(tree, &count);
    for (uint32_t i = 0; i < count; i++) hash = hash_number(hash, included[i].end_byte);
    free(included);
    ts_tree_delete(tree);
    if (!ts_parser_set_included_ranges(parser, NULL, 0)) exit(6);

    ts_parser_set_logger(parser, (TSLogger){ &hash, count_log });
    tree = ts_parser_parse_string(parser, NULL, text.bytes, 1500);
    ts_parser_set_logger(parser, (TSLogger){ NULL, NULL });
    ts_tree_delete(tree);
    printf("log: %08x\n", hash);
    free(text.bytes);

    const TSLanguage *language = tree_sitter_python();
    uint32_t states = ts_language_state_count(language), symbols = 0;
    for (TSStateId state = 1; state < states; state += 7) {
        TSLookaheadIterator *next = ts_lookahead_iterator_new(language, state);
        if (!next) continue;
        while (ts_lookahead_iterator_next(next)) {
            symbols++;
            hash = hash_number(hash, ts_lookahead_iterator_current_symbol(next));
            hash = hash_number(hash, ts_language_next_state(language, state, ts_lookahead_iterator_current_symbol(next)));
        }
        ts_lookahead_iterator_delete(next);
    }
    for (uint16_t i = 0; i <= ts_language_field_count(language); i++) hash = hash_string(hash, ts_language_field_name_for_id(language, i));
    for (uint32_t i = 0; i < ts_language_symbol_count(language); i++) hash = hash_string(hash, ts_language_symbol_name(language, (TSSymbol)i));
    printf("language: version %u, %u states, %u look-aheads, %08x\n", ts_language_abi_version(language), states, symbols, hash);
}

int main(int argc, char **argv) {
    TSParser *parser = ts_parser_new();
    if (!ts_parser_set_language(parser, tree_sitter_python())) return 1;
    parse_whole(parser);
    edit_some(parser);
    walk(parser);
    query(parser, argc > 1 ? argv[1] : "queries");
    broken(parser);
    corners(parser);
    ts_parser_delete(parser);
    return 0;
}
