/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The peer that `purser read` is measured against: GMime alone. Parses each file named, decodes all its text
 * parts to UTF-8, and prints how many messages, bytes of text and seconds of processor time that took. No
 * process, no sandbox, nothing found.
 */
#include <glib.h>
#include <gmime/gmime.h>

#include <stdio.h>
#include <time.h>

static void
text_decode(GMimeObject *parent G_GNUC_UNUSED, GMimeObject *part, gpointer data)
{
	gsize *n = data;
	char *text;

	if (!GMIME_IS_TEXT_PART(part))
		return;
	text = g_mime_text_part_get_text(GMIME_TEXT_PART(part));
	for (const char *p = text; p && *p; p++)
		(*n)++;
	g_free(text);
}

static gboolean
file_parse(const char *path, gsize *n_text)
{
	g_autofree char *bytes = NULL;
	gsize size;
	GMimeStream *stream;
	GMimeParser *parser;
	GMimeMessage *message;

	if (!g_file_get_contents(path, &bytes, &size, NULL))
		return FALSE;
	stream = g_mime_stream_mem_new_with_buffer(bytes, size);
	parser = g_mime_parser_new_with_stream(stream);
	message = g_mime_parser_construct_message(parser, NULL);
	if (message) {
		g_mime_message_foreach(message, text_decode, n_text);
		g_object_unref(message);
	}
	g_object_unref(parser);
	g_object_unref(stream);
	return message != NULL;
}

static double
seconds_since(clockid_t clock, const struct timespec *start)
{
	struct timespec now;

	clock_gettime(clock, &now);
	return (double)(now.tv_sec - start->tv_sec) + (double)(now.tv_nsec - start->tv_nsec) / 1e9;
}

int
main(int argc, char **argv)
{
	struct timespec wall, cpu;
	guint n = 0;
	gsize n_text = 0;

	g_mime_init();
	clock_gettime(CLOCK_MONOTONIC, &wall);
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &cpu);
	for (int i = 1; i < argc; i++)
		n += file_parse(argv[i], &n_text);
	printf("messages %u text_bytes %zu wall_s %.3f cpu_s %.3f\n", n, n_text,
	    seconds_since(CLOCK_MONOTONIC, &wall), seconds_since(CLOCK_PROCESS_CPUTIME_ID, &cpu));
	g_mime_shutdown();
	return 0;
}
