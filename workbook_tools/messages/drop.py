"""收表.cmd: on Windows, files dropped on it in the workspace are collected, validated and consolidated."""

from workbook_tools.period import Period

_SCRIPT = """@echo off
chcp 65001 >nul
rem 把收到的文件或文件夹拖到本文件上：收表、审核、汇总。双击则处理 inbox 文件夹。
setlocal
pushd "%~dp0"
set PYTHONUTF8=1
set TOOL=workbook-tools
where workbook-tools >nul 2>nul || set TOOL=py -m workbook_tools
set PERIOD={period}
set /p PERIOD=报告期（例如 {example}，直接回车用 %PERIOD%）：
if "%~1"=="" goto inbox
%TOOL% collect %*
goto collected
:inbox
%TOOL% collect inbox
:collected
if %ERRORLEVEL% GEQ 2 goto end
%TOOL% validate --period %PERIOD%
if %ERRORLEVEL% GEQ 2 goto end
%TOOL% consolidate --period %PERIOD%
:end
popd
pause
"""


def script(period: Period | None) -> bytes:
    """The command file as Windows reads it; `period` is the one proposed (the one generated last)."""
    text = _SCRIPT.format(period=period or "", example=period or "2023-10")
    return text.replace("\n", "\r\n").encode("utf-8")
