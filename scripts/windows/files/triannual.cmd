@echo off
rem Starts the program with the Node.js beside it: nothing is installed. Use it in the folder of your programme, or in this one.
setlocal
rem cmd.exe has no folder on a server (\\server\share) as its own: pushd gives that one a drive letter for the time.
if not exist "inputs\" pushd "%~dp0"
set "TRIANNUAL_CMD=%~f0"
"%~dp0program\node.exe" "%~dp0program\bin\triannual.js" %*
exit /b %errorlevel%
