"""What the command line says."""

USAGE_PREFIX = "用法："
USAGE_HEADINGS = {"Options": "选项", "Commands": "命令"}
USAGE_NO_COMMAND = "没有“{name}”这个命令；可用的命令：{known}"
USAGE_NO_OPTION = "没有“{name}”这个选项。"
USAGE_MISSING = "缺少 {name}。"
USAGE_NO_VALUE = "选项“{name}”后面缺少内容，或多写了内容。"
USAGE_OTHER = "命令写得不对：{problem}。"
USAGE_SEE = "用法见 {command} --help。"

HELP_HELP = "显示本说明。"
HELP_VERSION = "显示版本。"
HELP_GROUP = "从附件目标到总台账：下发表、收表、审核、汇总，封存、核验、追溯。"
HELP_WORKSPACE = "工作区文件夹。"
HELP_NOW = "以此为当前时间（例如 2023-11-03T09:30），缺省用系统时间。"
HELP_JSON = "以 JSON 输出。"
HELP_PERIOD = "报告期：2023、2023Q3 或 2023-10。"
HELP_INIT = "新建工作区：复制方案工作簿，建好文件夹。"
HELP_TEMPLATE = "用这个方案工作簿，不用自带的范本。"
HELP_IMPORT = "把通知（txt、docx、html）里的附件表导入方案工作簿，并与合计核对。"
HELP_YEAR = "附件的列没有写明年份时，用这一年。"
HELP_LIST = "导入收表单位掌握的企业名单（基数名单或官方名单），供审核时核对。"
HELP_LIST_ANNEX = "名单属于哪个附件，例如 1。"
HELP_LIST_KIND = "名单类别：基数（方案起算前已有的企业）或 官方（上级公布或系统导出的企业）。"
HELP_CHECK = "检查方案工作簿，逐格指出错误。"
HELP_GENERATE = "为每个单位生成下发表，放入 outbox。"
HELP_COLLECT = "收表：存档、识别、读取；写出收件登记。"
HELP_VALIDATE = "审核收到的报送件，写出退回意见。"
HELP_DECIDE = "登记收表单位填好的待办：归属、豁免、身份、版本、更正。"
HELP_CONSOLIDATE = "汇总已通过的报送件，写出总台账。"
HELP_AS_OF = "按这一天结束时（或这一时刻）的台账汇总，例如 2023-11-03；缺省为现在。"
HELP_STATUS = "看谁报了、谁没报、谁被退回；催报名单。"

BAD_TIME = "“{value}”不是时间，请写成 2023-11-03 或 2023-11-03T09:30。"
BAD_PERIOD = "“{value}”不是报告期，请写成 2023、2023Q3 或 2023-10。"
BAD_ANNEX = "“{value}”不是附件号，请写成 1 或 附件1。"
BAD_LIST_KIND = "“{value}”不是名单类别，请写 基数 或 官方。"
NO_SUCH_ANNEX = "方案里没有附件{number}（有：{known}）。"
NO_SUCH_PERIOD = "方案里没有报告期 {period}（有：{known}）。请在方案工作簿“方案”表的【报告期】一节补上。"
NOTHING_ISSUED = "报告期 {period} 还没有下发过表。请先运行 workbook-tools generate --period {period}。"
NOT_ISSUED_THEN = "到 {until} 为止，报告期 {period} 还没有下发过表，没有总台账可以重做。"
NO_LONGER_READ = (
    "方案改动后，已通过的“{file}”（{period}）读不出来了。"
    "请先运行 workbook-tools validate --period {period} 重新审核，再汇总。"
)
NO_NOTICE = "找不到通知文件“{path}”。请检查路径。"
NO_LIST = "找不到名单文件“{path}”。请检查路径。"
NO_TEMPLATE = "找不到方案工作簿范本“{path}”。请检查路径，或重新安装本工具。"
UNEXPECTED = "出现意外问题，已停止；数据没有丢失。请把日志发给技术支持：{log}"
STOPPED = "已中断。再运行一次同样的命令即可继续。"
PLAN_MISTAKES = "方案工作簿有 {count} 处问题，请改正后再试："

