/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See markup.h. */
#include "markup.h"

#include <expat.h>
#include <limits.h>
#include <string.h>

#define MAX_DEPTH 256

struct run {
	struct markup *m;
	XML_Parser parser;
	const char *why;
};

static const char *
local(const char *name)
{
	const char *colon = strrchr(name, ':');

	return colon ? colon + 1 : name;
}

static void
halt(struct run *r, const char *why)
{
	if (why && !r->why)
		r->why = why;
	XML_StopParser(r->parser, XML_FALSE);
}

static void XMLCALL
on_start(void *data, const XML_Char *name, const XML_Char **attributes)
{
	struct run *r = data;

	if (r->m->stop)
		return;
	if (++r->m->depth > MAX_DEPTH) {
		halt(r, "its elements nest too deep");
		return;
	}
	r->m->start(r->m, local(name), (const char **)attributes);
	if (r->m->stop)
		halt(r, NULL);
}

static void XMLCALL
on_end(void *data, const XML_Char *name)
{
	struct run *r = data;

	/* An empty element ends even behind a stop. */
	if (r->m->stop || r->why)
		return;
	r->m->end(r->m, local(name));
	r->m->depth--;
	if (r->m->stop)
		halt(r, NULL);
}

static void XMLCALL
on_text(void *data, const XML_Char *bytes, int size)
{
	struct run *r = data;

	if (r->m->stop || r->why)
		return;
	r->m->text(r->m, bytes, (gsize)size);
	if (r->m->stop)
		halt(r, NULL);
}

static void XMLCALL
on_doctype(
    void *data, const XML_Char *name, const XML_Char *system_id, const XML_Char *public_id, int internal)
{
	(void)name;
	(void)system_id;
	(void)public_id;
	(void)internal;
	halt(data, "it declares a document type");
}

const char *
markup_parse(struct markup *m, GBytes *xml)
{
	struct run r = { .m = m };
	gsize size;
	const char *bytes = g_bytes_get_data(xml, &size);

	if (!size || size > INT_MAX)
		return "it is empty or too large";
	r.parser = XML_ParserCreate(NULL);
	if (!r.parser)
		return "no memory";
	XML_SetUserData(r.parser, &r);
	XML_SetElementHandler(r.parser, on_start, on_end);
	XML_SetCharacterDataHandler(r.parser, on_text);
	XML_SetStartDoctypeDeclHandler(r.parser, on_doctype);
	if (XML_Parse(r.parser, bytes, (int)size, XML_TRUE) != XML_STATUS_OK && !m->stop && !r.why)
		r.why = XML_ErrorString(XML_GetErrorCode(r.parser));
	XML_ParserFree(r.parser);
	return r.why;
}

const char *
markup_attribute(const char **attributes, const char *name)
{
	for (; attributes[0]; attributes += 2)
		if (strcmp(local(attributes[0]), name) == 0)
			return attributes[1];
	return NULL;
}

gboolean
markup_is_on(const char **attributes)
{
	const char *value = markup_attribute(attributes, "val");

	return !value || (strcmp(value, "0") != 0 && strcmp(value, "false") != 0 &&
			     strcmp(value, "off") != 0 && strcmp(value, "none") != 0);
}
