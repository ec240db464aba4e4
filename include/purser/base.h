/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * base - what every room may use: error grades, limits, days, text
 *
 * It knows nothing of mail. Time is always an argument here and above: only the
 * programs' main loops read a clock.
 */
#pragma once

#include <glib.h>
#include <string.h>

/*
 * Errors say what the caller must do. The message names the thing, the reason and the way out, and never holds a
 * secret or mail content.
 */
#define PURSER_ERROR (purser_error_quark())
GQuark purser_error_quark(void);

enum purser_error {
	PURSER_RETRY,  /* nothing is lost, the same call may succeed later */
	PURSER_REJECT, /* this one item can never succeed: set it aside */
	PURSER_HANGUP, /* the session or helper is unusable: start a new one */
	PURSER_HALT,   /* the process cannot go on (broken configuration, database, installation) */
};

/* g_set_error in our domain; always returns FALSE, so that `return purser_fail(...)` reads well. */
gboolean purser_fail(GError **error, enum purser_error code, const char *format, ...) G_GNUC_PRINTF(3, 4);

/*
 * Limits on hostile or runaway input: one table. config reads [limits] into the struct, and the rooms that need a
 * limit get a const pointer. X(name, type, preset, min, max, help); sizes in bytes, times in seconds.
 */
enum limit_type { LIMIT_COUNT, LIMIT_SIZE, LIMIT_SECONDS };
#define K(n) ((gint64)(n) << 10)
#define M(n) ((gint64)(n) << 20)
#define PURSER_LIMITS(X)                                                                                     \
	X(message_size, LIMIT_SIZE, M(64), K(64), M(512), "A larger message is set aside unread.")           \
	X(header_field_size, LIMIT_SIZE, K(64), K(1), M(1), "A longer header field sets the message aside.") \
	X(header_block_size, LIMIT_SIZE, K(256), K(4), M(4),                                                 \
	    "A longer header block sets the message aside.")                                                 \
	X(header_fields, LIMIT_COUNT, 1000, 50, 10000,                                                       \
	    "More header fields in one header set the message aside.")                                       \
	X(parts, LIMIT_COUNT, 1000, 10, 5000, "More MIME parts set the message aside.")                      \
	X(part_depth, LIMIT_COUNT, 50, 5, 100, "Deeper nesting sets the message aside.")                     \
	X(part_size, LIMIT_SIZE, M(48), K(64), M(256), "A larger decoded part is not read.")                 \
	X(text_size, LIMIT_SIZE, M(2), K(64), M(32), "Text beyond this of one document is not read.")        \
	X(document_pages, LIMIT_COUNT, 60, 1, 1000, "Pages beyond this of one document are not read.")       \
	X(document_words, LIMIT_COUNT, 200000, 1000, 5000000,                                                \
	    "Words beyond this of one document are not read.")                                               \
	X(archive_entries, LIMIT_COUNT, 500, 10, 65535, "Files beyond this of one archive are not read.")    \
	X(archive_ratio, LIMIT_COUNT, 250, 10, 2000,                                                         \
	    "A file that unpacks to more than this many times its size, and to more than 1 MB, is not "      \
	    "read.")                                                                                         \
	X(archive_depth, LIMIT_COUNT, 6, 1, 20, "Files deeper inside other files are not read.")             \
	X(reader_cpu, LIMIT_SECONDS, 10, 1, 300, "Processor seconds that one message may cost its reader.")  \
	X(reader_wall, LIMIT_SECONDS, 30, 1, 600, "Seconds after which a reader is killed.")                 \
	X(reader_memory, LIMIT_SIZE, M(512), M(64), M(4096),                                                 \
	    "Address space that one reader may add to its start.")                                           \
	X(scan_pages, LIMIT_COUNT, 10, 1, 200,                                                               \
	    "Pages beyond this of one document that only text recognition can read are not read.")           \
	X(scan_pixels, LIMIT_COUNT, 50000000, 1000000, 500000000, "A picture of more pixels is not opened.") \
	X(scan_cpu, LIMIT_SECONDS, 60, 5, 1800,                                                              \
	    "Processor seconds that text recognition may cost in one message.")                              \
	X(scan_wall, LIMIT_SECONDS, 180, 10, 3600, "Seconds after which text recognition is killed.")        \
	X(scan_memory, LIMIT_SIZE, M(768), M(128), M(8192),                                                  \
	    "Address space that one reader with text recognition may add to its start.")                     \
	X(reader_attempts, LIMIT_COUNT, 3, 1, 10,                                                            \
	    "A message that killed its reader this often is quarantined.")                                   \
	X(report_size, LIMIT_SIZE, M(4), K(64), M(64), "A larger report of a reader is refused.")            \
	X(command_wall, LIMIT_SECONDS, 60, 5, 3600, "Seconds one IMAP or SMTP command may take.")            \
	X(fetch_wall, LIMIT_SECONDS, 900, 10, 86400,                                                         \
	    "Seconds one batch of messages may take to be fetched.")                                         \
	X(line_size, LIMIT_SIZE, M(1), K(8), M(16), "A longer line of a mail server ends the session.")      \
	X(batch_messages, LIMIT_COUNT, 100, 1, 1000, "Messages in one batch and one transaction.")           \
	X(batch_size, LIMIT_SIZE, M(4), K(64), M(64), "Bytes in one batch; a larger message travels alone.") \
	X(batches_in_flight, LIMIT_COUNT, 4, 1, 64, "Batches of one mailbox on their way at once.")          \
	X(orders_per_message, LIMIT_COUNT, 50, 1, 500, "Orders beyond this of one message go to review.")    \
	X(facts_per_message, LIMIT_COUNT, 40, 1, 200,                                                        \
	    "Facts of a customer's finance unit beyond this of one message are not kept.")                   \
	X(order_lines, LIMIT_COUNT, 200, 1, 1000,                                                            \
	    "Lines of goods beyond this of one order are counted, not kept.")                                \
	X(facts_per_customer, LIMIT_COUNT, 400, 10, 10000,                                                   \
	    "Facts of one customer's finance unit beyond this are not kept; a quarter of them may be only "  \
	    "claimed.")                                                                                      \
	X(accounts_compared, LIMIT_COUNT, 100, 1, 10000,                                                     \
	    "Account numbers beyond this of one message are not compared with ours, nor sealed.")            \
	X(accounts_registered, LIMIT_COUNT, 200, 1, 1000,                                                    \
	    "Accounts of our own beyond this are not registered.")                                           \
	X(parcel_total, LIMIT_SIZE, M(256), M(1), M(4096),                                                   \
	    "A message whose letters to AR would together be larger goes to review whole.")                  \
	X(evidence_rows, LIMIT_COUNT, 500, 10, 5000, "Evidence beyond this of one message is not kept.")     \
	X(learn_domains, LIMIT_COUNT, 3, 2, 100,                                                             \
	    "A customer's domain or contact is learned when people let so many orders of different threads " \
	    "pass.")                                                                                         \
	X(learn_numbers, LIMIT_COUNT, 5, 2, 100,                                                             \
	    "The pattern of a customer's PO numbers is learned from so many orders of different threads.")

