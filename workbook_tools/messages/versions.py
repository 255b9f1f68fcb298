"""What is said of a file because of the others that came: several versions, repeated files, stamped scans."""

from workbook_tools.messages.kind import Kind
from workbook_tools.model import Severity

CONTESTED = "S901"
SUPERSEDED = "S902"
REPEATED = "S903"
CORRECTED = "S905"
RULED_OUT = "S906"
NOT_TAKEN_IN = "S907"
LATE = "S908"
TO_CORRECT = "S080"
SAME_FILE = "S904"
SCAN = "SCAN"

SCAN_CODES = ("F106", "F107")
"""The codes of files that may be a stamped scan: a PDF, a picture."""

KINDS: tuple[Kind, ...] = (
    Kind(
        CONTESTED,
        Severity.MANDATORY,
        "同一张表收到几个内容不同的版本，填报日期又相同，无法判断以哪个为准",
        "请核对后只保留正确的一份，把填报日期改为今天，再报送一次",
    ),
    Kind(SUPERSEDED, Severity.NOTICE, "已有更新的版本，以更新的为准"),
    Kind(REPEATED, Severity.NOTICE, "与同一单位报送的另一个文件内容相同，不重复计算"),
    Kind(SAME_FILE, Severity.NOTICE, "与“{first}”是同一个文件，不重复计算"),
    Kind(CORRECTED, Severity.NOTICE, "已被退回，同一天报送了改正后的版本，以改正后的为准"),
    Kind(RULED_OUT, Severity.NOTICE, "同一天报送了几个版本，收表单位裁定采用其中另一份"),
    Kind(
        NOT_TAKEN_IN,
        Severity.MANDATORY,
        "收表单位裁定不采用这个文件",
        "请在下发给本单位的填报表中填写后报送；有异议的，请与收表单位联系",
    ),
    Kind(
        LATE,
        Severity.NOTICE,
        "{period}已封存，封存后收到，已存档，不计入，等候重新开启",
        "不用重复报送；收表单位重新开启{period}后再审核",
    ),
    Kind(
        TO_CORRECT,
        Severity.MANDATORY,
        "收表单位要求更正：{reason}",
        "请在本表中改正，把填报日期改为改正当天，重新报送；口头或聊天中的更正不能代替文件",
    ),
    Kind(SCAN, Severity.NOTICE, "盖章扫描件，已存档，不参加汇总"),
)
