# Runs the app on a display of its own; shared by train and test. Sourced, never run.
# shellcheck shell=bash

for tool in Xvfb xwininfo; do
  if ! command -v "$tool" >/dev/null; then
    echo "$tool is missing: apt-get install xvfb x11-utils" >&2
    exit 1
  fi
done

own_pids=()
own_folders=()
tidy() {
  local pid folder
  for pid in "${own_pids[@]}"; do kill "$pid" 2>/dev/null || true; done
  for folder in "${own_folders[@]}"; do rm -rf "$folder"; done
}
trap tidy EXIT

# open_display: starts an X server on a free number and sets DISPLAY.
open_display() {
  local folder
  folder="$(mktemp -d)"
  own_folders+=("$folder")
  mkfifo "$folder/number"
  Xvfb -displayfd 3 -screen 0 1440x900x24 -nolisten tcp 3>"$folder/number" >/dev/null 2>&1 &
  own_pids+=("$!")
  DISPLAY=":$(timeout 10 head -n 1 "$folder/number")"
  export DISPLAY
}

# fresh_home: the app's data goes to a folder of its own.
fresh_home() {
  DRAGONCODE_HOME="$(mktemp -d)"
  own_folders+=("$DRAGONCODE_HOME")
  export DRAGONCODE_HOME
}

# await_window PID SECONDS: until a window of the app with a real size is on the display.
await_window() {
  local deadline=$((SECONDS + $2))
  until xwininfo -root -tree 2>/dev/null | grep -Eq '"[^"]*DragonCode[^"]*".* [0-9]{3,4}x[0-9]{3,4}\+'; do
    if ! kill -0 "$1" 2>/dev/null; then
      echo "the app ended before it showed a window" >&2
      return 1
    fi
    if [ "$SECONDS" -ge "$deadline" ]; then
      echo "no window within $2 s" >&2
      return 1
    fi
    sleep 0.05
  done
}

# end_app PID SECONDS: asks it to stop, waits, and returns its exit code.
end_app() {
  local watchdog result=0
  kill -TERM "$1"
  { sleep "$2"; kill -KILL "$1" 2>/dev/null; } &
  watchdog=$!
  wait "$1" || result=$?
  kill "$watchdog" 2>/dev/null || true
  wait "$watchdog" 2>/dev/null || true
  return "$result"
}