struct limits {
#define X(name, type, preset, min, max, help) gint64 name;
	PURSER_LIMITS(X)
#undef X
};
struct limit_row {
	const char *name;
	enum limit_type type;
	gint64 preset, min, max;
	const char *help;
	gsize offset; /* in struct limits */
};
extern const struct limit_row LIMIT_ROWS[]; /* ends with a NULL name */
extern const struct limits LIMITS_PRESET;

/* A calendar day (ISO 8601, proleptic Gregorian); year 0 means "no day". */
struct day {
	int year, month, day;
};
gboolean day_valid(struct day d);
int day_compare(struct day a, struct day b);
char *day_format(struct day d);                        /* "2026-11-25" */
gboolean day_parse(const char *text, struct day *out); /* the same, whole string */
struct day day_of_time(gint64 unix_s);                 /* UTC */
gint64 day_start(struct day d);                        /* unix seconds of its first second, UTC */
/* Unix seconds of an RFC 3339 time; otherwise where it is none (or NULL). */
gint64 time_of_rfc3339(const char *text, gint64 otherwise);
char *time_format_rfc3339(gint64 unix_s, int offset_s); /* "2026-11-25T10:00:00+01:00", Z for 0 */

/* Money is minor units with an ISO 4217 code, never a double. */
struct money {
	gint64 minor;
	char currency[4]; /* "" when unknown */
};
int currency_digits(const char *currency); /* 2 for EUR, 0 for JPY, 3 for KWD; -1 when not ISO 4217 */

/* The bytes of a plain file of at most `most` bytes, with a NUL behind them. NULL: REJECT, the reason without its path. A symbolic
 * link to a file is good; pipes and devices are none. */
char *file_text(const char *path, gsize most, gsize *out_size, GError **error);

