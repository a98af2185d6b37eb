#!/usr/bin/env bash
# A desk on an empty Debian (12 or newer): system user, program, services, TLS, passphrase, timers. README.md beside it says what comes before and after.
#   deploy/install.sh desk.organisation.example you@organisation.example "Beograd" RS
#   deploy/install.sh desk.organisation.example        where a desk comes back from its backup: before that, and after it
# Cut short, it is run again: what is there already is left as it is.
set -euo pipefail
umask 022

if [ $# -ne 4 ] && [ $# -ne 1 ]; then
  echo "usage: deploy/install.sh NAME [EMAIL OFFICE RS|MK|BA|ME]" >&2
  exit 2
fi
name=$1 email=${2:-} office=${3:-} country=${4:-}
services=(litigation-agent.service litigation.socket litigation-desk@1.service
  litigation-backup.timer litigation-checkpoint.timer litigation-reminders.timer)
program=/opt/litigation instance=/var/lib/litigation backups=/var/backups/litigation
desk=/usr/local/sbin/litigation # on PostgreSQL the owner's address is in the environment of whoever runs this

refuse() {
  echo "$1" >&2
  exit 1
}

[ "$(id -u)" -eq 0 ] || refuse "Run this as root."
[ "$(cd "$(dirname "$0")/.." && pwd)" = $program ] || refuse "The program must lie in $program: git clone … $program"

apt-get update -qq
DEBIAN_FRONTEND=noninteractive apt-get install -y -qq caddy git gnupg make python3 python3-venv sqlite3 >/dev/null
id litigation >/dev/null 2>&1 || useradd --system --home-dir $instance --no-create-home --shell /usr/sbin/nologin litigation
make -s -C $program setup
chmod -R go+rX $program # also where it was fetched by somebody whose files are hers alone
ln -sfn $program/deploy/litigation $desk
install -d -o litigation -g litigation -m 0700 $instance $backups
install -d -m 0755 /etc/litigation
[ -e /etc/litigation/desk.env ] || install -m 0600 /dev/null /etc/litigation/desk.env
cp -r $program/deploy/systemd/. /etc/systemd/system/
systemctl daemon-reload || true # in a root that is only being built there is nothing to reload

if ! grep -qF "$name {" /etc/caddy/Caddyfile 2>/dev/null; then
  [ ! -e /etc/caddy/Caddyfile ] || cp /etc/caddy/Caddyfile /etc/caddy/Caddyfile.before
  sed "s/desk\.organisation\.example/$name/" $program/deploy/Caddyfile >/etc/caddy/Caddyfile
fi
systemctl enable "${services[@]}" caddy.service

if [ -z "$email" ] && ! [ -e $instance/keys/keyring.json ]; then
  echo "Bring the desk back now (docs/continuity.md): litigation restore …   Then run this again."
  exit 0
fi
if ! [ -e $instance/keys/keyring.json ]; then
  read -rsp "A passphrase for the desk (six words, 20 letters at least): " words && echo
  read -rsp "Once more: " again && echo
  [ "$words" = "$again" ] || refuse "The two are not the same; nothing was set up. Run this again."
  link=$(LITIGATION_NEW_PASSPHRASE=$words $desk init --root-key passphrase \
    --origin "https://$name" --email "$email" --office "$office" --country "$country")
  echo "Your link, for the next 72 hours and for you alone (lost: litigation users appoint, with another address):"
  echo "$link"
fi
systemctl restart "${services[@]}" caddy.service
if [ -n "${words:-}" ]; then
  for _ in $(seq 50); do
    [ -S $instance/run/agent.sock ] && break
    sleep 0.2
  done
  LITIGATION_PASSPHRASE=$words $desk keys unlock || true
fi
echo "The desk answers at https://$name; if it is locked, unlock it at https://$name/unlock."
