// SQLite at work: some 20,000 statements on a database in memory, on one in a file of the folder that it is told, and on
// copies of the first. Everything that a query returns goes into the checksum that is printed for it.
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sqlite3.h"

static uint32_t random_state = 12345;

static uint32_t next_random(void) {
    random_state ^= random_state << 13;
    random_state ^= random_state >> 17;
    random_state ^= random_state << 5;
    return random_state;
}

static uint32_t hash_bytes(uint32_t hash, const void *bytes, int length) {
    const unsigned char *p = bytes;
    for (int i = 0; i < length; i++) hash = (hash ^ p[i]) * 16777619u;
    return hash;
}

static void must(int status, sqlite3 *db, const char *what) {
    if (status == SQLITE_OK || status == SQLITE_ROW || status == SQLITE_DONE) return;
    printf("%s: %d, %s\n", what, status, db ? sqlite3_errmsg(db) : "");
    exit(1);
}

static void run(sqlite3 *db, const char *sql) {
    must(sqlite3_exec(db, sql, NULL, NULL, NULL), db, sql);
}

static uint32_t hash_column(uint32_t hash, sqlite3_stmt *statement, int column) {
    int type = sqlite3_column_type(statement, column);
    hash = hash_bytes(hash, &type, sizeof type);
    switch (type) {
    case SQLITE_INTEGER: {
        sqlite3_int64 value = sqlite3_column_int64(statement, column);
        return hash_bytes(hash, &value, sizeof value);
    }
    case SQLITE_FLOAT: {
        double value = sqlite3_column_double(statement, column);
        return hash_bytes(hash, &value, sizeof value);
    }
    case SQLITE_TEXT: {
        const void *text = sqlite3_column_text(statement, column);
        return hash_bytes(hash, text, sqlite3_column_bytes(statement, column));
    }
    case SQLITE_BLOB: {
        const void *blob = sqlite3_column_blob(statement, column);
        return hash_bytes(hash, blob, sqlite3_column_bytes(statement, column));
    }
    }
    return hash;
}

// Carries out each statement of `sql`; prints what came of all of them together. An error is part of the result.
static void show(sqlite3 *db, const char *label, const char *sql) {
    uint32_t hash = 2166136261u, rows = 0, errors = 0;
    for (const char *rest = sql; rest && *rest;) {
        sqlite3_stmt *statement = NULL;
        const char *next;
        int status = sqlite3_prepare_v2(db, rest, -1, &statement, &next);
        if (status == SQLITE_OK && !statement) break; // nothing but blanks is left
        while (statement && (status = sqlite3_step(statement)) == SQLITE_ROW) {
            rows++;
            for (int i = 0; i < sqlite3_column_count(statement); i++) {
                const char *name = sqlite3_column_name(statement, i);
                hash = hash_bytes(hash, name, (int)strlen(name));
                hash = hash_column(hash, statement, i);
            }
        }
        if (status != SQLITE_DONE) {
            errors++;
            const char *message = sqlite3_errmsg(db);
            hash = hash_bytes(hash, message, (int)strlen(message));
        }
        // A statement that cannot be prepared ends where the next one begins.
        rest = statement ? next : strchr(rest, ';');
        if (!statement && rest) rest++;
        sqlite3_finalize(statement);
    }
    printf("%-24s %5u rows %3u errors %08x\n", label, rows, errors, hash);
}

// Functions of our own, in C: one scalar, one aggregate that is a window function too, and a collation.

static void sql_mix(sqlite3_context *context, int count, sqlite3_value **values) {
    uint32_t hash = 2166136261u;
    for (int i = 0; i < count; i++) {
        const void *bytes = sqlite3_value_blob(values[i]);
        hash = hash_bytes(hash, bytes, sqlite3_value_bytes(values[i]));
    }
    sqlite3_result_int64(context, hash);
}

struct spread {
    sqlite3_int64 sum, squares, count;
};