/* Text. All of it is UTF-8; what comes in from outside is made valid first. */
gsize text_valid_size(
    const char *bytes, gsize size); /* of what is valid UTF-8 without NUL, up to the first that is not */
char *text_make_valid(const char *bytes, gsize size); /* NUL and invalid bytes become U+FFFD */
char *text_one_line(
    const char *text, gsize max_bytes); /* for logs and terminals: white space joined, controls shown as
							    U+FFFD, bidi and zero-width marks dropped, cut (with …) on a
							    character so that it fits max_bytes; NULL gives "" */
char *text_key(const char *text);       /* for comparing names and references: case folded, accents off,
							    only letters and digits kept */
char *text_nearest(
    const char *word, const char *const *known, guint n_known); /* "did you mean": NULL when none is near */

/* Of one of these domains or of one below them; NULL: none. */
gboolean address_in_domains(const char *address, const char *const *domains);

gboolean duration_parse(const char *text, gint64 *out_s); /* "90", "25m", "1h30m", "2d", "1w" */
char *duration_format(gint64 s);                          /* the shortest of those */
gboolean size_parse(const char *text, gint64 *out_bytes); /* "4096", "64k", "4M", "1G" */
char *size_format(gint64 bytes);

/* Numbers in little-endian bytes. */
static inline guint16
le16(const guint8 *b)
{
	return (guint16)(b[0] | b[1] << 8);
}

static inline guint32
le32(const guint8 *b)
{
	return (guint32)le16(b) | (guint32)le16(b + 2) << 16;
}

static inline guint64
le64(const guint8 *b)
{
	return (guint64)le32(b) | (guint64)le32(b + 4) << 32;
}

/* A reader of bytes that never passes their end. */
struct cursor {
	const guint8 *p;
	gsize n;      /* bytes left */
	gboolean bad; /* more was wanted than there is; from then on there is nothing */
};

/* n bytes, or NULL. */
static inline const guint8 *
cursor_take(struct cursor *c, gsize n)
{
	const guint8 *p = c->p;

	if (G_UNLIKELY(c->bad || n > c->n)) {
		c->bad = TRUE;
		c->n = 0;
		return NULL;
	}
	c->p += n;
	c->n -= n;
	return p;
}

static inline guint8
cursor_u8(struct cursor *c)
{
	const guint8 *p = cursor_take(c, 1);

	return p ? *p : 0;
}

static inline guint16
cursor_u16(struct cursor *c)
{
	const guint8 *p = cursor_take(c, 2);

	return p ? le16(p) : 0;
}

static inline guint32
cursor_u32(struct cursor *c)
{
	const guint8 *p = cursor_take(c, 4);

	return p ? le32(p) : 0;
}

/* As this machine writes it: for processes of one machine. */
static inline double
cursor_double(struct cursor *c)
{
	const guint8 *p = cursor_take(c, sizeof(double));
	double d = 0;

	if (p)
		memcpy(&d, p, sizeof d);
	return d;
}

/* The other side: a buffer that grows, and serves again (size = 0). */
struct flat {
	guint8 *data;
	gsize size, room;
};
void flat_grow(struct flat *f, gsize more); /* for flat_add() alone */
void flat_clear(struct flat *f);

/* Room for n more bytes, to be filled by the caller; good until the next is added. */
static inline guint8 *
flat_add(struct flat *f, gsize n)
{
	if (G_UNLIKELY(f->room - f->size < n))
		flat_grow(f, n);
	f->size += n;
	return f->data + f->size - n;
}

static inline void
flat_put(struct flat *f, const void *bytes, gsize n)
{
	if (n)
		memcpy(flat_add(f, n), bytes, n);
}

static inline void
flat_u8(struct flat *f, guint8 n)
{
	*flat_add(f, 1) = n;
}

static inline void
flat_u16(struct flat *f, guint16 n)
{
	const guint16 le = GUINT16_TO_LE(n);

	flat_put(f, &le, sizeof le);
}

static inline void
flat_u32(struct flat *f, guint32 n)
{
	const guint32 le = GUINT32_TO_LE(n);

	flat_put(f, &le, sizeof le);
}

static inline void
flat_double(struct flat *f, double d)
{
	flat_put(f, &d, sizeof d);
}

/* Where helpers put named faults for tests: PURSER_CRASH="point:n" kills this process at the n-th passing of that
 * point (with PURSER_CRASH_ONCE=FILE only the first process that can make FILE), PURSER_CRASH_LOG names a file that gets a line
 * for every point passed. Costs one branch when unset. */
void crash_point(const char *name);
