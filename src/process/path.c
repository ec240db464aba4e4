/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where the helper programs are: PURSER_LIBEXEC (tests, unusual installations), else beside the running
 * program (a build folder), else the installed directory.
 */
#include "purser/process.h"

#include <unistd.h>

char *
helper_program_path(const char *name)
{
	const char *folder = g_getenv("PURSER_LIBEXEC");
	g_autofree char *self = NULL, *beside = NULL, *own_folder = NULL;

	if (folder && *folder)
		return g_build_filename(folder, name, NULL);
	self = g_file_read_link("/proc/self/exe", NULL);
	if (self) {
		own_folder = g_path_get_dirname(self);
		beside = g_build_filename(own_folder, name, NULL);
		if (access(beside, X_OK) == 0)
			return g_steal_pointer(&beside);
	}
	return g_build_filename(PURSER_LIBEXECDIR, name, NULL);
}
