"""What is wrong with a file or a container, told to the person who sent it."""

from workbook_tools.messages.kind import Kind
from workbook_tools.model import Severity

_M = Severity.MANDATORY
_N = Severity.NOTICE

_SAVE_AS = "请用 WPS 或 Excel 打开原表，点“文件—另存为”，类型选“Excel 工作簿（*.xlsx）”，再报送另存的文件"
_USE_FORM = "请在下发的 Excel 表中填写，报送填好的 .xlsx 文件"
_RESEND = "请在自己电脑上打开原文件，确认内容完整后重新保存，再发送一次"
_ZIP = "请改用 .zip 重新压缩，或不压缩直接发送"

_FORMATS = (
    Kind("F101", _M, "文件是空的（0 字节）", _RESEND),
    Kind("F102", _M, "文件不完整或已损坏，打不开", f"多半是没有下载完或传送中断。{_RESEND}"),
    Kind(
        "F103",
        _M,
        "文件已加密，没有密码打不开",
        "请打开原表取消密码后重新保存再报送：WPS 在“文件—文档加密—密码加密”中清空密码，"
        "Excel 在“文件—信息—保护工作簿—用密码进行加密”中清空密码",
    ),
    Kind("F104", _M, "这是文字文档（{format}），不是 Excel 表", _USE_FORM),
    Kind("F105", _M, "这是演示文稿（{format}），不是 Excel 表", _USE_FORM),
    Kind(
        "F106",
        _M,
        "这是 {format} 版式文件，不能汇总",
        "请同时报送填好的 Excel 表；盖章扫描件可与 Excel 表放在同一封邮件或同一个文件夹里",
    ),
    Kind(
        "F107",
        _M,
        "这是图片（{format}），图片不能汇总",
        "请报送填好的 Excel 表，不要截图或拍照；盖章扫描件可与 Excel 表一并发送",
    ),
    Kind("F108", _M, "这是纯文本或 CSV 文件，不是 Excel 表，填报格式已丢失", _USE_FORM),
    Kind("F109", _M, "这是网页或 XML 文件，只是改了扩展名，不是 Excel 表", _SAVE_AS),
    Kind("F110", _M, "{format} 压缩包不能直接打开", _ZIP, "例如在压缩软件中把“压缩格式”选为 ZIP"),
    Kind("F111", _M, "这是 Outlook 邮件文件，附件取不出来", "请把邮件中的 Excel 附件另存出来，单独报送"),
    Kind("F112", _M, "认不出这是什么文件", _USE_FORM),
    Kind("F113", _M, "压缩包里没有文件", "请把填好的 Excel 表放进去重新压缩，或直接发送"),
    Kind("F114", _M, "这个 WPS 或旧版 Office 文件读不出表格", _SAVE_AS),
    Kind(
        "F115",
        _N,
        "文件名“{value}”与内容不符，实际是 {format} 格式，已按实际格式读取",
        "下次请另存为 .xlsx 再报送",
    ),
    Kind("F116", _N, "这是 {format} 格式，不是 .xlsx，已读取", "下次请另存为 .xlsx 再报送"),
    Kind(
        "F117",
        _M,
        "邮件或压缩包里没有附件",
        "请把填好的 Excel 表作为附件发送，不要把表格截图贴在正文里",
    ),
)

_CONTAINERS = (
    Kind("F121", _N, "已展开，取出 {count} 个文件"),
    Kind("F122", _M, "压缩包层数太多（超过 {limit} 层），里层没有打开", "请把文件放在同一层重新压缩"),
    Kind("F123", _M, "里面的文件太多（超过 {limit} 个），其余没有读取", "请分成几个压缩包发送"),
    Kind("F124", _M, "展开后太大（超过 {limit} MB），没有读取", "请只保留填好的 Excel 表，其他材料另行发送"),
    Kind("F125", _M, "压缩包设了密码，取不出这个文件", "请不设密码重新压缩，或直接发送文件"),
    Kind("F126", _M, "压缩包中的这个文件已损坏或压缩方式特殊，取不出来", _ZIP),
    Kind(
        "F127",
        _M,
        "文件读不出来",
        "如正在 Excel 或 WPS 中打开，请先关闭；并检查是否有读取权限，然后再收一次",
    ),
    Kind("F128", _M, "找不到这个文件或文件夹", "请检查路径是否写对"),
    Kind("F129", Severity.RECORD, "系统或办公软件的临时文件，已忽略"),
    Kind("F130", Severity.RECORD, "工作区自己的文件或文件夹，不是报送件，已忽略"),
)

_WORKBOOKS = (
    Kind("F141", _N, "工作簿中有宏；没有运行，已按表中的值读取", "下次请另存为不带宏的 .xlsx"),
    Kind(
        "F142",
        _N,
        "从这一格起共 {count} 处公式引用了其他文件，已按最后保存的结果读取",
        "请核对这些单元格，并改为直接填写的值",
    ),
    Kind(
        "F143",
        _N,
        "从这一格起共 {count} 格嵌入了 WPS 图片，图片内容不参加汇总",
        "请把图片中的内容改填为文字或数字",
    ),
    Kind(
        "F144",
        _M,
        "离表格很远的地方还有内容，超出能读取的范围（{rows} 行、{columns} 列）",
        "请删除表格以外的内容后重新保存再报送",
    ),
    Kind("F145", _M, "工作簿内部已损坏，读不出来", _SAVE_AS),
    Kind(
        "F146",
        _N,
        "工作簿引用了其他文件，公式已按最后保存的结果读取",
        "请核对用公式填报的单元格，并改为直接填写的值",
    ),
    Kind("F147", _N, "单元格批注读不出来，批注内容没有登记", "如有说明，请填在备注或审核说明栏"),
)

_LIMITS = (
    Kind("F151", _M, "读取超时，已跳过", f"文件可能已损坏或夹带了过多内容。{_SAVE_AS}"),
    Kind("F152", _M, "读取时占用内存过多，已跳过", f"文件可能已损坏或夹带了过多内容。{_SAVE_AS}"),
    Kind("F153", _M, "文件内容异常，读取程序意外中止，已跳过", f"文件可能已损坏。{_SAVE_AS}"),
    Kind("F154", _M, "读取出错，已跳过", f"文件可能已损坏。{_SAVE_AS}"),
)

KINDS: tuple[Kind, ...] = _FORMATS + _CONTAINERS + _WORKBOOKS + _LIMITS
