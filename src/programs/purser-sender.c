/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "purser/delivery.h"

int
main(int argc, char **argv)
{
	return delivery_main(argc, argv);
}
