#!/bin/sh
# Compiles this workspace's own packages with counters of what runs: cargo's RUSTC_WORKSPACE_WRAPPER.
exec "$@" -C instrument-coverage