static void spread_step(sqlite3_context *context, int count, sqlite3_value **values) {
    (void)count;
    struct spread *state = sqlite3_aggregate_context(context, sizeof *state);
    sqlite3_int64 value = sqlite3_value_int64(values[0]);
    state->sum += value;
    state->squares += value * value;
    state->count++;
}

static void spread_inverse(sqlite3_context *context, int count, sqlite3_value **values) {
    (void)count;
    struct spread *state = sqlite3_aggregate_context(context, sizeof *state);
    sqlite3_int64 value = sqlite3_value_int64(values[0]);
    state->sum -= value;
    state->squares -= value * value;
    state->count--;
}

static void spread_value(sqlite3_context *context) {
    struct spread *state = sqlite3_aggregate_context(context, sizeof *state);
    if (state->count == 0) return;
    double mean = (double)state->sum / (double)state->count;
    sqlite3_result_double(context, (double)state->squares / (double)state->count - mean * mean);
}

static int compare_backwards(void *unused, int length_a, const void *a, int length_b, const void *b) {
    (void)unused;
    const char *p = (const char *)a + length_a, *q = (const char *)b + length_b;
    while (length_a > 0 && length_b > 0) {
        if (*--p != *--q) return (unsigned char)*p - (unsigned char)*q;
        length_a--;
        length_b--;
    }
    return length_a - length_b;
}

static void add_functions(sqlite3 *db) {
    must(sqlite3_create_function(db, "mix", -1, SQLITE_UTF8, NULL, sql_mix, NULL, NULL), db, "mix");
    must(sqlite3_create_window_function(db, "spread", 1, SQLITE_UTF8, NULL, spread_step, spread_value, spread_value,
                                        spread_inverse, NULL),
         db, "spread");
    must(sqlite3_create_collation(db, "backwards", SQLITE_UTF8, NULL, compare_backwards), db, "backwards");
}

static const char *const words[] = { "stack", "heap", "Grün", "naïve", "redzone", "日本語", "freed", "Ωmega", "leak", "🦀 crab", "bit", "shadow" };
enum { WORDS = sizeof words / sizeof *words };

// Text of up to `most` words, in a buffer that holds it.
static int make_text(char *buffer, size_t size, int most) {
    int length = 0;
    buffer[0] = '\0';
    for (int n = 1 + (int)(next_random() % (uint32_t)most); n > 0; n--) {
        length += snprintf(buffer + length, size - (size_t)length, "%s ", words[next_random() % WORDS]);
    }
    return length;
}

