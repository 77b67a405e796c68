@echo off
rem A double click opens the page to work from. Close this window, or press Ctrl and C in it, to end it.
setlocal
title triannual
pushd "%~dp0"
if exist "inputs\" (
  call "%~dp0triannual.cmd" open %*
) else (
  call "%~dp0triannual.cmd" open --inputs sample\inputs --output sample\output --today 2023-12-01 %*
)
if errorlevel 1 pause
popd
