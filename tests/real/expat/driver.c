// expat at work: megabytes of generated XML with namespaces, entities, attribute defaults, CDATA and a DTD, in five
// encodings, handed over in pieces of all sizes; then 2,000 documents that are broken somewhere. Every callback goes
// into the checksum that is printed.
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "expat.h"

static uint32_t random_state = 2463534242u;

static uint32_t next_random(void) {
    random_state ^= random_state << 13;
    random_state ^= random_state >> 17;
    random_state ^= random_state << 5;
    return random_state;
}

static uint32_t below(uint32_t n) {
    return next_random() % n;
}

// A document that grows; in UTF-8.
struct text {
    char *bytes;
    size_t length, room;
};

static void append(struct text *text, const char *string) {
    size_t more = strlen(string);
    if (text->length + more + 1 > text->room) {
        text->room = (text->length + more + 1) * 2;
        text->bytes = realloc(text->bytes, text->room);
        if (!text->bytes) exit(1);
    }
    memcpy(text->bytes + text->length, string, more + 1);
    text->length += more;
}

static const char *const words[] = { "stack", "heap", "a &lt; b &amp;&amp; c", "Grün", "&who;", "日本語", "&#x1F980;", "&#233;t&#233;", "\n", "]]&gt;", "&nested;", "x" };
static const char *const names[] = { "block", "frame", "h:item", "h:row", "note", "leaf-1", "_under", "étage" };
enum { WORDS = sizeof words / sizeof *words, NAMES = sizeof names / sizeof *names };

static void append_words(struct text *text, int most) {
    for (uint32_t n = below((uint32_t)most); n > 0; n--) {
        append(text, words[below(WORDS)]);
        append(text, below(6) ? " " : "\r\n");
    }
}

static void append_element(struct text *text, int depth) {
    const char *name = names[below(NAMES)];
    char number[64];
    append(text, "<");
    append(text, name);
    for (uint32_t i = 0, n = below(5); i < n; i++) {
        const char *space = below(3) ? " " : "\n\t";
        snprintf(number, sizeof number, "%s%s%u=%c", space, below(4) ? "a" : "h:b", i, i % 2 ? '"' : '\'');
        append(text, number);
        append(text, below(5) ? "plain" : "&who; &#10; &lt;\tend");
        append(text, i % 2 ? "\"" : "'");
    }
    if (below(4) == 0) append(text, " xmlns:k='urn:k' k:deep='1'");
    if (below(9) == 0) append(text, " xmlns='urn:other'");
    if (depth == 0) {
        append(text, "/>");
        return;
    }
    append(text, ">");
    for (uint32_t n = below(6); n > 0; n--) {
        switch (below(8)) {
        case 0:
            append(text, "<![CDATA[ <not> &markup; ]] ]> ]]>");
            break;
        case 1:
            append(text, "<!-- a - comment -->");
            break;
        case 2:
            append(text, "<?target some data?>");
            break;
        case 3:
        case 4:
            append_words(text, 30);
            break;
        default:
            append_element(text, depth - 1);
        }
    }
    append(text, "</");
    append(text, name);
    append(text, ">");
}

static const char Dtd[] = "<!DOCTYPE document SYSTEM 'outer.dtd' [\n"
                          "<!ELEMENT document (block | frame | note)*>\n<!ELEMENT note (#PCDATA | leaf-1)*>\n"
                          "<!ELEMENT frame ((block, note?) | (leaf-1+, (block | note)*))>\n<!ELEMENT leaf-1 EMPTY>\n<!ELEMENT block ANY>\n"
                          "<!ATTLIST note lang NMTOKEN #IMPLIED kind (good|bad) 'good' fixed CDATA #FIXED 'yes'>\n"
                          "<!ATTLIST block a1 CDATA 'default &who;' id ID #REQUIRED refs IDREFS #IMPLIED>\n"
                          "<!ENTITY who 'who &#38;#38; what'>\n<!ENTITY nested 'a <note>&who;</note> b'>\n<!ENTITY far SYSTEM 'far.xml'>\n"
                          "<!ENTITY % piece '<!ENTITY made \"by a parameter\">'>\n%piece;\n<!ENTITY % more SYSTEM 'more.dtd'>\n%more;\n"
                          "<!NOTATION gif PUBLIC '-//gif//'>\n<!ENTITY picture SYSTEM 'p.gif' NDATA gif>\n]>\n";