// 10,000 rows by one prepared statement, in transactions of 500, with every kind of binding.
static void fill(sqlite3 *db) {
    run(db, "CREATE TABLE item(id INTEGER PRIMARY KEY, owner INT, name TEXT, price REAL, data BLOB, note, big INT);"
            "CREATE TABLE owner(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, boss INT REFERENCES owner(id)) STRICT;"
            "CREATE TABLE log(what TEXT, id INT, before, after);"
            "CREATE TABLE pair(a INT, b TEXT, c, PRIMARY KEY(a, b)) WITHOUT ROWID;");
    sqlite3_stmt *statement;
    must(sqlite3_prepare_v3(db, "INSERT INTO owner VALUES(?1, 'owner ' || :name, nullif(?1 / 3, 0))", -1,
                            SQLITE_PREPARE_PERSISTENT, &statement, NULL),
         db, "prepare owner");
    for (int i = 1; i <= 200; i++) {
        char name[16];
        snprintf(name, sizeof name, "%c%d", 'a' + i % 26, i);
        sqlite3_bind_int(statement, 1, i);
        sqlite3_bind_text(statement, sqlite3_bind_parameter_index(statement, ":name"), name, -1, SQLITE_TRANSIENT);
        must(sqlite3_step(statement), db, "insert owner");
        must(sqlite3_reset(statement), db, "reset owner");
    }
    sqlite3_finalize(statement);

    must(sqlite3_prepare_v2(db, "INSERT INTO item VALUES(?, ?, ?, ?, ?, ?, ?)", -1, &statement, NULL), db, "prepare item");
    static const unsigned short utf16[] = { 'w', 0xef, 'd', 0x20, 0xd83e, 0xdd80, 0 };
    for (int i = 1; i <= 10000; i++) {
        if (i % 500 == 1) run(db, "BEGIN");
        char text[256];
        unsigned char blob[64];
        int length = make_text(text, sizeof text, 12);
        uint32_t blob_length = next_random() % sizeof blob;
        for (uint32_t k = 0; k < blob_length; k++) blob[k] = (unsigned char)next_random();
        must(sqlite3_bind_int(statement, 1, i), db, "bind int");
        must(sqlite3_bind_int(statement, 2, (int)(next_random() % 210)), db, "bind int");
        must(sqlite3_bind_text(statement, 3, text, length, SQLITE_STATIC), db, "bind text");
        must(sqlite3_bind_double(statement, 4, (double)(next_random() % 100000) / 64), db, "bind double");
        must(sqlite3_bind_blob(statement, 5, blob, (int)blob_length, SQLITE_STATIC), db, "bind blob");
        switch (i % 6) {
        case 0: must(sqlite3_bind_null(statement, 6), db, "bind null"); break;
        case 1: must(sqlite3_bind_text16(statement, 6, utf16, -1, SQLITE_STATIC), db, "bind text16"); break;
        case 2: must(sqlite3_bind_zeroblob(statement, 6, i % 50), db, "bind zeroblob"); break;
        case 3: must(sqlite3_bind_text64(statement, 6, text, 5, SQLITE_TRANSIENT, SQLITE_UTF8), db, "bind text64"); break;
        case 4: must(sqlite3_bind_pointer(statement, 6, text, "text", NULL), db, "bind pointer"); break;
        default: must(sqlite3_clear_bindings(statement), db, "clear"); sqlite3_bind_int(statement, 1, i); break;
        }
        must(sqlite3_bind_int64(statement, 7, (sqlite3_int64)next_random() * next_random()), db, "bind int64");
        must(sqlite3_step(statement), db, "insert item");
        must(sqlite3_reset(statement), db, "reset item");
        if (i % 500 == 0) run(db, "COMMIT");
    }
    sqlite3_finalize(statement);
}

