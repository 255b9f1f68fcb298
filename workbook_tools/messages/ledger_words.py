"""Words of 台账记录: every line of the ledger in a sentence, to be read without the tool."""

SHEET = "台账记录"
TITLE = "台账记录（至{period}总台账写出）"
HEADINGS = ("序号", "时间", "事项", "内容", "存档文件指纹（前16位）", "本条记录指纹（前16位）")
NOTE = (
    "本表逐条列出台账记录第 1 至 {count} 条，一条里有几件事的分行写；原文在 archive/events 文件夹，一条一个文件。"
    "每条记录的指纹把前一条的指纹也算在内，改动任何一条，其后各条都对不上。总台账的校验码：{code}。"
)

KINDS = {
    "plan": "方案启用",
    "issued": "下发",
    "received": "收件",
    "validated": "审核",
    "decided": "裁定",
    "list": "名单启用",
    "closed": "封存",
    "reopened": "重新开启",
    "published": "写出总台账",
    "sampled": "抽样",
    "mended": "检查修复",
}
"""Kind of an event -> what it is called."""

PLAN = "方案工作簿启用，方案指纹 {digest}"
ISSUED = "{period}下发表 {count} 份"
RECEIVED = "“{name}”：{verdict}"
GROUP = "，随“{group}”收到"
ANSWERS = "，{unit}（{form}，{period}）"
REASON = "。{reason}"
VALIDATED = "{period}审核 {count} 份：{statuses}"
VALIDATED_NOTHING = "{period}审核 0 份"
DECIDED = "[{matter}] {unit}{form} {says}：{ruling}。理由：{reason}（{officer}，{day}）"
FORM = "（{form}）"
LISTED = "附件{annex}的{kind}：{count} 家企业"
CLOSED = "{period}第 {number} 次封存，经办 {user}，在册报送件 {count} 份"
REOPENED = "{period}第 {number} 次封存后重新开启，经办 {user}。理由：{reason}"
PUBLISHED = "{period}总台账，校验码 {code}，文件指纹 {sha}"
SAMPLED = "{period}审计抽样 {count} 家，方法：{method}{weight}，种子“{seed}”，校验码 {code}"
WEIGHT = "（按“{label}”）"
MENDED = "{done}，经办 {user}"
