# Test, lint, bench, demo and install targets; included by the Makefile.

.PHONY: deps test check-unit lint demo bench accuracy fuzz install clean

# tests/tools/run-tests builds what it needs under build/test and build/san.
test:
	@tests/tools/install-packages test
	@tests/tools/run-tests $(STAGES)

# One room's unit tests: make check-unit ROOM=message
check-unit: $(if $(ROOM),$(filter $(BUILD)/unit/$(ROOM)/%,$(UNIT)),$(UNIT))
	@fail=0; for t in $^; do echo "== $$t"; $$t || fail=1; done; exit $$fail

demo:
	@tests/tools/install-packages build
	@$(MAKE) --no-print-directory -s -j$$(nproc) all
	@PURSER_BUILD=$(BUILD) $(PYTHON) tests/demo/demo.py

bench:
	@tests/tools/install-packages bench
	@$(MAKE) --no-print-directory -s -j$$(nproc) all bench-programs
	@PURSER_BUILD=$(BUILD) $(PYTHON) tests/bench/bench.py $(ONLY)

# How well orders, and facts of the finance map, are read: on documents of our own making (tests/reading, tests/map), and on a labelled corpus with its own scorer
# where one is given: make accuracy CORPUS=DIR SCORE=FILE
accuracy: all
	$(PYTHON) tests/reading/score.py --program $(BUILD)/purser $(READING_ARGS)
	$(PYTHON) tests/map/score.py --program $(BUILD)/purser $(MAP_ARGS)
	$(PYTHON) tests/promise/score.py --program $(BUILD)/purser $(PROMISE_ARGS)
	$(PYTHON) tests/notice/score.py --program $(BUILD)/purser $(NOTICE_ARGS)
ifneq ($(CORPUS),)
	$(PYTHON) $(or $(SCORE),$(CORPUS)/../score/score.py) --corpus $(CORPUS) --list $(CORPUS)/dev.txt --split dev --program $(BUILD)/purser --jobs 2 $(SCORE_ARGS)
endif

