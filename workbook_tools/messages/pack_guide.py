"""The guides in an evidence pack: how a stranger checks it, what that proves and what it cannot."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from workbook_tools.messages.plain_text import for_windows
from workbook_tools.messages.times import minute

CHINESE, ENGLISH = "说明.txt", "README.md"


@dataclass(frozen=True, slots=True)
class Told:
    """What the guides name: title and period on paper, folder, master, 校验码, lines of the ledger, time, version."""

    title: str
    period: str
    folder: str
    master: str
    code: str
    lines: int
    basis_line: int
    at: str
    tool: str


def guides(about: Told) -> Mapping[str, bytes]:
    """The guides in Chinese and English, as files by name."""
    values = asdict(about) | {"at": minute(about.at)}
    return {
        ENGLISH: _IN_ENGLISH.format(**values).encode(),
        CHINESE: for_windows(_IN_CHINESE.format(**values)),
    }


_IN_CHINESE = """\
总台账证据包
{title}（{period}）

校验码：{code}
本包写到台账记录第 {lines} 条（{at}）；总台账由其中第 1 至 {basis_line} 条算出。


一、这是什么

本包放着一期总台账，以及得出它的全部依据：各单位报送的原件、方案、裁定、台账记录。
任何人不用相信制表单位，也不用联系制表单位，就能自己查两件事：
  1. 包里的文件有没有改动过；
  2. 只凭原件和台账记录重新算一遍，与包里的总台账是否一致。

【个人信息】原件里的姓名、电话等没有遮盖。请只交给有权查看的人，不要发到工作群、
公共邮箱或网盘；用完后按规定归档或销毁。


二、包里有什么

  data/{master}        总台账。先解压再打开，“报送情况”一表里的链接才能点开原件
  data/plan.xlsx                 方案工作簿：目标、单位、指标、审核规则、计数口径
  data/口径与规则.txt            当时生效的口径与规则，文字版
  data/台账记录.xlsx             逐条列出什么时间、什么事，可以直接打开看
  data/archive/originals/        各单位报送的原件。文件名就是该文件的 sha256 指纹
  data/archive/plans/            先后用过的方案工作簿
  data/archive/decisions/        收表单位填好的裁定（没有裁定就没有这个文件夹）
  data/archive/lists/            启用过的企业名单（没有就没有这个文件夹）
  data/archive/events/           台账记录原文，一条一个文件，内容是一行 JSON
  manifest-sha256.txt            data 里每个文件的 sha256 指纹
  tagmanifest-sha256.txt         其余文件的指纹
  bagit.txt、bag-info.txt        说明本包按 BagIt 1.0（RFC 8493）编排，谁、何时、多少文件
  说明.txt、README.md            本说明和它的英文版


三、第一步：核对文件指纹（不用装软件）

把压缩包解压，打开里面的文件夹 {folder}，在那里做下面任何一种：

Windows：在文件夹空白处按住 Shift 点右键，选“在此处打开 PowerShell 窗口”，粘贴下面四行并回车：

  Get-Content manifest-sha256.txt -Encoding UTF8 | ForEach-Object {{
    $h, $f = $_ -split '  ', 2
    if ((Get-FileHash -LiteralPath $f).Hash -ne $h) {{ "不符: $f" }}
  }}

  什么也没显示，就是全部相符。只查一个文件也可以用（结果与清单中那一行开头的 64 位对照）：

  certutil -hashfile data\\{master} SHA256

Linux：    sha256sum -c manifest-sha256.txt
macOS：    shasum -a 256 -c manifest-sha256.txt

把上面的 manifest-sha256.txt 换成 tagmanifest-sha256.txt 再做一遍，清单本身也就核对了。
支持 BagIt 的软件（例如 bagit.py --validate 加文件夹名）一次做完这些。


四、第二步：由原件重新算出总台账

1. 电脑上要有 Python 3.11 或更新的版本。
2. 安装 workbook-tools {tool}（MIT 许可的开源软件；安装文件向制表单位索取，也可以自己由源代码制作）：

  python -m venv check
  check\\Scripts\\pip install workbook_tools-{tool}-py3-none-any.whl       （Windows）
  check/bin/pip install workbook_tools-{tool}-py3-none-any.whl           （Linux、macOS）

