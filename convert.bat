@echo off
rem Double-click: convert what lies in input\ into output\.
chcp 65001 >nul
cd /d "%~dp0"
if not exist .venv\Scripts\python.exe (
    py -3 -m venv .venv || python -m venv .venv
    .venv\Scripts\python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable .
)
.venv\Scripts\python -m pipeline convert
pause
