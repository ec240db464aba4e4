/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Loads the character set converters of iconv that mail uses, for good: glibc keeps most of them in files of
 * their own, which a sandboxed reader cannot open. Once, in the prepared parent. */
void charset_warm(void);
