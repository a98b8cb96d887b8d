# Everyday commands, for https://just.systems. Each recipe is short enough to be typed without it.

# The list of recipes.
default:
    @just --list

# Fast: format, lint and test without PDF. Run it before every commit.
check: format-check lint test-fast

# Formats all code.
format:
    cargo fmt --all

format-check:
    cargo fmt --all --check

# The default members: everything except Typst.
lint:
    cargo clippy --all-targets --locked -- -D warnings

# All tests without PDF: one process for each test with nextest, plain cargo test without it.
test-fast:
    if cargo nextest --version >/dev/null 2>&1; then cargo nextest run --locked; else cargo test --locked; fi

# All tests, with PDF (Typst builds for some minutes the first time).
test:
    cargo test --workspace --features kingsway/pdf --locked

# The documentation of all crates, in a browser.
doc:
    cargo doc --no-deps --locked --open

# What must pass before anything lands: installs what it needs (Debian), takes most of an hour on a clean machine.
ci:
    .ci/run

# One fuzz target for a minute, for instance `just fuzz csv`.
fuzz target seconds="60":
    checks/fuzz {{seconds}} {{target}}

# Whole processes, measured.
bench *arguments:
    bench/run {{arguments}}