static struct text make_document(size_t least, int with_dtd, const char *encoding) {
    struct text text = { 0 };
    char declaration[80];
    snprintf(declaration, sizeof declaration, "<?xml version='1.0' encoding='%s'?>\n", encoding);
    append(&text, declaration);
    append(&text, with_dtd ? Dtd : "<!DOCTYPE document [<!ENTITY who 'me'><!ENTITY nested '&who;&who;'>]>\n");
    append(&text, "<document xmlns='urn:main' xmlns:h='urn:h'>");
    while (text.length < least) append_element(&text, 6);
    if (with_dtd) append(&text, "&far;&made;");
    append(&text, "</document>\n<!-- after -->\n");
    return text;
}

// What the callbacks have seen.
struct seen {
    uint32_t hash, elements, depth, deepest, characters, others;
    XML_Parser parser;
    uint32_t suspend_in; // elements until the parser is stopped for a moment; 0: never
};

static void mix(struct seen *seen, const char *text, size_t length) {
    for (size_t i = 0; i < length; i++) seen->hash = (seen->hash ^ (unsigned char)text[i]) * 16777619u;
}

static void mix_string(struct seen *seen, const char *text) {
    if (text) mix(seen, text, strlen(text) + 1);
    else mix(seen, "\1", 1);
}

static void on_start(void *user, const char *name, const char **attributes) {
    struct seen *seen = user;
    mix_string(seen, name);
    for (; *attributes; attributes++) mix_string(seen, *attributes);
    int specified = XML_GetSpecifiedAttributeCount(seen->parser);
    mix(seen, (const char *)&specified, sizeof specified);
    seen->elements++;
    if (++seen->depth > seen->deepest) seen->deepest = seen->depth;
    if (seen->suspend_in && --seen->suspend_in == 0) XML_StopParser(seen->parser, XML_TRUE);
}

static void on_end(void *user, const char *name) {
    struct seen *seen = user;
    mix_string(seen, name);
    seen->depth--;
    if (seen->elements % 64 != 0) return;
    uint32_t place[] = { (uint32_t)XML_GetCurrentLineNumber(seen->parser), (uint32_t)XML_GetCurrentColumnNumber(seen->parser) };
    mix(seen, (const char *)place, sizeof place);
}

static void on_text(void *user, const char *text, int length) {
    struct seen *seen = user;
    mix(seen, text, (size_t)length);
    seen->characters += (uint32_t)length;
}

static void on_instruction(void *user, const char *target, const char *data) {
    mix_string(user, target);
    mix_string(user, data);
}

static void on_comment(void *user, const char *data) {
    mix_string(user, data);
    ((struct seen *)user)->others++;
}

static void on_cdata(void *user) {
    ((struct seen *)user)->others++;
}

static void on_default(void *user, const char *text, int length) {
    mix(user, text, (size_t)length);
}

static void on_namespace(void *user, const char *prefix, const char *uri) {
    mix_string(user, prefix);
    mix_string(user, uri);
}

static void on_namespace_end(void *user, const char *prefix) {
    mix_string(user, prefix);
}

static void mix_model(struct seen *seen, const XML_Content *model) {
    int shape[] = { (int)model->type, (int)model->quant, (int)model->numchildren };
    mix(seen, (const char *)shape, sizeof shape);
    mix_string(seen, model->name);
    for (unsigned i = 0; i < model->numchildren; i++) mix_model(seen, &model->children[i]);
}

static void on_element_declared(void *user, const char *name, XML_Content *model) {
    struct seen *seen = user;
    mix_string(seen, name);
    mix_model(seen, model);
    XML_FreeContentModel(seen->parser, model);
}

static void on_attributes_declared(void *user, const char *element, const char *attribute, const char *type, const char *value, int required) {
    mix_string(user, element);
    mix_string(user, attribute);
    mix_string(user, type);
    mix_string(user, value);
    mix(user, (const char *)&required, sizeof required);
}

static void on_entity_declared(void *user, const char *name, int parameter, const char *value, int length, const char *base, const char *system, const char *public, const char *notation) {
    mix_string(user, name);
    mix(user, (const char *)&parameter, sizeof parameter);
    if (value) mix(user, value, (size_t)length);
    mix_string(user, base);
    mix_string(user, system);
    mix_string(user, public);
    mix_string(user, notation);
}

static void on_notation(void *user, const char *name, const char *base, const char *system, const char *public) {
    mix_string(user, name);
    mix_string(user, base);
    mix_string(user, system);
    mix_string(user, public);
}

