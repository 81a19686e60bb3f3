#!/usr/bin/env bash
# Runs a command against a Host that is started for it in a fresh folder, and stopped afterwards.
# The command sees BASE_URL and DOUBLE_URL.
#   ops/with-host.sh ops/tour.sh
set -euo pipefail
source "$(dirname "$0")/host.sh"
start_host || exit 1
code=0
BASE_URL=$base_url DOUBLE_URL=$double_url "$@" || code=$?
[ "$code" -eq 0 ] || tail -n 60 "$work/host.log"
exit "$code"
