/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "purser/reader.h"

int
main(int argc, char **argv)
{
	return reader_main(argc, argv);
}
