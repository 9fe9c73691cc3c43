#!/bin/sh
# Looks for a Python and lets install.py do the rest.  sh install.sh [FOLDER]
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
for python in "${PYTHON:-python3.11}" python3 python; do
    "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null &&
        exec "$python" "$here/install.py" "$@"
done
echo "找不到 Python 3.11，见 README.md。Python 3.11 was not found, see README.md." >&2
exit 4