static int on_external(XML_Parser parser, const char *context, const char *base, const char *system, const char *public) {
    static const char far[] = "<?xml encoding='utf-8'?>text <note>&who; &made;</note><!-- far --> end";
    static const char outer[] = "<!ENTITY % include 'INCLUDE'><![%include;[<!ATTLIST note outer CDATA 'from outside'>]]><![IGNORE[ <![ nothing ]]> ]]><!ENTITY who 'too late'>";
    static const char more[] = "<?xml version='1.0' encoding='us-ascii'?>\n<!ATTLIST frame more NMTOKENS ' a  b '>\n<!ENTITY more 'x'>";
    struct seen *seen = XML_GetUserData(parser);
    mix_string(seen, system);
    mix_string(seen, public);
    mix_string(seen, base);
    const char *text = !strcmp(system, "far.xml") ? far : !strcmp(system, "more.dtd") ? more : outer;
    XML_Parser inner = XML_ExternalEntityParserCreate(parser, context, NULL);
    if (!inner) exit(1);
    int ok = 1;
    for (size_t at = 0, length = strlen(text); ok && at < length; at += 7) {
        size_t piece = length - at < 7 ? length - at : 7;
        ok = XML_Parse(inner, text + at, (int)piece, at + piece == length) == XML_STATUS_OK;
    }
    XML_ParserFree(inner);
    return ok;
}

// An encoding that expat does not know: as Latin 1, but with € at 0x80.
static int on_encoding(void *unused, const char *name, XML_Encoding *info) {
    (void)unused;
    if (strcmp(name, "x-own") != 0) return XML_STATUS_ERROR;
    for (int i = 0; i < 256; i++) info->map[i] = i;
    info->map[0x80] = 0x20ac;
    info->data = NULL;
    info->convert = NULL;
    info->release = NULL;
    return XML_STATUS_OK;
}

static void set_handlers(XML_Parser parser, struct seen *seen) {
    seen->parser = parser;
    XML_SetUserData(parser, seen);
    XML_SetHashSalt(parser, 12345);
    XML_SetBase(parser, "file:///base/");
    XML_SetElementHandler(parser, on_start, on_end);
    XML_SetCharacterDataHandler(parser, on_text);
    XML_SetProcessingInstructionHandler(parser, on_instruction);
    XML_SetCommentHandler(parser, on_comment);
    XML_SetCdataSectionHandler(parser, on_cdata, on_cdata);
    XML_SetDefaultHandlerExpand(parser, on_default);
    XML_SetNamespaceDeclHandler(parser, on_namespace, on_namespace_end);
    XML_SetElementDeclHandler(parser, on_element_declared);
    XML_SetAttlistDeclHandler(parser, on_attributes_declared);
    XML_SetEntityDeclHandler(parser, on_entity_declared);
    XML_SetNotationDeclHandler(parser, on_notation);
    XML_SetExternalEntityRefHandler(parser, on_external);
    XML_SetUnknownEncodingHandler(parser, on_encoding, NULL);
    XML_SetParamEntityParsing(parser, XML_PARAM_ENTITY_PARSING_ALWAYS);
}

// Hands the document over in pieces of 1 … `most` bytes, by both of expat's ways.
static enum XML_Status parse(XML_Parser parser, const char *bytes, size_t length, uint32_t most) {
    enum XML_Status status = XML_STATUS_OK;
    for (size_t at = 0; at < length && status == XML_STATUS_OK;) {
        size_t piece = 1 + below(most);
        if (piece > length - at) piece = length - at;
        int last = at + piece == length;
        if (below(2)) {
            status = XML_Parse(parser, bytes + at, (int)piece, last);
        } else {
            void *buffer = XML_GetBuffer(parser, (int)piece);
            if (!buffer) return XML_STATUS_ERROR;
            memcpy(buffer, bytes + at, piece);
            status = XML_ParseBuffer(parser, (int)piece, last);
        }
        while (status == XML_STATUS_SUSPENDED) status = XML_ResumeParser(parser);
        at += piece;
    }
    return status;
}

// UTF-8 to another encoding; what it cannot hold becomes a question mark, or half of a pair its own character.
static struct text encode(const struct text *from, const char *encoding) {
    int wide = !strncmp(encoding, "UTF-16", 6), big = !strcmp(encoding, "UTF-16BE");
    struct text to = { malloc(from->length * 2 + 2), 0, 0 };
    if (!to.bytes) exit(1);
    if (wide) {
        to.bytes[to.length++] = big ? (char)0xfe : (char)0xff;
        to.bytes[to.length++] = big ? (char)0xff : (char)0xfe;
    }
    for (size_t i = 0; i < from->length;) {
        unsigned char first = (unsigned char)from->bytes[i];
        int more = first < 0x80 ? 0 : first < 0xe0 ? 1 : first < 0xf0 ? 2 : 3;
        uint32_t character = more == 0 ? first : first & (0x3fu >> more);
        for (int k = 1; k <= more; k++) character = character << 6 | ((unsigned char)from->bytes[i + (size_t)k] & 0x3f);
        i += (size_t)more + 1;
        if (wide) {
            to.bytes[to.length++] = (char)(big ? character >> 8 : character);
            to.bytes[to.length++] = (char)(big ? character : character >> 8);
        } else {
            to.bytes[to.length++] = (char)(character < 0x100 ? character : '?');
        }
    }
    return to;
}