static void query(sqlite3 *db) {
    show(db, "full scan", "SELECT count(*), sum(price), min(name), max(big), total(length(data)), avg(owner) FROM item; SELECT * FROM item");
    run(db, "CREATE INDEX item_owner ON item(owner, price DESC); CREATE INDEX item_name ON item(name COLLATE NOCASE) WHERE owner > 50;"
            "CREATE INDEX item_expression ON item(length(name), big % 10); CREATE UNIQUE INDEX item_big ON item(big, id); ANALYZE");
    show(db, "plans", "EXPLAIN QUERY PLAN SELECT * FROM item JOIN owner ON owner.id = item.owner WHERE price > 100 ORDER BY item.name;"
                      "EXPLAIN SELECT owner, count(*) FROM item GROUP BY owner HAVING count(*) > 3");
    show(db, "joins", "SELECT o.name, i.name, i.price FROM owner o JOIN item i ON i.owner = o.id WHERE i.price BETWEEN 100 AND 120 ORDER BY 1, 3;"
                      "SELECT o.name, count(i.id) FROM owner o LEFT JOIN item i ON i.owner = o.id AND i.price < 10 GROUP BY o.id;"
                      "SELECT a.id, b.id FROM item a, item b WHERE a.big % 1000 = b.big % 1000 AND a.id < b.id AND a.owner = 7 AND b.owner = 8;"
                      "SELECT count(*) FROM owner NATURAL JOIN (SELECT owner AS id FROM item); SELECT * FROM owner FULL JOIN (SELECT 500 AS x) ON x = owner.id");
    show(db, "groups", "SELECT owner, count(*), sum(price), group_concat(DISTINCT length(data)) FROM item GROUP BY owner ORDER BY 3 DESC;"
                       "SELECT length(name) / 10 AS n, count(DISTINCT owner), avg(price) FROM item GROUP BY n HAVING count(*) > 2;"
                       "SELECT name FROM item GROUP BY lower(name) ORDER BY count(*) DESC, name LIMIT 50 OFFSET 3");
    show(db, "windows", "SELECT id, row_number() OVER w, rank() OVER w, sum(price) OVER (w ROWS 3 PRECEDING), lag(name, 2, '-') OVER w, ntile(4) OVER w "
                        "FROM item WHERE owner < 20 WINDOW w AS (PARTITION BY owner ORDER BY price, id);"
                        "SELECT id, spread(id) OVER (ORDER BY id ROWS BETWEEN 5 PRECEDING AND 5 FOLLOWING EXCLUDE CURRENT ROW), "
                        "first_value(name) OVER (ORDER BY price GROUPS 2 PRECEDING), percent_rank() OVER (ORDER BY price RANGE 10 PRECEDING) FROM item WHERE id < 400");
    show(db, "recursion", "WITH RECURSIVE up(id, boss, path) AS (SELECT id, boss, name FROM owner WHERE id = 200 UNION ALL "
                          "SELECT o.id, o.boss, o.name || '/' || path FROM owner o JOIN up ON o.id = up.boss) SELECT * FROM up;"
                          "WITH RECURSIVE n(x) AS (VALUES(1) UNION SELECT (x * 7 + 3) % 1009 FROM n) SELECT count(*), sum(x) FROM n;"
                          "WITH RECURSIVE x(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM x LIMIT 16), m(cx, cy, r, s, k) AS ("
                          "SELECT a.i / 6.0 - 2, b.i / 8.0 - 1, 0.0, 0.0, 0 FROM x a, x b UNION ALL "
                          "SELECT cx, cy, r * r - s * s + cx, 2 * r * s + cy, k + 1 FROM m WHERE r * r + s * s < 4 AND k < 12) SELECT cx, cy, max(k) FROM m GROUP BY 1, 2");
    show(db, "sets", "SELECT owner FROM item WHERE price < 50 INTERSECT SELECT id FROM owner EXCEPT SELECT 7 UNION SELECT 'text' UNION ALL SELECT NULL ORDER BY 1;"
                     "SELECT name FROM owner o WHERE EXISTS(SELECT 1 FROM item WHERE owner = o.id AND price > 1500) AND id NOT IN (SELECT owner FROM item WHERE price < 2);"
                     "SELECT (SELECT max(price) FROM item WHERE owner = o.id), CASE WHEN id % 2 THEN 'odd' ELSE x'00ff' END FROM owner o; VALUES(1, 2), (3, NULL)");
    show(db, "text", "SELECT upper(name), substr(name, -5, 3), instr(name, 'heap'), replace(name, 'a', 'ä'), hex(name), unicode(name), quote(note), typeof(note) FROM item WHERE id % 37 = 0;"
                     "SELECT id FROM item WHERE name LIKE '%Ω%leak%' OR name GLOB '*[b-d]it*' ORDER BY name COLLATE backwards;"
                     "SELECT printf('%08.3f|%-10s|%x|%,d|%q|%w|%c', price, name, big, big, name, name, name), trim(name), mix(name, data, price) FROM item WHERE id < 300");
    show(db, "dates", "SELECT date('2024-02-29', '+1 year'), julianday('1999-12-31 23:59:59.5'), strftime('%Y-%j %H:%M:%f %s %w', 1700000000, 'unixepoch'),"
                      "time('12:00', '-90 minutes'), datetime('2026-11-23', 'weekday 0', 'start of month'), timediff('2026-01-01', '2023-03-05 07:00'), date('nonsense')");
    show(db, "numbers", "SELECT 1 / 0, 7 % -3, 9223372036854775807 + 1, -9223372036854775808, 1e308 * 10, 0.1 + 0.2, round(2.5), abs(-3), 5 & 3 | 8, ~5, 1 << 40, -1 >> 3, '12abc' + 1, "
                        "CAST('0x1f' AS INT), CAST(3.99 AS INT), CAST(x'31' AS TEXT), max(1, 'a', NULL), 1 IS NOT NULL, sqrt(2), pow(2, 0.5), log(10), 1e22, 123456789012345678, 3.0e-12");
}