3. 对着压缩包运行（不用解压，也不用别的文件）：

  workbook-tools verify {folder}.zip --digest {code}

  --digest 后面写纸质总台账上印的校验码，工具会代为比对。

4. 看结果：没有差异，结束码是 0；有差异，结束码是 1，并逐个写明哪个文件、哪一格、
   应当是什么、现在是什么，以及是总台账、原件还是台账记录被动过。


五、verify 查了什么

  · 每个原件、方案、裁定、名单的指纹与台账记录中的一致；
  · 台账记录一条扣一条：改动、增加、删除、调换任何一条都会露出来；
  · 从原件重新读数、审核、汇总，重新写出总台账，与包里的逐格比较：数值、公式、公式的结果、
    隐藏的行列和工作表、数字格式、链接；
  · 方案工作簿、台账记录.xlsx、口径与规则.txt 与依据一致。


六、verify 查不了什么

  · 有人把原件、台账记录、总台账全部另造一套，前后一致：单凭本包看不出来，要靠印在纸质件上的、
    或当时已报送出去的校验码。校验码只要不同，就不是那时的那一份。
  · 单位填的数是否真实：这要靠抽样核查。
  · 记录的时间是否准确：那是登记时电脑的时间；先后次序可以证明，钟点不能。


七、校验码

纸质总台账的“总览”和“核验依据”上印着校验码，应当是：

  {code}
"""

_IN_ENGLISH = """\
# Evidence pack of a master workbook

{title} ({period})

- Verification code (校验码): `{code}`
- The pack goes up to line {lines} of the ledger ({at}); the master is computed from lines 1 to {basis_line}.

It holds one master workbook and everything it was made from. Nobody needs to trust, or to ask, the office that made it:
check that no file was changed, then compute the master again from the originals alone.

**Personal data.** The originals are complete, with names and telephone numbers. Hand the pack only to people entitled
to see them.

## What is inside

| path | what it is |
|---|---|
| `data/{master}` | the master workbook; unpack first, so that its links to the originals work |
| `data/plan.xlsx` | the plan workbook: targets, units, fields, rules, counting basis |
| `data/口径与规则.txt` | the rules in force, in words |
| `data/台账记录.xlsx` | the ledger, in words |
| `data/archive/originals/` | every file handed in, named by its sha256 |
| `data/archive/plans/`, `decisions/`, `lists/` | plan workbooks used, the office's rulings, reference lists |
| `data/archive/events/` | the ledger itself: one line of JSON a file, each with the hash of the one before |
| `manifest-sha256.txt`, `tagmanifest-sha256.txt` | sha256 of every file |
| `bagit.txt`, `bag-info.txt` | this is a bag (BagIt 1.0, RFC 8493) |

## 1. Check the hashes, with what every system has

Unpack, and in the folder `{folder}`:

    sha256sum -c manifest-sha256.txt tagmanifest-sha256.txt            (Linux)
    shasum -a 256 -c manifest-sha256.txt tagmanifest-sha256.txt        (macOS)
    certutil -hashfile data\\{master} SHA256                   (Windows, one file)

For all files at once on Windows see the PowerShell line in 说明.txt. Any BagIt validator will do, too
(`bagit.py --validate {folder}`).

## 2. Compute the master again

With Python 3.11 or newer and the wheel of workbook-tools {tool} (MIT licence), in a fresh virtual environment:

    pip install workbook_tools-{tool}-py3-none-any.whl
    workbook-tools verify {folder}.zip --digest {code}

Give `--digest` the code printed on the paper copy. Exit code 0: nothing differs. Exit code 1: every difference is
named, by file, or by sheet and cell, with what was expected and what was found.

## What this proves, and what it cannot

`verify` holds every archived file against the hash in the ledger, follows the ledger's chain of hashes, reads the
originals afresh, writes the master again under the plan recorded then and compares it cell by cell: values, formulas
and their results, hidden rows, columns and sheets, number formats, links.

It cannot see that somebody replaced originals, ledger and master alike by another consistent set: for that, compare the
verification code with the one on paper, or with one sent out at the time. It does not prove that what a unit reported
is true, nor that the clock of the recording computer was right (the order of the lines it does prove).
"""
