#!/usr/bin/env bash
# Adds a migration of the given name for both databases: ./migrate.sh AddSomething
set -euo pipefail
cd "$(dirname "$0")"
dotnet tool restore
for store in Sqlite Postgres; do
  dotnet ef migrations add "$1" --project api/Features --context "${store}Db" --output-dir "Storage/Migrations/$store"
done
