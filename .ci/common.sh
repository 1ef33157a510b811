# Shared by the scripts of this folder: places, messages, packages and background processes.
# Sourced, never run. Everything these scripts leave on a machine stands under $CI_HOME,
# Docker's own state and the installed packages aside.
# shellcheck shell=bash

CI_ROOT="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
CI_HOME="${DRAGONCODE_CI_HOME:-${XDG_CACHE_HOME:-$HOME/.cache}/dragoncode-ci}"
CI_REGISTRY="${DRAGONCODE_CI_REGISTRY:-127.0.0.1:5000}"
CI_RUN="$CI_HOME/run"
export CI_ROOT CI_HOME CI_REGISTRY CI_RUN
mkdir -p "$CI_RUN"

# The administrator's tools (dockerd, debootstrap, iptables) are not on every user's PATH.
PATH="$PATH:/usr/local/sbin:/usr/sbin:/sbin"

say() { printf '[ci] %s\n' "$*" >&2; }

die() {
  printf '[ci] %s\n' "$*" >&2
  exit 1
}

as_root() {
  if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo -n "$@"; fi
}

# install_packages NAME...: installs those that are missing, starting none of their services.
install_packages() {
  local name missing=()
  for name in "$@"; do
    if [ "$(dpkg-query -W -f='${db:Status-Status}' "$name" 2>/dev/null)" != installed ]; then
      missing+=("$name")
    fi
  done
  if [ "${#missing[@]}" -eq 0 ]; then return; fi
  command -v apt-get >/dev/null || die "Please install by hand: ${missing[*]} (no apt-get here)"
  say "installing ${missing[*]}"
  # Slim images lack it, and the alternatives of Debian's Java packages fail without it.
  as_root mkdir -p /usr/share/man/man1
  local policy=/usr/sbin/policy-rc.d own_policy=false
  if [ ! -e "$policy" ]; then
    own_policy=true
    printf '#!/bin/sh\nexit 101\n' | as_root tee "$policy" >/dev/null
    as_root chmod 755 "$policy"
  fi
  local log="$CI_RUN/apt.log" result=0
  {
    as_root apt-get -qq update \
      && as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -y --no-install-recommends install "${missing[@]}"
  } </dev/null >"$log" 2>&1 || result=$?
  if $own_policy; then as_root rm -f "$policy"; fi
  if [ "$result" -ne 0 ]; then
    tail -20 "$log" >&2
    die "apt-get could not install ${missing[*]} (all of its output: $log)"
  fi
}

# wait_for SECONDS WHAT COMMAND...: polls until the command succeeds.
wait_for() {
  local seconds="$1" what="$2" deadline
  shift 2
  deadline=$((SECONDS + seconds))
  until "$@" >/dev/null 2>&1; do
    if [ "$SECONDS" -ge "$deadline" ]; then
      say "$what did not answer within $seconds s"
      return 1
    fi
    sleep 0.2
  done
}

# started NAME: whether the process that `start NAME` recorded is alive and still that program.
started() {
  local pid program
  { read -r pid program <"$CI_RUN/$1.pid"; } 2>/dev/null || return 1
  [ "$(cat "/proc/$pid/comm" 2>/dev/null)" = "$program" ]
}

ended() { ! started "$1"; }

# start NAME COMMAND...: runs a program in the background, in a session of its own, output to a log.
start() {
  local name="$1"
  shift
  local program
  program="$(basename "$1")"
  # shellcheck disable=SC2016 # expanded by the inner shell, whose pid is the program's after exec
  as_root setsid --fork sh -c 'echo "$$ $1" >"$0"; shift; exec "$@"' "$CI_RUN/$name.pid" "${program:0:15}" "$@" \
    </dev/null >"$CI_RUN/$name.log" 2>&1
}

# stop NAME: ends what `start NAME` began, politely first; quiet when there is nothing to stop.
stop() {
  local name="$1" pid
  if started "$name"; then
    read -r pid _ <"$CI_RUN/$name.pid"
    say "stopping $name ($pid)"
    as_root kill -TERM "$pid" || true
    if ! wait_for 40 "the end of $name" ended "$name"; then
      as_root kill -KILL "$pid" || true
    fi
  fi
  as_root rm -f "$CI_RUN/$name.pid"
}
