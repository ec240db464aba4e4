/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * purser-reader with an eye: the same reader in the same sandbox, which can read scans and photos too.
 *
 * A program of its own, so that ordinary mail pays nothing for tesseract. The reader pool starts it when the first
 * picture of a page comes.
 */
#include "purser/eye.h"
#include "purser/pen.h"
#include "purser/document.h"
#include "purser/reader.h"

#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>

/* tesseract's threads are set by what the environment holds when the program is loaded; in the sandbox there are
 * none. */
#define ONE_THREAD "OMP_THREAD_LIMIT"

int
main(int argc, char **argv)
{
	const char *limit = getenv(ONE_THREAD);

	if (!limit || *limit != '1' || limit[1]) {
		setenv(ONE_THREAD, "1", 1);
		execv("/proc/self/exe", argv);
		return 1;
	}
	/* ordinary mail goes first */
	setpriority(PRIO_PROCESS, 0, 10);
	document_use_eye(&EYE_TESSERACT);
	reader_use_pen(&PEN_CAIRO);
	_exit(reader_main(
	    argc, argv)); /* not exit(): tesseract would complain of what the children still use */
}
