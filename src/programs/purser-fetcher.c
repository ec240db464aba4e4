/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "purser/fetcher.h"

int
main(int argc, char **argv)
{
	return fetcher_main(argc, argv);
}