static void report(const char *label, const struct seen *seen, XML_Parser parser, enum XML_Status status) {
    printf("%-20s status %d, %s, byte %ld: %u elements, depth %u, %u characters, %u others, %08x\n", label, (int)status,
           status == XML_STATUS_OK ? "no error" : XML_ErrorString(XML_GetErrorCode(parser)), XML_GetCurrentByteIndex(parser),
           seen->elements, seen->deepest, seen->characters, seen->others, seen->hash);
}

static void encodings(void) {
    static const struct {
        const char *name;
        uint32_t most;
        size_t bytes;
    } runs[] = { { "UTF-8", 4096, 700000 }, { "UTF-8", 3, 60000 }, { "UTF-16LE", 1000, 150000 }, { "UTF-16BE", 33, 60000 }, { "ISO-8859-1", 700, 150000 }, { "x-own", 65536, 100000 }, { "nowhere", 99, 1000 } };
    for (size_t i = 0; i < sizeof runs / sizeof *runs; i++) {
        int ascii_names = strncmp(runs[i].name, "UTF-8", 5) != 0;
        const char *declared = strncmp(runs[i].name, "UTF-16", 6) ? runs[i].name : "UTF-16";
        struct text document = make_document(runs[i].bytes, 1, declared);
        struct text encoded = ascii_names ? encode(&document, runs[i].name) : document;
        struct seen seen = { .hash = 2166136261u };
        XML_Parser parser = XML_ParserCreateNS(NULL, i % 2 ? '|' : '\0');
        set_handlers(parser, &seen);
        XML_SetReturnNSTriplet(parser, i % 2);
        enum XML_Status status = parse(parser, encoded.bytes, encoded.length, runs[i].most);
        report(runs[i].name, &seen, parser, status);
        XML_ParserFree(parser);
        if (encoded.bytes != document.bytes) free(encoded.bytes);
        free(document.bytes);
    }
}

// One parser for documents with and without namespaces, stopped and resumed, reset in between.
static void again_and_again(void) {
    XML_Parser parser = XML_ParserCreate(NULL);
    struct seen seen = { .hash = 2166136261u };
    enum XML_Status status = XML_STATUS_OK;
    for (int i = 0; i < 60; i++) {
        struct text document = make_document(2000 + below(8000), i % 3 == 0, "utf-8");
        set_handlers(parser, &seen);
        seen.depth = 0;
        seen.suspend_in = 1 + below(40);
        status = parse(parser, document.bytes, document.length, 500);
        free(document.bytes);
        if (i < 59 && !XML_ParserReset(parser, NULL)) exit(1);
    }
    report("reset and resumed", &seen, parser, status);
    XML_ParserFree(parser);
}

// Bytes exchanged, removed or doubled: expat has to notice, or not, without reading what is not there.
static void broken(void) {
    static const char bad[] = "<>&;'\"=/!?[]-%# \0\xff\xc3\x80x:";
    uint32_t errors[64] = { 0 };
    struct seen seen = { .hash = 2166136261u };
    for (int i = 0; i < 2000; i++) {
        struct text document = make_document(300 + below(1500), i % 2, "utf-8");
        for (uint32_t n = 1 + below(3); n > 0; n--) {
            size_t at = below((uint32_t)document.length);
            if (below(3)) document.bytes[at] = bad[below(sizeof bad - 1)];
            else memmove(document.bytes + at, document.bytes + at + 1, document.length-- - at);
        }
        if (i % 7 == 0) document.length = below((uint32_t)document.length) + 1;
        XML_Parser parser = i % 3 ? XML_ParserCreateNS(NULL, '#') : XML_ParserCreate(i % 5 ? NULL : "UTF-8");
        set_handlers(parser, &seen);
        seen.depth = 0;
        if (parse(parser, document.bytes, document.length, i % 4 ? 200 : 1) != XML_STATUS_OK) errors[XML_GetErrorCode(parser)]++;
        XML_ParserFree(parser);
        free(document.bytes);
    }
    printf("broken: %u elements, %08x\n", seen.elements, seen.hash);
    for (int i = 0; i < 64; i++) {
        if (errors[i]) printf("  %4u %s\n", errors[i], XML_ErrorString((enum XML_Error)i));
    }
}

int main(void) {
    printf("%s\n", XML_ExpatVersion());
    encodings();
    again_and_again();
    broken();
    return 0;
}
