#!/usr/bin/env bash
# Kills a Host with SIGKILL in the midst of a rep's day, starts it again, and checks that the day goes on as if nothing
# had been: one contact, one call, one dial at the carrier, its end, its recording, the whole timeline.
#   ops/kill-tour.sh [rounds]
# The first rounds kill at chosen moments, further ones after a random time. All rounds share one folder.
set -euo pipefail
source "$(dirname "$0")/host.sh"
rounds=${1:-8}
moments=(requested in-progress completed contact ringing queued)
password=${DEMO_PASSWORD:-demo-password-2026}
token="" body="" killer=""

fail() {
  echo "kill-tour: FAILED: $*" >&2
  tail -n 60 "$work/host.log" >&2
  exit 1
}

# ask <method> <path> [json] [idempotency key]: leaves the answer in body; false without one, or when it is not a 2xx.
ask() {
  body=$(curl -sS --fail-with-body -m 10 -X "$1" "$base_url/api/v1$2" ${token:+-H "Authorization: Bearer $token"} \
    ${3:+-H 'Content-Type: application/json' -d "$3"} ${4:+-H "Idempotency-Key: $4"} 2>>"$work/client.log")
}

# insist <method> <path> …: sends again until it is answered, as clients do whose server may die under them. Whoever
# notices that the Host is dead starts it again.
insist() {
  local deadline=$((SECONDS + 60))
  until ask "$@"; do
    kill -0 "$host_pid" 2>/dev/null || restart
    [ "$SECONDS" -lt "$deadline" ] || fail "$1 $2 was never answered: $body"
    sleep 0.1
  done
}

field() { jq -r "$1" <<<"$body"; }

# until_true <path> <jq condition>
until_true() {
  local deadline=$((SECONDS + 60))
  while insist GET "$1"; [ "$(field "$2")" != true ]; do
    [ "$SECONDS" -lt "$deadline" ] || fail "GET $1 never became: $2. Last: $body"
    sleep 0.05
  done
}

restart() {
  wait "$host_pid" 2>/dev/null || true
  start_host || fail "the Host did not start again"
}

# kill_at <moment>: the cut, when this is the moment of the round.
kill_at() {
  [ "$moment" = "$1" ] || return 0
  kill_host
  restart
}

sign_in() {
  token=""
  insist POST /auth/login "$(jq -nc --arg password "$password" '{ email: "rep@demo.example", $password }')"
  token=$(field .accessToken)
}

# The statuses from the given one on: a status may be gone before we look.
reached() {
  printf '.status as $now | ["requested","queued","ringing","in-progress","completed"] | index($now) >= index("%s")' "$1"
}

# One day with one cut.
round() {
  local number contact call status
  number=+1415555$((RANDOM % 7000 + 2000))
  if [ "$moment" = random ]; then
    local pid=$host_pid after
    after=$(printf '%d.%03d' $((RANDOM % 6)) $((RANDOM % 1000)))
    (sleep "$after" && kill -KILL "$pid") 2>/dev/null &
    killer=$!
    moment="random, after $after s"
  fi

  insist POST /contacts "$(jq -nc --arg number "$number" '{
    firstName: "Kim", lastName: "Survivor", phones: [{ $number, label: "work" }], emails: [], tags: ["kill-tour"], fields: {}
    }')" "contact-$number"
  contact=$(field .id)
  kill_at contact

  insist POST /calls "{\"contactId\":\"$contact\"}" "call-$number"
  call=$(field .id)
  kill_at requested
  for status in queued ringing in-progress completed; do
    until_true "/calls/$call" "$(reached "$status")"
    kill_at "$status"
  done
  if [ -n "$killer" ]; then wait "$killer" || true; killer=""; fi

  until_true "/calls/$call" '.status == "completed" and .talkSeconds > 0 and any(.recordings[]; .state == "completed")'
  [ "$(field '.recordings | length')" = 1 ] || fail "the call has $(field '.recordings | length') recordings"
  # The same keys again: still one contact and one call.
  insist POST /calls "{\"contactId\":\"$contact\"}" "call-$number"
  [ "$(field .id)" = "$call" ] || fail "the same Idempotency-Key made a second call"
  until_true "/calls?contactId=$contact" ".items | length == 1 and .[0].id == \"$call\""
  until_true "/contacts/$contact/timeline" '[.items[].kind] | sort == ["call", "contact", "recording"]'

  body=$(curl -sS -m 10 "$double_url/double/calls")
  [ "$(field "[.[] | select(.to == \"$number\")] | length")" = 1 ] ||
    fail "the carrier was asked $(field "[.[] | select(.to == \"$number\")] | length") times to dial"
  echo "round $1: killed at: $moment; one contact, one call, one dial, one recording"
}

start_host || fail "the Host did not start"
sign_in
for ((number_of_round = 1; number_of_round <= rounds; number_of_round++)); do
  moment=${moments[number_of_round - 1]:-random}
  round "$number_of_round"
done
echo "kill-tour: ok"
