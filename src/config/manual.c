/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table as purser.conf(5), and as a commented file to start from. */
#include "rows.h"

#include <string.h>

#define EXAMPLE_WIDTH 100
#define MDOC_WIDTH 78

static const char *
type_words(const struct row *row)
{
	switch (row->type) {
	case ROW_LIST:
		return "list";
	case ROW_INT:
	case ROW_COUNT:
		return "number";
	case ROW_SECONDS:
		return "time";
	case ROW_SIZE:
		return "size";
	case ROW_FRACTION:
		return "fraction";
	case ROW_BOOL:
		return "yes|no";
	case ROW_START:
		return "now|all|YYYY-MM-DD";
	default:
		return "text";
	}
}

static char *
row_takes(const struct row *row)
{
	return row->names ? g_strjoinv("|", (char **)row->names) : g_strdup(type_words(row));
}

/* mdoc: a line must not begin with a control character of roff, and a backslash is \e. */
static void
mdoc_text(GString *out, const char *text)
{
	if (*text == '.' || *text == '\'')
		g_string_append(out, "\\&");
	for (; *text; text++) {
		if (*text == '\\')
			g_string_append(out, "\\e");
		else
			g_string_append_c(out, *text);
	}
}

/* An argument of a macro: quoted, so that no word of it is taken for a macro. */
static void
mdoc_argument(GString *out, const char *text)
{
	g_string_append_c(out, '"');
	mdoc_text(out, text);
	g_string_append_c(out, '"');
}

/* Lines of at most MDOC_WIDTH, and for a new sentence a new line (mandoc -Tlint asks for both). */
static void
mdoc_sentences(GString *out, const char *text)
{
	g_auto(GStrv) words = g_strsplit(text, " ", -1);
	gsize column = 0;

	for (guint i = 0; words[i]; i++) {
		gsize width = strlen(words[i]);

		if (column && column + 1 + width > MDOC_WIDTH) {
			g_string_append_c(out, '\n');
			column = 0;
		} else if (column) {
			g_string_append_c(out, ' ');
			column++;
		}
		if (column)
			g_string_append(out, words[i]);
		else
			mdoc_text(out, words[i]);
		column = g_str_has_suffix(words[i], ".") && words[i + 1] ? MDOC_WIDTH : column + width;
	}
	g_string_append_c(out, '\n');
}

static void
mdoc_row(GString *out, const struct row *row)
{
	g_autofree char *takes = row_takes(row);

	g_string_append_printf(out, ".It Ic %s No = Ar ", row->key);
	mdoc_argument(out, takes);
	g_string_append_c(out, '\n');
	mdoc_sentences(out, row->help);
	if (row->preset) {
		g_string_append(out, "Preset: ");
		mdoc_text(out, row->preset);
		if (row->min)
			g_string_append_printf(out, " (from %s to %s)", row->min, row->max);
		g_string_append(out, ".\n");
	} else if (row->example) {
		g_string_append(out, "Example: ");
		mdoc_text(out, row->example);
		g_string_append_c(out, '\n');
	}
}

static const char PAGE_HEAD[] =
    ".\\\" SPDX-License-Identifier: GPL-3.0-or-later\n"
    ".\\\" Printed by `purser check-config --manual` from the table of settings.\n"
    ".Dd November 25, 2026\n"
    ".Dt PURSER.CONF 5\n"
    ".Os\n"
    ".Sh NAME\n"
    ".Nm purser.conf\n"
    ".Nd settings of purserd and purser\n"
    ".Sh DESCRIPTION\n"
    "The file is made of sections, and these of lines\n"
    ".Ar key No = Ar value .\n"
    "A comment begins with\n"
    ".Sq #\n"
    "and stands on a line of its own; whatever stands behind a value belongs to it.\n"
    "A value may be put in double quotes.\n"
    "A list has commas between its items; an item that holds a comma is quoted.\n"
    "Times are written as 90s, 25m, 1h30m or 2d, sizes as 512k or 64M.\n"
    ".Pp\n"
    "Files of the folder\n"
    ".Pa conf.d\n"
    "beside the main file whose names end in\n"
    ".Pa .conf\n"
    "are read after it, in the order of their names.\n"
    "A later file may add to a section; its values replace earlier ones.\n"
    "Within one file a key or a section stands once.\n"
    ".Pp\n"
    "No secret stands in these files: they may be readable for everybody.\n"
    ".Pp\n"
    ".Dl purser check-config\n"
    ".Pp\n"
    "tells every problem with its place and one way to mend it, and with\n"
    ".Fl -online\n"
    "also signs in to every server.\n"
    "After a change,\n"
    ".Dl systemctl reload purserd\n"
    "takes it over; a file with a problem changes nothing.\n"
    ".Sh SECTIONS\n";

