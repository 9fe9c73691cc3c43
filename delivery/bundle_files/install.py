"""Installs the simulator from this folder; nothing is fetched from anywhere.

    install.bat [FOLDER]      Windows
    sh install.sh [FOLDER]    Linux

FOLDER is where the programs go, `venv` beside this file if none is named.
"""

from __future__ import annotations

import os
import platform
import re
import subprocess
import sys
import venv
from ctypes.util import find_library
from pathlib import Path

HERE = Path(__file__).resolve().parent
ON_WINDOWS = os.name == "nt"
WHEEL = re.compile(r"numpy-[^-]+-cp3(\d+)-")
"""numpy has a wheel for each Python: its wheels tell which ones this folder serves."""
RUNTIME = "msvcp140.dll"
"""numba's wheel for Windows needs it and does not bring it along."""
OWN = re.compile(r"equalise-([^-]+)-py3-none-any\.whl")


def main(arguments: list[str]) -> int:
    """Install; return 0, 2 when the folder is not as packed, 4 when this machine cannot."""
    # imported here: with a Python too old for it, install.sh and install.bat say so first
    from checksums import LIST, changed

    sys.stdout.reconfigure(errors="replace")
    if told := unfit():
        return say(told, 4)
    if not (HERE / LIST).is_file():
        return say(f"缺少 {LIST}，不安装。{LIST} is missing: nothing is installed.", 2)
    print("核对文件 … checking the files", flush=True)
    if wrong := changed(HERE):
        listed = "\n  ".join(wrong[:20])
        return say(
            f"以下文件与打包时不同，不安装；请重新拷贝。\n"
            f"Not as packed, nothing is installed; copy the folder again:\n  {listed}",
            2,
        )
    target = Path(arguments[0]) if arguments else HERE / "venv"
    return install(target.absolute())


def unfit() -> str:
    """Return why this Python cannot be used, or nothing."""
    served = {
        int(found[1]) for file in HERE.glob("wheels/*.whl") if (found := WHEEL.match(file.name))
    }
    minor = sys.version_info[1]
    if minor not in served:
        names = ", ".join(f"3.{one}" for one in sorted(served)) or "—"
        return f"需要 Python {names}，这是 3.{minor}。Python {names} is needed, this is 3.{minor}."
    if platform.machine().lower() not in ("x86_64", "amd64") or sys.maxsize < 2**32:
        return "需要64位 x86 的 Python。A 64-bit Python for x86 is needed."
    return ""


def install(target: Path) -> int:
    """Make an environment in ``target`` and fill it from the wheels of this folder."""
    programs = target / ("Scripts" if ON_WINDOWS else "bin")
    python = programs / ("python.exe" if ON_WINDOWS else "python")
    print(f"安装到 {target} … installing (1–3 min)", flush=True)
    try:
        venv.EnvBuilder(with_pip=True, clear=False).create(target)
    except (OSError, subprocess.CalledProcessError) as error:
        return say(
            f"建不成虚拟环境（{error}）。文件夹要能写；Debian、Ubuntu 还要装 python3-venv。\n"
            "No virtual environment could be made: the folder must be writable, and Debian and "
            "Ubuntu need python3-venv.",
            4,
        )
    (own,) = [found[1] for file in HERE.glob("wheels/*.whl") if (found := OWN.match(file.name))]
    # --isolated: settings of pip on this machine must not name an index or other wheels
    command = [str(python), "-m", "pip", "--isolated", "--disable-pip-version-check", "install"]
    command += ["--quiet", "--no-index", "--find-links", str(HERE / "wheels")]
    command += ["--constraint", str(HERE / "constraints.txt")]
    command += [f"equalise[cluster,sensitivity]=={own}"]
    if subprocess.run(command, env=_environment(), check=False).returncode:
        return say("安装失败，原因见上。The installation failed; the reason stands above.", 4)
    if ON_WINDOWS and not find_library(RUNTIME):
        say(
            f"缺少微软 VC++ 运行库（{RUNTIME}），测算会出错。"
            "请装 Visual C++ 2015–2022 Redistributable (x64)。\n"
            f"Microsoft's VC++ runtime ({RUNTIME}) is absent, runs will fail: install it.",
            0,
        )
    start = programs / ("equalise.exe" if ON_WINDOWS else "equalise")
    return say(
        f"已装好。在自己的工作文件夹里运行 Installed. In a folder of your own run:\n"
        f'  "{start}" run baseline\n  "{start}" report baseline --to 报告.docx\n'
        f'  "{start}" dashboard',
        0,
    )


def _environment() -> dict[str, str]:
    """Return the environment without what would lead pip or Python elsewhere."""
    return {
        k: v
        for k, v in os.environ.items()
        if not k.startswith(("PIP_", "PYTHONPATH", "PYTHONHOME"))
    }


def say(text: str, code: int) -> int:
    """Print a text and return the exit code."""
    print(text, flush=True)
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
