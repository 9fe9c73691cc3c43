@echo off
rem Looks for a Python and lets install.py do the rest.  install.bat [FOLDER]
setlocal
set "PY="
py -3.11 -c "" >nul 2>nul && set "PY=py -3.11"
if not defined PY python -c "import sys; sys.exit(sys.version_info[:2] < (3, 11))" >nul 2>nul && set "PY=python"
if not defined PY (
  echo Python 3.11 for Windows x86-64 was not found. See README.md
  pause
  exit /b 4
)
%PY% "%~dp0install.py" %*
set "CODE=%ERRORLEVEL%"
pause
exit /b %CODE%