# Small programs that the benchmarks compare with: tests/bench/NAME.c; each names its rooms in BENCH_NAME.
BENCH_SRC := $(sort $(wildcard tests/bench/*.c))
BENCH_USES_store_rate := store
BENCH_USES_gmime_loop := message
BENCH_USES_read_loop := reader
define bench_rules
$$(BUILD)/obj/tests/bench/$1.o: CPPFLAGS_ROOM := $$(call pkg_cflags,$$(call pkgs,$$(call closure,$$(BENCH_USES_$1))))
$$(BUILD)/bench/$1: $$(BUILD)/obj/tests/bench/$1.o $$(foreach r,$$(call closure,$$(BENCH_USES_$1)),$$(BUILD)/lib/$$r.a)
	@mkdir -p $$(@D)
	@$$(CC) $$(LDFLAGS_ALL) -o $$@ $$< -Wl,--start-group $$(filter %.a,$$^) -Wl,--end-group \
		$$(call pkg_libs,$$(call pkgs,$$(call closure,$$(BENCH_USES_$1)))) -lm
endef
$(foreach b,$(BENCH_SRC:tests/bench/%.c=%),$(eval $(call bench_rules,$b)))
.PHONY: bench-programs
bench-programs: $(BENCH_SRC:tests/bench/%.c=$(BUILD)/bench/%)

# libFuzzer targets: tests/fuzz/NAME.c; each names its rooms in FUZZ_USES, and what the linker puts aside in FUZZ_WRAPS.
#   make fuzz SECONDS=60 [ONLY="html pdf"] [JOBS=2]      docs/READING.md, "Fuzzing"
FUZZ_SRC := $(sort $(wildcard tests/fuzz/*.c))
FUZZ := $(FUZZ_SRC:tests/fuzz/%.c=%)
FUZZ_USES_edi := document
FUZZ_USES_finding := finding
FUZZ_USES_html := document finding
FUZZ_USES_mail := message document finding
FUZZ_USES_office := document
FUZZ_USES_ole := document
FUZZ_USES_pdf := document finding
FUZZ_USES_picture := eye
FUZZ_USES_read := reader
FUZZ_USES_report := reader
FUZZ_USES_rtf := document
FUZZ_USES_server := mailbox delivery
FUZZ_USES_small := config directory document finding mailbox
FUZZ_USES_text := document finding
FUZZ_USES_wire := reader fetcher delivery
FUZZ_USES_wrapped := document
FUZZ_USES_xml := document
FUZZ_USES_zip := document
FUZZ_WRAPS_server := stream_open server_secret
FUZZ_WRAPS_wire := nursery_start nursery_fork nursery_free
wraps = $(foreach w,$1,-Wl,--wrap=$w)
define fuzz_rules
$$(BUILD)/obj/tests/fuzz/$1.o: CPPFLAGS_ROOM := $$(call pkg_cflags,$$(call pkgs,$$(call closure,$$(FUZZ_USES_$1) finding))) -Isrc
$$(BUILD)/fuzz/$1: $$(BUILD)/obj/tests/fuzz/$1.o $$(foreach r,$$(call closure,$$(FUZZ_USES_$1) finding),$$(BUILD)/lib/$$r.a)
	@mkdir -p $$(@D)
	@echo "  LINK $$@"
	@$$(CC) $$(LDFLAGS_ALL) -fsanitize=fuzzer $$(call wraps,$$(FUZZ_WRAPS_$1)) -o $$@ $$< -Wl,--start-group $$(filter %.a,$$^) -Wl,--end-group \
		$$(call pkg_libs,$$(call pkgs,$$(call closure,$$(FUZZ_USES_$1) finding))) -lm
endef
$(foreach f,$(FUZZ),$(eval $(call fuzz_rules,$f)))

# Compiled with the tests, so that they follow the rooms they call.
.PHONY: fuzz-objects
fuzz-objects: $(FUZZ:%=$(BUILD)/obj/tests/fuzz/%.o)

# Seeds come out of the unit tests: linked once more, with a catcher before the readers.
CATCH_SRC := $(filter tests/unit/document/% tests/unit/message/% tests/unit/finding/% tests/unit/directory/import.c tests/unit/config/% \
	tests/unit/mailbox/faulty.c tests/unit/mailbox/uid_set.c tests/unit/delivery/% tests/unit/fetcher/faulty.c \
	tests/unit/reader/examine.c tests/unit/reader/wrapped.c tests/unit/reader/json.c tests/unit/reader/pool.c,$(UNIT_SRC))
CATCH_WRAPS := document_read document_unwrap message_parse message_peel config_parse directory_import_csv auth_results_parse \
	uid_set_parse report_pack g_variant_new_from_bytes recv stream_wrap
$(BUILD)/obj/tests/fuzz/seeds/catch.o: CPPFLAGS_ROOM := $(call pkg_cflags,$(PKGS_base))
define catch_rules
$$(BUILD)/catch/$(1:tests/unit/%.c=%): $$(BUILD)/obj/$1.o $$(BUILD)/obj/tests/fuzz/seeds/catch.o \
		$$(foreach r,$$(call closure,$2 reader config directory mailbox),$$(BUILD)/lib/$$r.a)
	@mkdir -p $$(@D)
	@$$(CC) $$(LDFLAGS_ALL) $$(call wraps,$$(CATCH_WRAPS)) -o $$@ $$(filter %.o,$$^) -Wl,--start-group $$(filter %.a,$$^) -Wl,--end-group \
		$$(call pkg_libs,cmocka $$(call pkgs,$$(call closure,$2 reader config directory mailbox))) -lm
endef
$(foreach t,$(CATCH_SRC),$(eval $(call catch_rules,$t,$(word 3,$(subst /, ,$t)))))

.PHONY: fuzz-programs catch-programs
fuzz-programs: $(FUZZ:%=$(BUILD)/fuzz/%)
catch-programs: all $(CATCH_SRC:tests/unit/%.c=$(BUILD)/catch/%)
fuzz:
	@tests/tools/install-packages test
	@tests/tools/fuzz $(if $(SECONDS),--seconds $(SECONDS)) $(if $(JOBS),--jobs $(JOBS)) $(ONLY)

# Every source through cppcheck and clang-tidy, and a build with clang.
LINT_SRC := $(sort $(wildcard src/*/*.c))
lint:
	@tests/tools/install-packages test
	@tests/tools/rooms
	@clang-format --dry-run --Werror $(LINT_SRC) $(wildcard src/*/*.h include/purser/*.h tests/unit/*/*.c tests/bench/*.c)
	@$(MAKE) --no-print-directory -s -j$$(nproc) CC=clang BUILD=build/clang all unit
	@tests/tools/lint $(LINT_SRC)

install: all
	install -d $(DESTDIR)$(PREFIX)/sbin $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/libexec/purser \
		$(DESTDIR)$(PREFIX)/share/man/man1 $(DESTDIR)$(PREFIX)/share/man/man5 $(DESTDIR)$(PREFIX)/share/man/man8 \
		$(DESTDIR)$(PREFIX)/share/doc/purser $(DESTDIR)$(PREFIX)/share/purser/templates $(DESTDIR)$(PREFIX)/share/bash-completion/completions \
		$(DESTDIR)$(PREFIX)/lib/systemd/system $(DESTDIR)$(PREFIX)/lib/sysusers.d $(DESTDIR)$(PREFIX)/lib/tmpfiles.d \
		$(DESTDIR)$(SYSCONFDIR)/purser
	install -m 755 $(BUILD)/purserd $(DESTDIR)$(PREFIX)/sbin/
	install -m 755 $(BUILD)/purser $(DESTDIR)$(PREFIX)/bin/
	install -m 755 $(BUILD)/purser-reader $(BUILD)/purser-eye $(BUILD)/purser-fetcher $(BUILD)/purser-sender $(DESTDIR)$(PREFIX)/libexec/purser/
	install -m 644 docs/purser.1 $(DESTDIR)$(PREFIX)/share/man/man1/
	install -m 644 docs/purser.conf.5 $(DESTDIR)$(PREFIX)/share/man/man5/
	install -m 644 docs/purserd.8 $(DESTDIR)$(PREFIX)/share/man/man8/
	install -m 644 README.md LICENSE docs/*.md config/purser.conf.example $(DESTDIR)$(PREFIX)/share/doc/purser/
	install -m 644 $(TEMPLATES) $(DESTDIR)$(PREFIX)/share/purser/templates/
	install -m 644 config/purser.bash-completion $(DESTDIR)$(PREFIX)/share/bash-completion/completions/purser
	sed 's#/usr/sbin/#$(PREFIX)/sbin/#' systemd/purserd.service > $(DESTDIR)$(PREFIX)/lib/systemd/system/purserd.service
	install -m 644 systemd/purser.sysusers $(DESTDIR)$(PREFIX)/lib/sysusers.d/purser.conf
	install -m 644 systemd/purser.tmpfiles $(DESTDIR)$(PREFIX)/lib/tmpfiles.d/purser.conf

clean:
	rm -rf $(BUILD)

# Letters as others see them: valid HTML, a spam filter, pictures. Needs a browser, so it is no part of `make test`.
.PHONY: letters-check
letters-check:
	@tests/tools/install-packages letters
	@tests/tools/letters-check

# tests/golden/letters as the letters are now; look at the difference before it is committed.
.PHONY: letters-golden
letters-golden:
	@PURSER_GOLDEN=write $(MAKE) --no-print-directory -s check-unit ROOM=letter
	@git --no-pager diff --stat -- tests/golden/letters
