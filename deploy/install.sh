#!/usr/bin/env bash
# A desk on an empty Debian (12 or newer): system user, program, services, TLS, passphrase, timers. README.md beside it says what comes before and after.
#   deploy/install.sh desk.organisation.example you@organisation.example "Beograd" RS
#   deploy/install.sh desk.organisation.example        where a desk comes back from its backup: before that, and after it
# Cut short, it is run again: what is there already is left as it is.
set -euo pipefail
umask 022

usage() {
  echo "usage: deploy/install.sh NAME [EMAIL OFFICE RS|MK|BA|ME]"
  echo "  NAME leads to this machine, for example desk.organisation.example; EMAIL is yours; OFFICE is where you work, in which country."
}
refuse() {
  echo "$1" >&2
  exit "${2:-1}"
}

case ${1:-} in -h | --help) usage && exit 0 ;; esac
[ $# -eq 4 ] || [ $# -eq 1 ] || refuse "$(usage)" 2
name=${1,,} email=${2:-} office=${3:-} country=${4:-}
[[ $name =~ ^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*$ ]] || refuse "“$name” is no name of a machine on the internet, for example desk.organisation.example" 2
if [ $# -eq 4 ]; then
  [[ $email =~ ^[^@[:space:]]+@[^@[:space:]]+$ ]] || refuse "“$email” is no e-mail address." 2
  [[ $office =~ [^[:space:]] ]] || refuse "The office has no name." 2
  [[ $country =~ ^(RS|MK|BA|ME)$ ]] || refuse "“$country” is none of the countries: RS, MK, BA or ME." 2
fi
program=/opt/litigation instance=/var/lib/litigation backups=/var/backups/litigation
desk=/usr/local/sbin/litigation # on PostgreSQL the owner's address is in the environment of whoever runs this
services=(litigation-agent.service litigation.socket litigation-desk@1.service
  litigation-backup.timer litigation-checkpoint.timer litigation-reminders.timer)
# with nginx instead (README.md) Caddy is left alone
[ -e /etc/systemd/system/litigation.socket.d/proxy.conf ] || services+=(caddy.service)

[ "$(id -u)" -eq 0 ] || refuse "Run this as root."
[ "$(cd "$(dirname "$0")/.." && pwd)" = $program ] || refuse "The program must lie in $program: git clone … $program"

keyring=$instance/keys/keyring.json
is_new() { # or its setting up was cut short before anybody was in it
  [ ! -e $keyring ] || { $desk users first-link 2>&1 >/dev/null || true; } | grep -q "Nobody is here yet"
}
ask_passphrase() { # into $words
  while :; do
    if [ -e $keyring ]; then
      read -rsp "The passphrase of the desk, as it was given at the first try: " words || refuse "Nothing was set up. Run this again."
      echo && return
    fi
    read -rsp "A passphrase for the desk (six words, 20 letters at least): " words || refuse "Nothing was set up. Run this again."
    echo
    [ ${#words} -ge 20 ] || { echo "That is too short." && continue; }
    read -rsp "Once more: " again || refuse "Nothing was set up. Run this again."
    echo
    [ "$words" != "$again" ] || return 0
    echo "The two are not the same."
  done
}
state() { # what the desk says of itself, asked by its name and with a certificate that others trust
  $program/.venv/bin/python - "https://$name/readyz" 2>/dev/null <<'ASK'
import sys, urllib.error, urllib.request
try:
    print(urllib.request.urlopen(sys.argv[1], timeout=5).read().decode())
except urllib.error.HTTPError as refused:
    print(refused.read().decode())
ASK
}

begins=
if [ -n "$email" ] && is_new; then # all that is asked is asked before anything is done
  read -rp "Your name, as your colleagues will read it: " person
  [[ $person =~ [^[:space:]] ]] || refuse "Nothing was done. Run this again, and write your name."
  read -rp "How many people will work with the desk? " people
  [[ $people =~ ^[1-9][0-9]{0,3}$ ]] || refuse "Nothing was done. Run this again, and write a number."
  begins=yes
fi
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

if ! grep -qE "^([^#]*[ /])?${name//./\\.}[ ,].*\{" /etc/caddy/Caddyfile 2>/dev/null; then
  [ ! -e /etc/caddy/Caddyfile ] || [ -e /etc/caddy/Caddyfile.before ] || cp /etc/caddy/Caddyfile /etc/caddy/Caddyfile.before
  sed "s/{\$DESK_NAME:desk\.organisation\.example}/$name/" $program/deploy/Caddyfile >/etc/caddy/Caddyfile
fi
systemctl enable "${services[@]}"

if [ -z "$email" ] && [ ! -e $keyring ]; then
  echo "Bring the desk back now (docs/continuity.md): litigation restore …   Then run this again."
  exit 0
fi
if [ -n "$begins" ]; then
  ask_passphrase
  link=$(LITIGATION_NEW_PASSPHRASE=$words $desk init --root-key passphrase --people "$people" \
    --origin "https://$name" --name "$person" --email "$email" --office "$office" --country "$country")
  echo "Your link, for the next 72 hours and for you alone (lost before you came in: litigation users first-link):"
  echo "$link"
else
  echo "A desk is there already. Its processes are started anew, which takes some seconds; an agent that holds its key goes on."
fi
systemctl start litigation-agent.service
systemctl restart "${services[@]:1}"
for _ in $(seq 50); do
  [ -S $instance/run/agent.sock ] && break
  sleep 0.2
done
if [ -n "${words:-}" ]; then
  LITIGATION_PASSPHRASE=$words $desk keys unlock || true
elif [ -n "$email" ]; then # where somebody has come in already there is no first link to be told of
  anew=$($desk users first-link 2>&1) || [[ $anew != *"Somebody has come in already"* ]] || anew=
  [ -z "$anew" ] || echo "$anew"
fi
for _ in $(seq 12); do
  case $(state || true) in
    ready) echo "The desk answers at https://$name" && exit 0 ;;
    locked) echo "The desk answers at https://$name and is locked. Unlock it at https://$name/unlock" && exit 0 ;;
  esac
  sleep 5
done
echo "There is no answer from https://$name yet. Does the name lead to this machine, and are ports 80 and 443 open to it?"
echo "Caddy goes on asking for a certificate: journalctl -u caddy. What is the matter with the desk: litigation doctor"
