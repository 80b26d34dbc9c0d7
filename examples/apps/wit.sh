#!/bin/sh
# Puts world.wit of the working folder, and beside it the packages of WASI, into a folder: `sh ../wit.sh 0.2.12 build/wit`.
# The packages are those that the npm package jco carries, whose program must be on the path. A tool that was made for
# another patch of WASI 0.2 takes that number alone, which is why it is an argument.
set -eu
jco=$(node -p "require('node:fs').realpathSync(process.argv[1])" "$(command -v jco)")
from=$(dirname "$jco")/../lib/wit/builtin/0.2.12
rm -rf "$2"
for package in "$from"/*; do
  to=$2/deps/$(basename "$package")
  mkdir -p "$to"
  sed "s/0\.2\.12/$1/g" "$package/package.wit" >"$to/package.wit"
done
cp world.wit "$2/"
