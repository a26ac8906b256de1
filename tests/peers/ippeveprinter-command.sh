#!/bin/bash
# What ippeveprinter runs for each job: keeps the file it was given, then "prints" it in the manner that the file `mode` in
# this script's work folder names. Speaks to ippeveprinter over stderr (ATTR, STATE, ERROR lines).
work=${YINZHENG_PEER_DIR:?}
mode=$(cat "$work/mode" 2>/dev/null || echo ok)
say() { echo "$*" >&2; }
echo $$ > "$work/command.pid"

cp "$1" "$work/received/$IPP_JOB_ID.part"
printf '%s' "$IPP_JOB_NAME" > "$work/received/$IPP_JOB_ID.name"
mv "$work/received/$IPP_JOB_ID.part" "$work/received/$IPP_JOB_ID.pdf"

pages=$(pdfinfo "$1" 2>/dev/null | sed -n 's/^Pages: *//p')
pages=${pages:-0}
say "ATTR: job-impressions=$pages"

# Lays pages $1 to $2 in the tray, $3 seconds apart.
lay() {
  for ((page = $1; page <= $2; page++)); do
    sleep "$3"
    say "ATTR: job-impressions-completed=$page"
  done
}

case $mode in
  ok) lay 1 "$pages" 0.2 ;;
  slow) lay 1 "$pages" 2 ;;
  jam)
    lay 1 1 0.2
    say "STATE: +media-jam"
    say "ERROR: paper jam"
    sleep 1
    exit 1
    ;;
  empty)
    lay 1 1 0.2
    say "STATE: +media-empty,media-needed"
    while [ ! -e "$work/refill" ]; do sleep 0.1; done
    rm -f "$work/refill"
    say "STATE: -media-empty,media-needed"
    lay 2 "$pages" 0.2
    ;;
  cover)
    say "STATE: +cover-open"
    while [ ! -e "$work/cover-closed" ]; do sleep 0.1; done
    rm -f "$work/cover-closed"
    say "STATE: -cover-open"
    lay 1 "$pages" 0.2
    ;;
  clear) say "STATE: none" ;;
  crash) kill -9 $$ ;;
  *) say "ERROR: no mode $mode"; exit 1 ;;
esac
