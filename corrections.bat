@echo off
rem Double-click after deciding in the workbooks in output\: the decisions go into the corrections beside the attachments.
chcp 65001 >nul
pushd "%~dp0"
if not exist .venv\ready goto first
.venv\Scripts\python -m pipeline corrections %*
set CODE=%errorlevel%
goto end
:first
set CODE=1
goto tellfirst
:tellfirst
echo Double-click convert.bat first; it sets the program up.
echo 请先双击 convert.bat，它会完成准备。
:end
popd
pause
exit /b %CODE%
