# purser - GNU make, one file, no recursion.
#
#   make            the programs, under build/
#   make demo       install what is missing, build, and show the main job on a private mail server
#   make test       install what is missing, and run every test; last line: N passed, N failed
#   make lint bench install clean
#
# A room is a folder of src/. SEES_room names the rooms that it may include; tests/tools/rooms checks it.
# CC=clang, BUILD=dir, SANITIZE=address,undefined and WERROR= may be set.

VERSION := 0.1.0
BUILD ?= build
PREFIX ?= /usr
SYSCONFDIR ?= /etc
DESTDIR ?=
SANITIZE ?=
WERROR ?= -Werror
OPT ?= -O2
PYTHON ?= /usr/bin/python3

ROOMS := base process config vault mailbox signin fetcher message eye document pen finding reader directory decision store \
	letter outbox delivery daemon cli

SEES_base :=
SEES_process :=
SEES_config :=
SEES_vault :=
SEES_mailbox := vault
SEES_signin := config mailbox vault
SEES_fetcher := config mailbox process signin vault
SEES_message :=
SEES_eye :=
SEES_document := eye message
SEES_finding := document message
SEES_pen := document eye message
SEES_reader := document eye finding message pen process vault
SEES_directory :=
SEES_decision := directory finding
SEES_store := decision directory finding
SEES_letter := decision finding store
SEES_outbox := process store vault
SEES_delivery := config mailbox process signin vault
SEES_daemon := config vault process signin fetcher reader finding directory decision store letter outbox delivery
SEES_cli := config vault process mailbox signin fetcher reader message eye document finding directory decision store \
	letter outbox delivery daemon

# The libraries that a room itself calls, as pkg-config names.
PKGS_base := glib-2.0 gobject-2.0
PKGS_vault := libsodium
PKGS_mailbox := libetpan gnutls
PKGS_message := gmime-3.0
PKGS_eye := tesseract lept cairo
PKGS_document := poppler-glib cairo libzip expat
PKGS_pen := cairo-ft fontconfig
PKGS_finding :=
PKGS_reader := libseccomp jansson
PKGS_directory := libpsl libidn2
PKGS_store := sqlite3
PKGS_letter := gmime-3.0
PKGS_daemon := libsystemd
PKGS_cli := jansson

# Each program is one file of src/programs and the rooms behind it.
PROGRAMS := purserd purser purser-reader purser-eye purser-fetcher purser-sender
USES_purserd := daemon
USES_purser := cli
USES_purser-reader := reader
USES_purser-eye := document eye pen reader
USES_purser-fetcher := fetcher
USES_purser-sender := delivery

# Programs that hold mail wipe memory before it goes back; a sanitizer's allocator does without.
PROGRAM_PARTS := wipe
WIPES := $(if $(SANITIZE),,purserd purser-fetcher purser-sender)

# Transitive closure of a list of rooms; base is always last.
closure = $(if $(filter-out $1,$(foreach r,$1,$(SEES_$r))),$(call closure,$(sort $1 $(foreach r,$1,$(SEES_$r)))),$(sort $1 base))
pkgs = $(sort $(foreach r,$1,$(PKGS_$r)))

WARN := -Wall -Wextra -Wshadow -Wconversion -Wno-sign-conversion -Wformat=2 -Wstrict-prototypes -Wmissing-prototypes \
	-Wold-style-definition -Wpointer-arith -Wundef -Wwrite-strings -Wvla -Wnull-dereference \
	-Wno-missing-field-initializers
HARDEN := -fPIE -fstack-protector-strong -fstack-clash-protection -fcf-protection
ifeq ($(SANITIZE),)
HARDEN += -D_FORTIFY_SOURCE=2
else
SAN := -fsanitize=$(SANITIZE) -fno-sanitize-recover=all -fno-omit-frame-pointer
OPT := -O1
endif
CPPFLAGS_ALL := -Iinclude -D_GNU_SOURCE -DPURSER_VERSION='"$(VERSION)"' -DG_LOG_DOMAIN='"purser"' \
	-DPURSER_LIBEXECDIR='"$(PREFIX)/libexec/purser"' -DPURSER_SYSCONFDIR='"$(SYSCONFDIR)"' \
	-DPURSER_DATADIR='"$(PREFIX)/share/purser"' $(CPPFLAGS)
CFLAGS_ALL := -std=gnu11 -g $(OPT) $(WARN) $(WERROR) $(HARDEN) $(SAN) $(CFLAGS)
LDFLAGS_ALL := -pie -Wl,-z,relro,-z,now -Wl,--as-needed $(SAN) $(LDFLAGS)

# libetpan's pkg-config file brings a specs file that turns PIE off: only its library names are taken.
pkg_cflags = $(shell pkg-config --cflags $1 2>/dev/null | sed 's/-specs=[^ ]*//g; s/-I\([^ ]*\)/-isystem \1/g')
pkg_libs = $(shell pkg-config --libs $1 2>/dev/null | sed 's/-specs=[^ ]*//g; s/-Wl,-z,[a-z]*//g')

