@echo off
rem Starts DragonCode on a Java 25 or newer: JAVA_HOME's, else the one on the PATH, else the JDK that
rem the build used. Arguments are passed on as they are; DRAGONCODE_OPTS holds further JVM flags.
setlocal enableextensions disabledelayedexpansion

set "WANTED=25"
set "LIB=%~dp0..\lib"
set "FOUND="

if defined JAVA_HOME call :consider "%JAVA_HOME%"
if not defined FOUND for /f "delims=" %%J in ('where java.exe 2^>nul') do if not defined FOUND call :consider "%%~dpJ.."
if not defined FOUND if exist "%LIB%\jdk" for /f "usebackq delims=" %%J in ("%LIB%\jdk") do call :consider "%%J"
if not defined FOUND (
  echo DragonCode needs Java %WANTED% or newer, and found none. 1>&2
  echo Install a JDK %WANTED% or set JAVA_HOME to one. 1>&2
  exit /b 3
)

"%FOUND%\bin\java.exe" --enable-native-access=ALL-UNNAMED -XX:+UseSerialGC -Xmx768m -Dfile.encoding=UTF-8 -Xlog:disable -Xlog:all=error,aot*=off,cds*=off:stderr %DRAGONCODE_OPTS% -cp "%LIB%\dragoncode.jar" dev.dragoncode.app.Main %*
exit /b %ERRORLEVEL%

rem consider FOLDER: takes the folder as FOUND when its release file names a Java that is new enough.
:consider
if not exist "%~1\bin\java.exe" exit /b 0
if not exist "%~1\release" exit /b 0
set "RAW="
for /f "tokens=2 delims==." %%V in ('findstr /b "JAVA_VERSION=" "%~1\release"') do set "RAW=%%V"
if not defined RAW exit /b 0
rem The feature version still carries the quote that opens it.
set "RAW=%RAW:"=%"
if %RAW% geq %WANTED% set "FOUND=%~1"
exit /b 0