static void change(sqlite3 *db) {
    run(db, "CREATE TRIGGER item_update AFTER UPDATE OF price ON item WHEN new.price <> old.price BEGIN INSERT INTO log VALUES('price', new.id, old.price, new.price); END;"
            "CREATE TRIGGER item_delete BEFORE DELETE ON item BEGIN INSERT INTO log VALUES('gone', old.id, old.name, NULL); END;"
            "CREATE VIEW rich AS SELECT o.id, o.name, sum(i.price) AS worth FROM owner o JOIN item i ON i.owner = o.id GROUP BY o.id;"
            "CREATE TRIGGER rich_insert INSTEAD OF INSERT ON rich BEGIN INSERT INTO owner VALUES(new.id, new.name, NULL); END");
    show(db, "update", "UPDATE item SET price = price * 1.5, name = name || '!' WHERE owner % 9 = 4; UPDATE item SET big = -big, note = owner FROM owner WHERE owner.id = item.owner AND item.id % 11 = 0;"
                       "UPDATE OR IGNORE owner SET name = 'owner a26' WHERE id < 40; SELECT changes(), total_changes()");
    show(db, "delete", "DELETE FROM item WHERE owner IN (3, 5, 8) RETURNING id, name; DELETE FROM item WHERE id % 13 = 0; SELECT changes(); SELECT count(*), what FROM log GROUP BY what");
    show(db, "views", "INSERT INTO rich VALUES(1000, 'new owner', 5); SELECT * FROM rich ORDER BY worth DESC LIMIT 20; SELECT * FROM owner WHERE id > 199");
    show(db, "upsert", "INSERT INTO pair SELECT coalesce(owner, -1), substr(name, 1, 6), count(*) FROM item GROUP BY 1, 2; "
                       "INSERT INTO pair SELECT coalesce(owner, -1), substr(name, 1, 6), 1 FROM item WHERE true ON CONFLICT DO UPDATE SET c = c + excluded.c WHERE c < 5;"
                       "REPLACE INTO pair VALUES(1, 'stack ', 'new'); SELECT * FROM pair");
    show(db, "constraints", "PRAGMA foreign_keys = ON; INSERT INTO owner VALUES(1, 'again', NULL); INSERT INTO owner VALUES(2000, NULL, NULL); INSERT INTO owner VALUES(2001, 'x', 9999);"
                            "INSERT INTO owner VALUES('no', 'y', NULL); SELECT * FROM nowhere; SELECT nothing FROM item; SELECT abs(-9223372036854775808); SELECT zeroblob(-1); PRAGMA foreign_key_check;"
                            "INSERT INTO log VALUES(1); SELECT json('{'); SELECT RAISE(ABORT, 'x')");
    show(db, "rollback", "BEGIN; DELETE FROM item; SAVEPOINT s; CREATE TABLE t(x); INSERT INTO t SELECT id FROM owner; ROLLBACK TO s; SELECT count(*) FROM item; ROLLBACK; SELECT count(*) FROM item; SELECT * FROM t");
    show(db, "alter", "ALTER TABLE log ADD COLUMN extra DEFAULT 'none'; ALTER TABLE log RENAME COLUMN what TO kind; ALTER TABLE log RENAME TO journal; SELECT kind, extra, sum(id) FROM journal GROUP BY 1;"
                      "ALTER TABLE journal DROP COLUMN before; SELECT sql FROM sqlite_schema; DROP TABLE journal; DROP TRIGGER item_delete");
}

