#!/usr/bin/env bash
# Runs a command against a Host that is started for it in a fresh folder, and stopped afterwards.
# The command sees BASE_URL, DOUBLE_URL and HOST_DLL, whose verbs find the same installation.
#   ops/with-host.sh ops/tour.sh
set -euo pipefail
source "$(dirname "$0")/host.sh"
start_host || exit 1
code=0
BASE_URL=$base_url DOUBLE_URL=$double_url HOST_DLL=$host_dll "$@" || code=$?
[ "$code" -eq 0 ] || tail -n 60 "$work/host.log"
exit "$code"
