#!/bin/bash
# Makes the data, the database and its users on the first start, then becomes the server, never as root.
set -euo pipefail

case "${1:-}" in
  -*) set -- mariadbd "$@" ;;
esac
if [ "$1" != mariadbd ]; then exec "$@"; fi

if [ "$(id -u)" -eq 0 ]; then
  chown -R mysql:mysql /var/lib/mysql /run/mysqld
  exec setpriv --reuid=mysql --regid=mysql --init-groups "$0" "$@"
fi

# quoted VALUE: as it stands between single quotes of SQL.
quoted() {
  local text="${1//\\/\\\\}"
  printf "'%s'" "${text//\'/\'\'}"
}

if [ ! -d /var/lib/mysql/mysql ]; then
  : "${MARIADB_ROOT_PASSWORD:?is needed to make the data}"
  mariadb-install-db --datadir=/var/lib/mysql --auth-root-authentication-method=normal \
    --skip-test-db --skip-name-resolve >/dev/null
  {
    printf 'FLUSH PRIVILEGES;\n'
    printf "CREATE USER 'root'@'%%' IDENTIFIED BY %s;\n" "$(quoted "$MARIADB_ROOT_PASSWORD")"
    printf "GRANT ALL ON *.* TO 'root'@'%%' WITH GRANT OPTION;\n"
    printf "DROP USER 'root'@'localhost';\n"
    if [ -n "${MARIADB_DATABASE:-}" ]; then
      printf 'CREATE DATABASE `%s`;\n' "$MARIADB_DATABASE"
    fi
    if [ -n "${MARIADB_USER:-}" ] && [ "$MARIADB_USER" != root ]; then
      printf "CREATE USER %s@'%%' IDENTIFIED BY %s;\n" "$(quoted "$MARIADB_USER")" "$(quoted "${MARIADB_PASSWORD:-}")"
      if [ -n "${MARIADB_DATABASE:-}" ]; then
        printf "GRANT ALL ON \`%s\`.* TO %s@'%%';\n" "$MARIADB_DATABASE" "$(quoted "$MARIADB_USER")"
      fi
    fi
  } | mariadbd --bootstrap --datadir=/var/lib/mysql --character-set-server=utf8mb4 --log-warnings=0
fi
unset MARIADB_ROOT_PASSWORD MARIADB_PASSWORD

shift
exec mariadbd --datadir=/var/lib/mysql --bind-address=0.0.0.0 --character-set-server=utf8mb4 "$@"
