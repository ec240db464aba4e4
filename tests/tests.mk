# Test, lint, bench, demo and install targets; included by the Makefile.

.PHONY: deps test check-unit lint clean
deps:
	@tests/tools/install-packages

# One room's unit tests: make check-unit ROOM=message
check-unit: $(if $(ROOM),$(filter $(BUILD)/unit/$(ROOM)/%,$(UNIT)),$(UNIT))
	@fail=0; for t in $^; do echo "== $$t"; $$t || fail=1; done; exit $$fail

clean:
	rm -rf $(BUILD)
