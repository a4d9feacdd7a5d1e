@echo off
rem Double-click: convert what lies in input\ into output\. The first time it sets itself up;
rem beside a folder wheels\ (make bundle) it needs no internet for that.
rem Words of other alphabets stand below the last jump only, where no older Windows trips over them.
chcp 65001 >nul
rem pushd, unlike cd, also reaches a network folder.
pushd "%~dp0"
set CODE=1
set PYTHON=
if not exist .venv\ready goto first
rem What the program needs may have changed since, and its Python may be gone.
if exist setup.cfg fc /b setup.cfg .venv\ready >nul 2>nul || goto first
.venv\Scripts\python -c "" >nul 2>nul && goto convert
:first
goto tellfirst
:setup
py -3 -c "import sys; sys.exit(sys.version_info < (3, 11))" >nul 2>nul && set PYTHON=py -3
if not defined PYTHON python -c "import sys; sys.exit(sys.version_info < (3, 11))" >nul 2>nul && set PYTHON=python
if not defined PYTHON goto nopython
%PYTHON% -m venv --clear .venv || goto failed
if exist wheels goto offline
.venv\Scripts\python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable . || goto failed
copy /y setup.cfg .venv\ready >nul
goto convert
:offline
.venv\Scripts\python -m pip install --quiet --disable-pip-version-check --no-index --find-links wheels fubiao || goto failed
echo ready>.venv\ready
:convert
.venv\Scripts\python -m pipeline convert %*
set CODE=%errorlevel%
if %CODE% leq 1 goto done
if %CODE% equ 3 goto done
goto end
:tellfirst
echo Setting up; this happens once and takes a minute or two.
echo 正在准备，只需一次，约一两分钟。
goto setup
:nopython
echo Python 3.11 or newer is needed: install it from python.org, or ask your administrator, then double-click again.
echo 需要 Python 3.11 或更新版本：请从 python.org 安装，或请管理员安装，然后再双击一次。
goto end
:failed
echo The set-up failed; the lines above say why. Close this window, and double-click again when it is mended.
echo 准备没有完成，原因见上面几行。请关闭本窗口，解决后再双击一次。
goto end
:done
echo The results are in the folder output.
echo 结果在 output 文件夹中。
:end
popd
pause
exit /b %CODE%
