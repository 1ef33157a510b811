#!/bin/bash
# Makes the database cluster at the first start, then becomes the server, never as root.
set -euo pipefail

if [ "${1:0:1}" = - ]; then set -- postgres "$@"; fi
if [ "$1" != postgres ]; then exec "$@"; fi

if [ "$(id -u)" -eq 0 ]; then
  mkdir -p "$PGDATA"
  chmod 700 "$PGDATA"
  chown -R postgres "$PGDATA"
  exec setpriv --reuid=postgres --regid=postgres --init-groups "$0" "$@"
fi

user="${POSTGRES_USER:-postgres}"
database="${POSTGRES_DB:-$user}"
method="${POSTGRES_HOST_AUTH_METHOD:-scram-sha-256}"
if [ -n "${POSTGRES_PASSWORD_FILE:-}" ]; then POSTGRES_PASSWORD="$(cat "$POSTGRES_PASSWORD_FILE")"; fi

if [ ! -s "$PGDATA/PG_VERSION" ]; then
  if [ -z "${POSTGRES_PASSWORD:-}" ] && [ "$method" != trust ]; then
    echo 'POSTGRES_PASSWORD is empty: give the superuser a password' >&2
    exit 1
  fi
  authentication=(--auth-local=trust "--auth-host=$method")
  if [ -n "${POSTGRES_PASSWORD:-}" ]; then
    authentication+=("--pwfile=/dev/fd/3")
  fi
  # shellcheck disable=SC2086 # several arguments in one variable, as the official image takes them
  initdb --username="$user" --encoding=UTF8 --no-sync "${authentication[@]}" ${POSTGRES_INITDB_ARGS:-} \
    3< <(printf '%s\n' "${POSTGRES_PASSWORD:-}")
  printf 'host all all all %s\n' "$method" >>"$PGDATA/pg_hba.conf"

  shopt -s nullglob
  scripts=(/docker-entrypoint-initdb.d/*)
  if [ "$database" != postgres ] || [ "${#scripts[@]}" -gt 0 ]; then
    pg_ctl -D "$PGDATA" -w -o "-c listen_addresses='' -c fsync=off" start
    query=(psql -v ON_ERROR_STOP=1 --no-psqlrc --username "$user")
    if [ "$database" != postgres ]; then
      printf 'CREATE DATABASE :"name";\n' | "${query[@]}" --dbname postgres -v name="$database"
    fi
    for script in "${scripts[@]}"; do
      case "$script" in
        *.sql) "${query[@]}" --dbname "$database" -f "$script" ;;
        *.sql.gz) gunzip -c "$script" | "${query[@]}" --dbname "$database" ;;
        *.sh) POSTGRES_USER="$user" POSTGRES_DB="$database" bash "$script" ;;
      esac
    done
    pg_ctl -D "$PGDATA" -m fast -w stop
  fi
fi
unset POSTGRES_PASSWORD

shift
exec postgres -c listen_addresses='*' -c jit=off "$@"