static void documents(sqlite3 *db) {
    run(db, "CREATE TABLE document(body); INSERT INTO document SELECT json_object('id', id, 'name', name, 'tags', json_array(owner, price, NULL, 'ü'), 'deep', json('{\"a\":[1,{\"b\":2.5e3}]}')) FROM item WHERE id % 9 = 0");
    show(db, "json", "SELECT body -> '$.tags', body ->> '$.deep.a[1].b', json_extract(body, '$.name', '$.id'), json_type(body, '$.tags[2]') FROM document;"
                     "SELECT key, atom, fullkey FROM document, json_tree(body) WHERE document.rowid < 30; SELECT json_group_array(value) FROM document, json_each(body, '$.tags') WHERE document.rowid % 50 = 0;"
                     "SELECT json_set(body, '$.name', 'x', '$.more', json_array(1)), json_remove(body, '$.tags[0]'), json_patch(body, '{\"id\":null}'), hex(jsonb(body)), json_pretty(body) FROM document LIMIT 40;"
                     "SELECT json_valid('{a:1,}', 6), json('[1,2,{\"x\":\"\\u00e9\\n\"}]'), json_error_position('[1,2'), json_quote(x'00')");
    run(db, "CREATE VIRTUAL TABLE page USING fts5(title, body, tokenize = 'porter unicode61', prefix = '2 3'); INSERT INTO page(rowid, title, body) SELECT id, substr(name, 1, 12), name FROM item WHERE id % 4 = 1");
    show(db, "full text", "SELECT rowid, rank, highlight(page, 1, '<', '>'), snippet(page, 1, '[', ']', '…', 4) FROM page WHERE page MATCH 'heap AND (leak OR shad*) NOT grun' ORDER BY rank LIMIT 40;"
                          "SELECT count(*) FROM page('title: red* NEAR(stack bit, 3)'); DELETE FROM page WHERE rowid % 3 = 0; INSERT INTO page(page) VALUES('optimize'); INSERT INTO page(page) VALUES('integrity-check');"
                          "SELECT rowid, bm25(page, 10, 1) FROM page WHERE page MATCH '\"freed bit\"' ORDER BY 2; SELECT * FROM page WHERE page MATCH 'AND'");
    run(db, "CREATE VIRTUAL TABLE box USING rtree(id, x0, x1, y0, y1); INSERT INTO box SELECT id, price, price + owner % 7, owner, owner + price / 100 FROM item WHERE id % 5 = 0");
    show(db, "boxes", "SELECT id FROM box WHERE x0 > 100 AND x1 < 300 AND y0 BETWEEN 20 AND 90; DELETE FROM box WHERE y1 > 150; SELECT count(*), rtreecheck('box') FROM box");
}

// One value of a random kind.
static void random_operand(char *out, size_t size) {
    static const char *const operands[] = { "NULL", "x", "y", "-1", "0", "9223372036854775807", "1.5", "-0.0", "1e400", "'abc'", "'12'", "''", "x'616263'", "x''", "t.z", "(SELECT x)" };
    snprintf(out, size, "%s", operands[next_random() % (sizeof operands / sizeof *operands)]);
}

