/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * filter - the system calls of a reader, as a table, compiled to BPF once
 *
 * libseccomp takes tens of milliseconds to build a filter, so the prepared parent does it; a child only
 * installs it.
 */
#pragma once

#include "purser/base.h"

#include <linux/filter.h>

/* Sanitizers need a few calls more, and may not be killed while they write their report. */
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define FILTER_SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) || __has_feature(memory_sanitizer)
#define FILTER_SANITIZED 1
#endif
#endif
#ifndef FILTER_SANITIZED
#define FILTER_SANITIZED 0
#endif

/* The program lives as long as the process. */
gboolean filter_build(struct sock_fprog *out, GError **error);
