@echo off
rem Registers a task for you alone, without administrator rights: once a day at 06:43, the program does what is due for the
rem programme in this folder. To take it away again: schtasks /delete /tn triannual
setlocal
if not exist "%~dp0inputs\" (
  echo There is no folder "inputs" beside this file: put your programme here first.
  pause
  exit /b 1
)
set "TRIANNUAL_FOLDER=%~dp0"
powershell -NoProfile -Command "$folder = $env:TRIANNUAL_FOLDER.TrimEnd('\'); $escaped = [Security.SecurityElement]::Escape($folder); $xml = (Get-Content -Raw -LiteralPath (Join-Path $folder 'program\schedules\triannual.xml')).Replace('C:\triannual', $escaped).Replace('node bin\triannual.js', 'program\node.exe program\bin\triannual.js'); Register-ScheduledTask -TaskName triannual -Xml $xml -Force | Out-Null"
if errorlevel 1 (
  echo The task could not be registered. Show this window to your IT.
) else (
  echo Registered: each day at 06:43. It begins as soon as it can after a day on which the computer was off.
)
pause
