#!/bin/sh
# Builds the wheel with pinned tools. Usage: build-wheel.sh SOURCE INTO; $INSTALL installs hashed requirements.
set -eu
source=$1
into=$2
${INSTALL:-python -m pip install --no-cache-dir} --require-hashes -r "$source/docker/requirements-build.txt"
cd "$source"
python -m hatchling build -t wheel -d "$into"
