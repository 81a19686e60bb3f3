# Sourced: starts and stops a Host with a data folder of its own. Sets base_url, host_pid and work.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
host_dll=${HOST_DLL:-$root/artifacts/bin/Host/debug/SalesEngagement.Host.dll}
host_pid=""
work=$(mktemp -d "${TMPDIR:-/tmp}/engagement-XXXXXX")
chmod 755 "$work" # PostgreSQL runs under another account when we are root

# A port nobody listens on, below the range from which systems give ports away.
free_port() {
  local port
  while :; do
    port=$((20000 + RANDOM % 12000))
    (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || { echo "$port"; return; }
  done
}

base_url=http://127.0.0.1:$(free_port)
double_url=http://127.0.0.1:$(free_port)
export DOTNET_ENVIRONMENT=Development ASPNETCORE_URLS=$base_url Database__Folder=$work/pg Demo__TwilioUrl=$double_url

# wait_until <seconds> <what> <command…>: polls until the command succeeds.
wait_until() {
  local deadline=$((SECONDS + $1)) what=$2
  shift 2
  until "$@" >/dev/null 2>&1; do
    if ! kill -0 "$host_pid" 2>/dev/null; then echo "The Host ended." >&2; tail -n 40 "$work/host.log" >&2; return 1; fi
    if [ "$SECONDS" -ge "$deadline" ]; then echo "Gave up waiting: $what." >&2; tail -n 40 "$work/host.log" >&2; return 1; fi
    sleep 0.05
  done
}

# Starts the Host and waits until it is ready. Every start goes on in the same folder.
start_host() {
  (cd "$root/src/Host" && exec dotnet "$host_dll") >>"$work/host.log" 2>&1 </dev/null &
  host_pid=$!
  wait_until 60 "the Host to be ready" curl -sf "$base_url/health/ready"
}

# Ends the Host as a power cut would.
kill_host() {
  kill -KILL "$host_pid"
  wait "$host_pid" 2>/dev/null || true
}

# Stops what was started and removes the folder.
stop_host() {
  if [ -n "$host_pid" ] && kill -TERM "$host_pid" 2>/dev/null; then wait "$host_pid" 2>/dev/null || true; fi
  host_pid=""
  rm -rf "$work"
}
trap stop_host EXIT
