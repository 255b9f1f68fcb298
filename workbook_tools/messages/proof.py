"""Words of 核验依据: the sheet of the master that says what it is computed from, and its second copy."""

SHEET = "核验依据"
TITLE = "核验依据（{period}）"
NOTE = "本总台账由下列依据算出；依据不变，重建出来的总台账也不变。"
SECTION_HOW = "怎样核对"

CODE = "校验码"
LABELS = {
    "period": "报告期",
    "as_of": "数据时点",
    "at": "最后记录时间",
    "state": "台账指纹",
    "plan": "方案指纹",
    "plan_file": "方案工作簿指纹",
    "tool": "工具版本",
}
"""Field of the basis -> what it is called on the sheet and in the document's properties, in the order printed."""

HOW = (
    "一、在工作区文件夹（或证据包）里运行 workbook-tools verify 加本文件名：工具核对全部原件和台账记录，"
    "只凭它们重新算出总台账，再与本文件逐格比较；改动过的每一格，连同应有的内容，都会列出。"
    "用 Excel、WPS、LibreOffice 原样另存，不算改动。",
    "二、纸质件上的校验码，应与 verify 算出的相同；运行 verify 时加 --digest 校验码，由工具代为比对。"
    "不同的，说明台账记录、方案或数据时点已不是印发时的那一份。",
    "三、台账指纹由台账中影响总台账的全部内容算出（下发、收件、审核、裁定、封存）：改动、增删其中任何一件，或换掉任何一份原件、名单、裁定，都会使它不符。"
    "有人若把台账记录、存档和本文件一并重造，文件本身查不出来：请以纸质件或事先报送的校验码为准。",
)
