# Sourced: starts and stops a Host with a data folder of its own, and a Twilio double of its own.
# The double is a process apart, as Twilio is: it goes on while a killed Host is away.
# Sets base_url, double_url, host_pid, double_pid and work (a folder that stop_all removes).

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
configuration=${CONFIGURATION:-debug}
host_pid="" double_pid=""

# A port nobody listens on, below the range from which the system gives ports away.
free_port() {
  local port
  while :; do
    port=$((20000 + RANDOM % 12000))
    (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || { echo "$port"; return; }
  done
}

# wait_until <seconds> <what> <command…>: polls until the command succeeds.
wait_until() {
  local deadline=$((SECONDS + $1)) what=$2
  shift 2
  until "$@" >/dev/null 2>&1; do
    [ "$SECONDS" -lt "$deadline" ] || { echo "Gave up waiting: $what." >&2; return 1; }
    sleep 0.1
  done
}

work=$(mktemp -d "${TMPDIR:-/tmp}/engagement-XXXXXX")
chmod 755 "$work" # PostgreSQL runs as another user when we are root