INIT_DONE = "工作区已建好：{workspace}"
INIT_NEXT = (
    "下一步：用 import-annex 导入通知，打开 {plan} 核对方案，用 check-plan 检查，然后用 generate 生成下发表。"
)
CHECK_CLEAN = (
    "方案工作簿没有发现问题：附件 {annexes} 个，单位 {units} 个，表 {forms} 张，报告期 {periods} 个。"
)
CHECK_FOUND = "方案工作簿有 {count} 处问题："

ANNEX_LINE = "附件{number} {title}：{units} 个单位；合计 {totals}，{match}"
TOTALS_MATCH, TOTALS_DIFFER, NO_TOTALS = "与各单位之和一致", "与各单位之和不一致", "（没有合计行）"
ANNEX_PARTLY = "附件{number} {title}：有的数没有读懂，见下"
UNITS_NEW = "新增单位 {count} 个：{names}"
UNITS_GONE = "附件里已没有、但仍保留在“单位”表中的单位 {count} 个：{names}"
NO_NUMBER, NOTHING, ONLY_UNITS = "？", "—", "单位"
IMPORT_DONE = "已更新方案工作簿（{annexes}）：{plan}"
IMPORT_SAME = "方案工作簿与通知一致，无需改动：{plan}"
IMPORT_STOPPED = "附件表有问题，方案工作簿未作改动。"

LIST_DONE = "已启用附件{annex}的{kind}：{count} 家企业。"
LIST_REPLACED = (
    "已启用附件{annex}的{kind}：{count} 家企业，代替原来的 {before} 家（增加 {more} 家，减少 {fewer} 家）。"
)
LIST_SAME = "附件{annex}的{kind}（{count} 家企业）与现用的相同，无需改动。"
LIST_STOPPED = "名单有 {count} 处问题，没有启用。请改正后再导入。"

GENERATE_DONE = "已生成 {count} 份下发表：{folder}"
GENERATE_BUNDLE = "打包文件：{path}"
GENERATE_PREFILLED = "其中 {count} 份已填入该单位上次通过的名单"
GENERATE_CHANGED = "与上次下发不同、须重新发给单位的 {count} 份：{names}"
GENERATE_STALE = "outbox 中有 {count} 份不属于本次下发的旧表，请勿再发：{names}"
GENERATING = "生成下发表"

COLLECTING = "收表"
VALIDATING = "审核"
CONSOLIDATING = "汇总"
COLLECT_DONE = "共 {count} 个文件：{verdicts}"
COLLECT_LINE = "[{verdict}] {path} {reason}"
REGISTER_DONE = "收件登记：{path}"

VALIDATE_DONE = "{period}共 {count} 份报送件：{statuses}"
VALIDATE_LINE = "[{status}] {name}（{form}）{problems}"
VALIDATE_PROBLEMS = "{count} 个问题"
SLIPS_DONE = "退回意见：{folder}（{count} 份）"
TOLD_DONE = "已通过但需告知的说明：{folder}（{count} 份 -告知.txt）"
SLIPS_STALE = "另有 {count} 份以前的退回意见或告知已不适用，请勿再发：{names}"

CONSOLIDATE_ANNEX = "附件{number} {title}：目标 {target}，累计 {cumulative}，完成率 {rate}"
UNCHECKED = (
    "注意：有 {count} 份报送件还没有按现在的方案审核，总台账用的是原来的结果；请先审核（validate）再汇总。"
)
CONSOLIDATE_CODE = "校验码：{code}"
CONSOLIDATE_DONE = "总台账：{path}"
STATUS_ZERO = "其中零报告 {count} 份。"
STATUS_CHASE = "催报名单（{count} 份）：{workbook}"
STATUS_CHAT = "可发工作群的催报文字：{text}"
