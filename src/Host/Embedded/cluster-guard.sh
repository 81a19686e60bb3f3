# Owns one cluster: starts PostgreSQL and stops it when the last Host has gone, however it went.
# Every Host holds a shared lock on hosts.lock while it lives; the kernel releases it even after SIGKILL.
# Whoever holds guard.lock is the guard; a second one leaves at once.
# usage: sh -c <this> cluster-guard <bin> <folder> <locale>
bin=$1 folder=$2 locale=$3 data=$2/data
trap '' INT TERM HUP
exec 8<"$folder/guard.lock" 9<"$folder/hosts.lock"

lock() { # fd, then n to give up when somebody else has it
    if command -v flock >/dev/null; then flock -x ${2:+-n} "$1"; return; fi
    perl -e 'open(my $f, "<&=", $ARGV[0]) && flock($f, $ARGV[1] ? 6 : 2) or exit 1' "$1" "$2"
}

running() { # is the process named in postmaster.pid really this cluster's? its number may have gone to a stranger
    pid=$(head -n 1 "$data/postmaster.pid" 2>/dev/null) || return 1
    [ -n "$pid" ] && kill -0 "$pid" 2>/dev/null || return 1
    if [ -d /proc/self ]; then [ "$(readlink "/proc/$pid/cwd")" = "$data" ]; return; fi
    case $(ps -o comm= -p "$pid") in *postgres*) ;; *) return 1 ;; esac
}

clear_away() { # what a killed PostgreSQL left; its workers end by themselves, and must have before another starts
    tries=0
    while readlink /proc/[0-9]*/cwd 2>/dev/null | grep -qxF "$data" && [ $((tries += 1)) -lt 300 ]; do sleep 0.1; done
    rm -f "$data/postmaster.pid" "$folder"/s/.s.PGSQL.*
}

lock 8 n || exit 0
exec </dev/null >>"$folder/guard.log" 2>&1

if [ ! -d "$data" ]; then # made aside and renamed: a killed initdb leaves no half cluster
    rm -rf "$folder/new"
    "$bin/initdb" -D "$folder/new" -U postgres -A trust -E UTF8 "--locale=$locale" 8<&- 9<&- || exit 1
    echo "include '../settings.conf'" >>"$folder/new/postgresql.conf"
    mv "$folder/new" "$data" || exit 1
fi

if ! running; then
    clear_away
    "$bin/pg_ctl" start -w -t 60 -s -D "$data" -l "$folder/start.log" 8<&- 9<&- || exit 1
fi

lock 9 8<&- # a killed guard's waiting child must not keep the next guard out
! running || "$bin/pg_ctl" stop -w -t 60 -s -m fast -D "$data"
