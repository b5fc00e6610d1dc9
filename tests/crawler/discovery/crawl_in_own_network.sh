#!/usr/bin/env bash
# Inside a network of its own: crawl_in_own_network.sh PYTHON PROJECT FOLDER. Writes crawl.txt and search.txt,
# and to sent.txt what left.
set -euo pipefail
python=$1 project=$2 folder=$3
here=$(dirname "$(readlink -f "$0")")
export PYTHONPATH=$project TLDEXTRACT_CACHE=$folder/no-list
ip link set lo up
ip addr add 192.0.2.2/32 dev lo
ip route add default dev lo src 192.0.2.2
cd "$folder"
"$python" "$here/watch_interface.py" lo sent.txt &
watcher=$!
"$python" "$here/small_web_with_cookies.py" 8931 &
web=$!
trap 'kill $watcher $web 2>/dev/null || true' EXIT
sleep 2
# What would be seen if something were sent.
"$python" -c 'import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"seen", ("198.51.100.1", 9))'
wadmon() { "$python" -c "from crawler.cli import main; main(prog_name='wadmon')" --proxy http://127.0.0.1:8931 "$@"; }
printf 'url\nhttp://one.be/\nhttp://two.gov.uk/\n' > sites.csv
wadmon register import sites.csv
wadmon crawl --delay 0 > crawl.txt 2>&1 || [[ $? -eq 1 ]]
wadmon report --out report >> crawl.txt 2>&1
printf 'tested %s\n' "$("$python" -c "
import sqlite3
rows = sqlite3.connect('wadmon.db').execute('SELECT COUNT(DISTINCT site_id) FROM visit JOIN page_result ON page_result.id = page_result_id WHERE reason IS NULL')
print(rows.fetchone()[0])")" >> crawl.txt
printf 'three.be\nfour.be\n' > domains.csv
wadmon discover sites --scope belgium --from domains.csv --delay 0 > search.txt 2>&1
sleep 1
