"""What stands against a file that is handed to a command, in one sentence each."""

NO_FILE = "“{path}”不是文件，无法读取。请检查路径。"
TOO_LARGE = "“{path}”超过 {limit} MB，没有读取。请确认选对了文件，并删去其中的图片和多余内容。"
UNREADABLE = "“{file}”读不出来：{reason}。请用 WPS 或 Excel 打开，删去表格以外的内容和格式，另存一份再试。"
REASONS = {
    "F151": "读取的时间太长，内容太多或已损坏",
    "F152": "读取时占用内存过多，内容太多或已损坏",
    "F153": "内容异常，读取程序意外中止",
    "F154": "内容异常",
    "F155": "内容太多",
}
"""What became of the worker that read it, by the code that a return would get."""
DAMAGED = "工作簿内部已损坏"
MANY_RULES = (
    "版式工作表“{sheet}”中的条件格式超过 {limit} 条，无法生成表格。请在“条件格式—管理规则”中删去重复的规则。"
)
NOTICE_UNREADABLE = "“{file}”读不出来：{reason}。请用 Word 或 WPS 打开，只留下附件表格，另存为 .docx 再导入。"
