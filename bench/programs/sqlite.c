// SQLite (from better-sqlite3's package) on a database in memory: 10,000 rows a round by a prepared statement, two
// indexes, then joins, groups, a window, updates, deletes and text: an interpreter with B-trees, nobody's kernel.
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "sqlite3.h"

enum { ROWS = 10000 };

static uint32_t checksum = 0;

static void must(int status, sqlite3 *db) {
    if (status == SQLITE_OK || status == SQLITE_DONE) return;
    printf("sqlite: %s\n", sqlite3_errmsg(db));
    exit(1);
}

static int add_row(void *unused, int columns, char **values, char **names) {
    (void)unused;
    (void)names;
    for (int i = 0; i < columns; i++) {
        for (const char *p = values[i] ? values[i] : "-"; *p; p++) checksum = checksum * 31 + (unsigned char)*p;
    }
    return 0;
}

static void insert(sqlite3 *db, uint32_t seed) {
    sqlite3_stmt *statement;
    must(sqlite3_prepare_v2(db, "INSERT INTO item VALUES(?, ?, ?, ?)", -1, &statement, NULL), db);
    for (int i = 0; i < ROWS; i++) {
        seed = seed * 1664525u + 1013904223u;
        char name[32];
        int length = snprintf(name, sizeof name, "item %u of %d", seed >> 12, i % 100);
        sqlite3_bind_int(statement, 1, i);
        sqlite3_bind_int(statement, 2, (int)(seed >> 20) % 500);
        sqlite3_bind_text(statement, 3, name, length, SQLITE_STATIC);
        sqlite3_bind_double(statement, 4, (seed >> 8) / 16.0);
        must(sqlite3_step(statement), db);
        must(sqlite3_reset(statement), db);
    }
    must(sqlite3_finalize(statement), db);
}

int main(int argc, char **argv) {
    int rounds = argc > 1 ? atoi(argv[1]) : 1;
    for (int round = 0; round < rounds; round++) {
        sqlite3 *db;
        must(sqlite3_open(":memory:", &db), db);
        must(sqlite3_exec(db, "CREATE TABLE item(id INTEGER PRIMARY KEY, owner INT, name TEXT, price REAL); BEGIN", NULL, NULL, NULL), db);
        insert(db, (uint32_t)round);
        must(sqlite3_exec(db,
                          "COMMIT; CREATE INDEX by_owner ON item(owner, price); CREATE INDEX by_name ON item(name);"
                          "SELECT owner, count(*), sum(price), max(name) FROM item GROUP BY owner;"
                          "SELECT count(*), min(b.name) FROM item a JOIN item b ON b.owner = a.owner AND b.price > a.price WHERE a.id < 600;"
                          "SELECT sum(x) FROM (SELECT rank() OVER (PARTITION BY owner ORDER BY price) AS x FROM item);"
                          "UPDATE item SET price = price + length(name), name = upper(name) WHERE owner % 3 = 0;"
                          "DELETE FROM item WHERE name LIKE '%9%of%1'; SELECT count(*), total(price) FROM item;"
                          "SELECT name FROM item WHERE name > 'item 5' ORDER BY name LIMIT 200; SELECT DISTINCT substr(name, -3) FROM item",
                          add_row, NULL, NULL),
             db);
        must(sqlite3_close(db), db);
    }
    printf("sqlite: checksum %08x\n", checksum);
    return 0;
}
