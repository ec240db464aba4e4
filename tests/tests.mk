# Test, lint, bench, demo and install targets; included by the Makefile.

.PHONY: deps test check-unit lint demo bench accuracy install clean

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
ifneq ($(CORPUS),)
	$(PYTHON) $(or $(SCORE),$(CORPUS)/../score/score.py) --corpus $(CORPUS) --list $(CORPUS)/dev.txt --split dev --program $(BUILD)/purser --jobs 2 $(SCORE_ARGS)
endif

# Small programs that the benchmarks compare with: tests/bench/NAME.c; each names its rooms in BENCH_NAME.
BENCH_SRC := $(sort $(wildcard tests/bench/*.c))
BENCH_USES_store_rate := store
BENCH_USES_gmime_loop := message
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

# tests/golden/letters as the letters are now; look at the difference before it is committed.
.PHONY: letters-golden
letters-golden:
	@PURSER_GOLDEN=write $(MAKE) --no-print-directory -s check-unit ROOM=letter
	@git --no-pager diff --stat -- tests/golden/letters