.DEFAULT_GOAL := all
.PHONY: all
all: $(addprefix $(BUILD)/,$(PROGRAMS))

define room_rules
SRC_$1 := $$(sort $$(wildcard src/$1/*.c))
OBJ_$1 := $$(SRC_$1:%.c=$$(BUILD)/obj/%.o)
PCF_$1 := $$(call pkg_cflags,$$(call pkgs,$1 base))
$$(OBJ_$1): CPPFLAGS_ROOM := $$(PCF_$1) -Isrc/$1
$$(BUILD)/lib/$1.a: $$(OBJ_$1)
	@mkdir -p $$(@D)
	@rm -f $$@
	@ar rcs $$@ $$^
endef
$(foreach r,$(ROOMS),$(eval $(call room_rules,$r)))

# The letters' templates become part of the program, so that no letter is lost to a missing file.
TEMPLATES := $(sort $(wildcard config/templates/*.txt config/templates/*.html config/templates/*.subject))
$(BUILD)/gen/templates.c: $(TEMPLATES) Makefile
	@mkdir -p $(@D)
	@{ echo '#include "template.h"'; echo 'const struct template_file TEMPLATE_FILES[] = {'; \
	for f in $(TEMPLATES); do echo "{ \"$${f##*/}\","; sed 's/[\\"]/\\&/g; s/^/"/; s/$$/\\n"/' $$f; echo '},'; done; \
	echo '{ NULL, NULL } };'; } >$@
$(BUILD)/obj/gen/templates.o: $(BUILD)/gen/templates.c
	@mkdir -p $(@D)
	@echo "  CC   $<"
	@$(CC) $(CPPFLAGS_ALL) $(call pkg_cflags,glib-2.0) -Isrc/letter $(CFLAGS_ALL) -MMD -MP -c -o $@ $<
$(BUILD)/lib/letter.a: $(BUILD)/obj/gen/templates.o

define program_rules
OBJ_$1 := $$(BUILD)/obj/src/programs/$1.o
$$(OBJ_$1): CPPFLAGS_ROOM := $$(call pkg_cflags,$$(PKGS_base))
OBJ_$1 += $(if $(filter $1,$(WIPES)),$(BUILD)/obj/src/programs/wipe.o)
$$(BUILD)/$1: $$(OBJ_$1) $$(foreach r,$$(call closure,$$(USES_$1)),$$(BUILD)/lib/$$r.a)
	@echo "  LINK $$@"
	@$$(CC) $$(LDFLAGS_ALL) -o $$@ $$(filter %.o,$$^) -Wl,--start-group $$(filter %.a,$$^) -Wl,--end-group \
		$$(call pkg_libs,$$(call pkgs,$$(call closure,$$(USES_$1)))) -lm
endef
$(foreach p,$(PROGRAMS),$(eval $(call program_rules,$p)))

# A unit test is tests/unit/ROOM/NAME.c; it links its room and what that sees, and cmocka.
UNIT_SRC := $(sort $(wildcard tests/unit/*/*.c))
UNIT := $(UNIT_SRC:tests/unit/%.c=$(BUILD)/unit/%)
define unit_rules
$$(BUILD)/obj/$1.o: CPPFLAGS_ROOM := $$(call pkg_cflags,cmocka $$(call pkgs,$2 base)) -Isrc/$2 -DPURSER_TEST_BUILD='"$$(BUILD)"'
$$(BUILD)/unit/$(1:tests/unit/%.c=%): $$(BUILD)/obj/$1.o $$(foreach r,$$(call closure,$2),$$(BUILD)/lib/$$r.a)
	@mkdir -p $$(@D)
	@echo "  LINK $$@"
	@$$(CC) $$(LDFLAGS_ALL) -o $$@ $$< -Wl,--start-group $$(filter %.a,$$^) -Wl,--end-group \
		$$(call pkg_libs,cmocka $$(call pkgs,$$(call closure,$2))) -lm
endef
$(foreach t,$(UNIT_SRC),$(eval $(call unit_rules,$t,$(word 3,$(subst /, ,$t)))))
$(filter $(BUILD)/unit/fetcher/%,$(UNIT)): | $(BUILD)/purser-fetcher
$(UNIT_SRC:%.c=$(BUILD)/obj/%.c.o): $(BUILD)/obj/%.c.o: %.c
	@mkdir -p $(@D)
	@echo "  CC   $<"
	@$(CC) $(CPPFLAGS_ALL) $(CPPFLAGS_ROOM) $(CFLAGS_ALL) -MMD -MP -c -o $@ $<

$(BUILD)/obj/%.o: %.c
	@mkdir -p $(@D)
	@echo "  CC   $<"
	@$(CC) $(CPPFLAGS_ALL) $(CPPFLAGS_ROOM) $(CFLAGS_ALL) -MMD -MP -c -o $@ $<

-include $(shell find $(BUILD)/obj -name '*.d' 2>/dev/null)

.PHONY: unit
unit: $(UNIT)

include tests/tests.mk
