#!/usr/bin/env bash
# A rep's day against a running Host, the steps of docs/http/a-reps-day.http:
# sign in, add a contact, call it, watch the call to its recording, find all of it on the timeline.
#   ops/tour.sh [base url]
# Needs bash, curl and jq. Ends with "tour: ok", or says what was not as it should be and exits 1.
set -euo pipefail
base=${1:-${BASE_URL:-http://localhost:5080}}
password=${DEMO_PASSWORD:-demo-password-2026}
rep=${REP_EMAIL:-rep@demo.example}
admin=${ADMIN_EMAIL:-admin@demo.example}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
token="" body="" position=""

fail() { echo "tour: FAILED: $*" >&2; exit 1; }
step() { printf '%-50s' "$1"; }
done_with() { printf 'ok  %s\n' "${1:-}"; }

# ask <method> <path> [json]: leaves the answer in body and its X-Position in position.
ask() {
  local status
  status=$(curl -sS -o "$work/body" -D "$work/headers" -w '%{http_code}' -X "$1" "$base$2" \
    ${token:+-H "Authorization: Bearer $token"} ${3:+-H 'Content-Type: application/json' -d "$3"}) || fail "$1 $2: no answer"
  body=$(cat "$work/body")
  position=$(tr -d '\r' <"$work/headers" | sed -n 's/^x-position: //Ip')
  [[ $status == 2* ]] || fail "$1 $2 answered $status: $body"
}

# field <jq expression>: of the last answer.
field() { jq -r "$1" <<<"$body"; }

# until_true <seconds> <path> <jq condition>: asks again until the condition holds.
until_true() {
  local deadline=$((SECONDS + $1))
  while ask GET "$2"; [ "$(field "$3")" != true ]; do
    [ "$SECONDS" -lt "$deadline" ] || fail "GET $2 never became: $3. Last: $body"
    sleep 0.1
  done
}

sign_in() {
  token=""
  ask POST /api/v1/auth/login "$(jq -nc --arg email "$1" --arg password "$password" '{ $email, $password }')"
  token=$(field .accessToken)
}

step "sign in as the rep"
sign_in "$rep"
done_with "$(field '.user.roles | join(", ")')"

step "add a contact"
number=+1415555$((RANDOM % 7000 + 2000))
ask POST /api/v1/contacts "$(jq -nc --arg number "$number" '{
  firstName: "Ada", lastName: "Tour", title: "Head of Operations",
  phones: [{ $number, label: "work" }], emails: [{ address: "ada.tour@example.com", label: "work" }],
  timeZone: "America/Los_Angeles", tags: ["tour"], fields: {}, source: "tour" }')"
contact=$(field .id)
done_with "$contact"

step "find it in the list"
ask GET "/api/v1/contacts?tag=tour&sort=-createdAt&minPosition=$position"
[ "$(field "any(.items[]; .id == \"$contact\")")" = true ] || fail "the new contact is not in the list: $body"
done_with

step "call it"
ask POST /api/v1/calls "$(jq -nc --arg contactId "$contact" '{ $contactId }')"
call=$(field .id)
[ "$(field .status)" = requested ] || fail "a new call is $(field .status), not requested"
done_with "$call"

for status in ringing in-progress completed; do
  step "… $status"
  # A status may be gone before we look: later ones prove it too.
  until_true 30 "/api/v1/calls/$call" ".status as \$now | [\"requested\", \"queued\", \"ringing\", \"in-progress\", \"completed\"]
    | index(\$now) != null and index(\$now) >= index(\"$status\")"
  done_with
done

step "… talked"
[ "$(field '.talkSeconds > 0')" = true ] || fail "the completed call has no talkSeconds: $body"
done_with "$(field .talkSeconds) s"

step "… recorded"
until_true 30 "/api/v1/calls/$call" 'any(.recordings[]; .state == "completed")'
done_with "$(field '.recordings[0].seconds') s"

step "say how it went"
ask PUT "/api/v1/calls/$call/disposition" '{ "disposition": "interested", "note": "Wants a demo next week." }'
done_with

step "see contact, call and recording on the timeline"
until_true 10 "/api/v1/contacts/$contact/timeline?minPosition=$position" \
  "([.items[].kind] | any(startswith(\"contact\")) and any(. == \"call\") and any(. == \"recording\")) and any(.items[]; .callId == \"$call\")"
done_with "$(field '[.items[].kind] | join(", ")')"

step "projections have no lag"
sign_in "$admin"
until_true 10 /monitoring/projections '(.items | length > 0) and all(.items[]; .lagEvents == 0 and .state == "running")'
done_with "$(field '.items | length') shards"

# The verb looks at the installation of its settings; only who started the Host knows that it is the same one.
if [ -n "${HOST_DLL:-}" ]; then
  step "projections status says the same"
  dotnet "$HOST_DLL" projections status >"$work/status" || fail "projections status ended with $?"
  lags=$(awk -F'│' 'NF > 7 && $2 !~ /shard/ { gsub(/ /, "", $7); print $7 }' "$work/status")
  [ -n "$lags" ] && [ "$(sort -u <<<"$lags")" = 0 ] || fail "projections status shows lag: $(cat "$work/status")"
  done_with "$(wc -l <<<"$lags") shards"
fi

echo "tour: ok"