// 3,000 statements that nobody thought of: random expressions, one in three of them no SQL at all.
static void expressions(sqlite3 *db) {
    static const char *const operators[] = { "+", "-", "*", "/", "%", "||", "<", "<=", "=", "<>", "IS", "IS NOT", "AND", "OR", "&", "|", "<<", ">>", "LIKE", "GLOB", "IN (1, 2,", "BETWEEN 1 AND" };
    static const char *const functions[] = { "abs(", "length(", "hex(", "typeof(", "lower(", "coalesce(NULL, ", "round(", "quote(", "substr('héllo', ", "count(", "sum(", "nullif(1, ", "NOT (", "-(", "unknown(", "CAST(1 AS TEXT) || (" };
    run(db, "CREATE TABLE t(x, y TEXT, z INT); INSERT INTO t VALUES(1, 'one', 10), (2.5, 'zwei', NULL), (NULL, x'00', -3)");
    uint32_t hash = 2166136261u, failed = 0;
    for (int i = 0; i < 3000; i++) {
        char sql[1024] = "SELECT ", operand[48];
        int open = 0;
        for (int n = 1 + (int)(next_random() % 6); n > 0; n--) {
            if (next_random() % 3 == 0) {
                strcat(sql, functions[next_random() % (sizeof functions / sizeof *functions)]);
                open++;
            }
            random_operand(operand, sizeof operand);
            strcat(sql, operand);
            if (n > 1) {
                const char *operator = operators[next_random() % (sizeof operators / sizeof *operators)];
                strcat(strcat(strcat(sql, " "), operator), " ");
                if (strchr(operator, '(')) open++;
            }
        }
        while (open-- > 0) strcat(sql, ")");
        strcat(sql, " AS r, y FROM t ORDER BY r, z");
        sqlite3_stmt *statement = NULL;
        int status = sqlite3_prepare_v2(db, sql, -1, &statement, NULL);
        if (status == SQLITE_OK) {
            while ((status = sqlite3_step(statement)) == SQLITE_ROW) hash = hash_column(hash, statement, 0);
        }
        if (status != SQLITE_DONE) {
            failed++;
            hash = hash_bytes(hash, sqlite3_errmsg(db), 8);
        }
        sqlite3_finalize(statement);
    }
    printf("expressions              %u of 3000 refused %08x\n", failed, hash);
    run(db, "DROP TABLE t");
}

// A blob that is read and written in place, in pieces that straddle its pages.
static void blobs(sqlite3 *db) {
    run(db, "CREATE TABLE file(name TEXT PRIMARY KEY, bytes BLOB); INSERT INTO file VALUES('big', zeroblob(300000)), ('small', x'010203')");
    sqlite3_blob *blob;
    must(sqlite3_blob_open(db, "main", "file", "bytes", 1, 1, &blob), db, "open blob");
    unsigned char piece[1777], back[1777];
    for (int at = 0; at + (int)sizeof piece <= sqlite3_blob_bytes(blob); at += 1600) {
        for (size_t i = 0; i < sizeof piece; i++) piece[i] = (unsigned char)next_random();
        must(sqlite3_blob_write(blob, piece, sizeof piece, at), db, "write blob");
        must(sqlite3_blob_read(blob, back, sizeof back, at), db, "read blob");
        if (memcmp(piece, back, sizeof back) != 0) exit(2);
    }
    if (sqlite3_blob_write(blob, piece, 10, 299995) == SQLITE_OK) exit(3);
    must(sqlite3_blob_reopen(blob, 2), db, "reopen blob");
    must(sqlite3_blob_close(blob), db, "close blob");
    show(db, "blobs", "SELECT name, length(bytes), mix(bytes), substr(bytes, 200000, 9) FROM file");
}

// A database in a new file. The VFS without locks: WASI has none, and the one that makes do with utimes(path, NULL) runs
// into a mistake of older wasi-libcs, which read the times through that NULL.
static sqlite3 *open_file(const char *path) {
    sqlite3 *db;
    must(sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, "unix-none"), db, path);
    return db;
}

