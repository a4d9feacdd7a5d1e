@echo off
rem Double-click: convert what lies in input\ into output\. The first time it sets itself up;
rem beside a folder wheels\ (make bundle) it needs no internet for that.
chcp 65001 >nul
cd /d "%~dp0"
if exist .venv\ready goto convert
echo Setting up; this happens once.
if not exist .venv\Scripts\python.exe py -3 -m venv .venv
if not exist .venv\Scripts\python.exe python -m venv .venv
if not exist .venv\Scripts\python.exe goto nopython
if exist wheels (
    .venv\Scripts\python -m pip install --quiet --disable-pip-version-check --no-index --find-links wheels fubiao
) else (
    .venv\Scripts\python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable .
)
if errorlevel 1 goto failed
echo ready>.venv\ready
:convert
.venv\Scripts\python -m pipeline convert %*
goto end
:nopython
echo Python 3.11 or newer is needed: install it from python.org, or ask your administrator, then double-click again.
goto end
:failed
echo The set-up failed; the lines above say why. Close this window, and double-click again when it is mended.
:end
pause
