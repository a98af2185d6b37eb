#!/usr/bin/env bash
# Brings the desk to a version: deploy/upgrade.sh v0.4.0. Backup, stop, program, tables, start, look (docs/upgrading.md).
# Where the newer program cannot be installed, or the tables not be changed, the one that was here before serves again.
set -euo pipefail
umask 022

to=${1:?usage: deploy/upgrade.sh VERSION, for example v0.4.0}
program=/opt/litigation backups=/var/backups/litigation
services=(litigation.socket 'litigation-desk@*.service')
git=(git -C $program)
desk=$program/deploy/litigation # on PostgreSQL the owner's address is in the environment of whoever runs this
program_of() { # each step only after the one before, also where its failure is met
  "${git[@]}" checkout --quiet "$1" &&
    make -s -C $program setup &&
    cp -r $program/deploy/systemd/. /etc/systemd/system/ &&
    systemctl daemon-reload
}

before=$("${git[@]}" rev-parse HEAD)
running=$(systemctl list-units --plain --no-legend --state=running 'litigation-desk@*.service' | awk '{print $1}') || true
"${git[@]}" fetch --quiet --tags
# the signed words must bear this very name: an older version that somebody lays under a newer one's name is well signed too
[ "$("${git[@]}" verify-tag --format='%(tag)' "$to")" = "$to" ] ||
  { echo "$to is not here, or nobody signed it under this name whose key is known here. Nothing was changed." >&2; exit 1; }
if [ "$("${git[@]}" rev-parse "$to^{commit}")" != "$before" ] && "${git[@]}" merge-base --is-ancestor "$to" "$before"; then
  echo "$to is older than what runs here. Nothing was changed. The way back is a backup of then (docs/continuity.md)." >&2
  exit 1
fi
$desk backup $backups --prune --keep 7,5,12
systemctl stop "${services[@]}"
if ! { program_of "$to" && $desk init --upgrade; }; then
  echo "The tables are as they were; back to the program that was here before." >&2
  program_of "$before" || true
  # shellcheck disable=SC2086
  systemctl start litigation.socket $running
  exit 1
fi
# shellcheck disable=SC2086
systemctl start litigation.socket $running
$desk doctor || true