// The whole database to another one, page by page, and as one block of memory.
static void copies(sqlite3 *db, const char *path) {
    remove(path);
    sqlite3 *other = open_file(path);
    sqlite3_backup *backup = sqlite3_backup_init(other, "main", db, "main");
    if (!backup) must(SQLITE_ERROR, other, "backup");
    while (sqlite3_backup_step(backup, 100) == SQLITE_OK) {}
    must(sqlite3_backup_finish(backup), other, "backup");
    show(other, "backup", "PRAGMA integrity_check; SELECT count(*), sum(length(name)), sum(big % 1000) FROM item; PRAGMA page_count");

    sqlite3_int64 size;
    unsigned char *bytes = sqlite3_serialize(other, "main", &size, 0);
    must(sqlite3_close(other), NULL, "close");
    sqlite3 *third;
    must(sqlite3_open(":memory:", &third), third, "open");
    must(sqlite3_deserialize(third, "main", bytes, size, size, SQLITE_DESERIALIZE_FREEONCLOSE | SQLITE_DESERIALIZE_RESIZEABLE), third, "deserialize");
    add_functions(third);
    show(third, "serialized", "DELETE FROM item WHERE id % 2; PRAGMA integrity_check; SELECT count(*), max(name COLLATE backwards) FROM item; VACUUM; PRAGMA page_count");
    must(sqlite3_close(third), NULL, "close");
}

// In a file, with its journal beside it, closed and opened again under each journal mode.
static void in_file(const char *path) {
    static const char *const modes[] = { "DELETE", "TRUNCATE", "PERSIST", "MEMORY" };
    for (int round = 0; round < 4; round++) {
        if (round == 0) remove(path);
        sqlite3 *db = open_file(path);
        add_functions(db);
        sqlite3_busy_timeout(db, 10);
        char *sql = sqlite3_mprintf("PRAGMA journal_mode = %s; PRAGMA cache_size = 20; PRAGMA synchronous = %d", modes[round], round % 3);
        show(db, modes[round], sql);
        sqlite3_free(sql);
        if (round == 0) run(db, "PRAGMA page_size = 1024; PRAGMA auto_vacuum = INCREMENTAL; CREATE TABLE entry(id INTEGER PRIMARY KEY, k TEXT UNIQUE, v BLOB)");
        sqlite3_stmt *statement;
        must(sqlite3_prepare_v2(db, "INSERT INTO entry(k, v) VALUES(printf('%x-%d', ?1, ?2), zeroblob(?3))", -1, &statement, NULL), db, "prepare entry");
        run(db, "BEGIN IMMEDIATE");
        for (int i = 0; i < 600; i++) {
            sqlite3_bind_int64(statement, 1, next_random());
            sqlite3_bind_int(statement, 2, i);
            sqlite3_bind_int(statement, 3, (int)(next_random() % (i % 50 ? 100 : 5000)));
            must(sqlite3_step(statement), db, "insert entry");
            sqlite3_reset(statement);
        }
        run(db, round == 2 ? "ROLLBACK" : "COMMIT");
        sqlite3_finalize(statement);
        show(db, "  entries", "DELETE FROM entry WHERE id % 3 = 1; UPDATE entry SET v = v || k WHERE id % 5 = 0; PRAGMA incremental_vacuum(20); PRAGMA integrity_check; SELECT count(*), sum(length(v)), mix(min(k), max(k)) FROM entry;"
                              "ATTACH ':memory:' AS side; CREATE TABLE side.copy AS SELECT * FROM entry ORDER BY k; SELECT count(*) FROM entry JOIN copy USING(k); DETACH side; PRAGMA freelist_count; REINDEX; PRAGMA user_version = 7");
        must(sqlite3_close(db), NULL, "close");
    }
}

int main(int argc, char **argv) {
    char path[64];
    snprintf(path, sizeof path, "%s/entries.db", argc > 1 ? argv[1] : ".");
    sqlite3 *db;
    must(sqlite3_open(":memory:", &db), db, "open");
    printf("SQLite %s\n", sqlite3_libversion());
    add_functions(db);
    fill(db);
    query(db);
    change(db);
    documents(db);
    expressions(db);
    blobs(db);
    show(db, "check", "PRAGMA integrity_check; PRAGMA quick_check; PRAGMA optimize; SELECT count(*) FROM sqlite_schema");
    in_file(path);
    snprintf(path, sizeof path, "%s/backup.db", argc > 1 ? argv[1] : ".");
    copies(db, path);
    must(sqlite3_close(db), NULL, "close");
    return 0;
}
