[#include "/common/facts.ftl"]
#!/usr/bin/env bash
# Restores a backup into an empty database and compares it with the original, table by table:
#   scripts/restore-drill BACKUP.dump     a dump from the object store
#   scripts/restore-drill                 makes one now, of the database that PG* names
# PGHOST, PGPORT, PGUSER, PGPASSWORD and PGDATABASE name the original (dragoncode env prints the emulator's). The copy is
# made beside it under another name and dropped at the end. Needs PostgreSQL's clients.
set -euo pipefail
cd "$(dirname "$0")/.."

: "${PGDATABASE:?names the original}"
copy="${PGDATABASE}_restore_drill"
work="$(mktemp -d)"
trap 'rm -rf "$work"; dropdb --if-exists "$copy"' EXIT

counts() {
  psql --dbname "$1" --no-psqlrc --tuples-only --no-align --field-separator ' ' --command "
    SELECT table_schema || '.' || table_name,
           (xpath('/row/c/text()', query_to_xml(format('SELECT count(*) AS c FROM %I.%I', table_schema, table_name), false, true, '')))[1]
    FROM information_schema.tables
    WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')
    ORDER BY 1"
}

started="$(date +%s)"
dump="${1:-$work/now.dump}"
if [[ $# -eq 0 ]]; then
  pg_dump --format=custom --no-owner --file "$dump"
fi
dropdb --if-exists "$copy"
createdb "$copy"
pg_restore --exit-on-error --no-owner --no-privileges --dbname "$copy" "$dump"
seconds=$(($(date +%s) - started))

counts "$copy" >"$work/copy.txt"
if [[ ! -s "$work/copy.txt" ]]; then
  echo "The backup holds no table." >&2
  exit 1
fi
cat "$work/copy.txt"
result="$(wc -l <"$work/copy.txt" | tr -d ' ') tables, restored in ${seconds} s"
if [[ $# -eq 0 ]]; then
  counts "$PGDATABASE" >"$work/original.txt"
  diff "$work/original.txt" "$work/copy.txt" || { echo "The copy differs." >&2; exit 1; }
  result="$result, equal to the original"
fi
echo "Restored: $result"
[#if has.operations]
echo "| $(date -u +%F) | a backup is restored | $(git config user.name || id --user --name) | $result |" >>docs/drills.md
[/#if]