static const char PAGE_TAIL[] =
    ".Sh FILES\n"
    ".Bl -tag -width Ds\n"
    ".It Pa /etc/purser/purser.conf\n"
    "The main file, unless\n"
    ".Ev PURSER_CONFIG\n"
    "or\n"
    ".Fl -config\n"
    "names another.\n"
    ".It Pa /etc/purser/conf.d/*.conf\n"
    "Drop-ins.\n"
    ".El\n"
    ".Sh EXAMPLES\n"
    "One address that account executives put in CC, recorded but not yet sent on:\n"
    ".Bd -literal -offset indent\n"
    "[company]\n"
    "names = Acme GmbH\n"
    "domains = acme.example\n"
    "\n"
    "[mailbox orders]\n"
    "host = imap.acme.example\n"
    "user = po@acme.example\n"
    "password_file = /etc/purser/secrets/po\n"
    "\n"
    "[ar]\n"
    "host = smtp.acme.example\n"
    "user = purser@acme.example\n"
    "password_file = /etc/purser/secrets/purser\n"
    "to = ar@acme.example\n"
    "from = purser <purser@acme.example>\n"
    ".Ed\n"
    ".Pp\n"
    "AR works from a folder of its own mailbox instead:\n"
    ".Bd -literal -offset indent\n"
    "[ar]\n"
    "transport = imap\n"
    "host = imap.acme.example\n"
    "user = ar@acme.example\n"
    "password_file = /etc/purser/secrets/ar\n"
    "folder = Purchase orders\n"
    "to = ar@acme.example\n"
    "from = purser <purser@acme.example>\n"
    ".Ed\n"
    ".Sh SEE ALSO\n"
    ".Xr purser 1 ,\n"
    ".Xr purserd 8\n";

char *
config_manual(void)
{
	GString *out = g_string_new(PAGE_HEAD);
	guint n;
	const struct row *rows = config_rows(&n);

	for (guint s = 0; s < SECTION_N; s++) {
		g_string_append_printf(
		    out, ".Ss The [%s%s] section\n", SECTIONS[s].name, SECTIONS[s].named ? " NAME" : "");
		mdoc_sentences(out, SECTIONS[s].help);
		g_string_append(out, ".Bl -tag -width Ds\n");
		for (guint i = 0; i < n; i++)
			if (rows[i].section == s)
				mdoc_row(out, &rows[i]);
		g_string_append(out, ".El\n");
	}
	g_string_append(out, PAGE_TAIL);
	return g_string_free(out, FALSE);
}

/* "# text", broken between words. */
static void
comment(GString *out, const char *text)
{
	gsize column = 0;
	g_auto(GStrv) words = g_strsplit(text, " ", -1);

	for (guint i = 0; words[i]; i++) {
		gsize width = strlen(words[i]);

		if (!column || column + 1 + width > EXAMPLE_WIDTH) {
			g_string_append_printf(out, "%s# %s", column ? "\n" : "", words[i]);
			column = 2 + width;
		} else {
			g_string_append_printf(out, " %s", words[i]);
			column += 1 + width;
		}
	}
	g_string_append_c(out, '\n');
}

static void
example_row(GString *out, const struct row *row)
{
	g_string_append_c(out, '\n');
	comment(out, row->help);
	if (row->names) {
		g_autofree char *takes = g_strjoinv(", ", (char **)row->names);
		g_autofree char *line = g_strconcat("One of: ", takes, ".", NULL);

		comment(out, line);
	}
	/* "#key" is the preset or a sample: it may be uncommented as it is; "##key" would contradict another
	 * key. */
	g_string_append_printf(out, "%s%s = %s\n",
	    row->given         ? ""
	    : row->alternative ? "##"
			       : "#",
	    row->key, row->preset ? row->preset : row->example);
}

char *
config_example(void)
{
	GString *out = g_string_new(NULL);
	guint n;
	const struct row *rows = config_rows(&n);

	comment(out, "purser.conf - see purser.conf(5). `purser check-config` tells what is wrong with it.");
	g_string_append(out, "#\n");
	comment(out,
	    "Comments stand on lines of their own. Lists have commas between, and \"…\" around an item with "
	    "a comma. "
	    "Times are written as 90s, 25m, 1h30m, 2d; sizes as 512k, 64M. What is commented out shows the "
	    "preset, or a sample where there is none; ## marks what stands in place of another key. Files in "
	    "conf.d/, ending in .conf, are read after this one, in the order of their names; a later value "
	    "replaces an earlier one.");
	for (guint s = 0; s < SECTION_N; s++) {
		g_string_append_c(out, '\n');
		comment(out, SECTIONS[s].help);
		g_string_append_printf(out, "[%s%s]\n", SECTIONS[s].name,
		    s == SECTION_MAILBOX ? " orders"
		    : SECTIONS[s].named  ? " morning"
					 : "");
		for (guint i = 0; i < n; i++)
			if (rows[i].section == s)
				example_row(out, &rows[i]);
	}
	return g_string_free(out, FALSE);
}
