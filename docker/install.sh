#!/bin/sh
# Installs what is pinned, then the wheel without looking for more; links its DAGs and plugins to a folder that stays
# where it is. Usage: install.sh REQUIREMENTS FOLDER-OF-THE-WHEEL LINKS
set -eu
${INSTALL:-python -m pip install --no-cache-dir} --require-hashes -r "$1"
${INSTALL:-python -m pip install --no-cache-dir} --no-deps "$2"/*.whl
package=$(python -c 'import ingest; print(list(ingest.__path__)[0])')
mkdir -p "$3"
ln -sfn "$package/dags" "$3/dags"
ln -sfn "$package/plugins" "$3/plugins"
ingest --version
