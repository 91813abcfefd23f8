"""A made-up county report and a small printer that lays it out like a PDF; shared by the tests of reading."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

SHARED = Path(__file__).resolve().parents[3] / "shared" / "reports"

REPORT = """政府工作报告
——2024年3月12日在云岭县第十二届人民代表大会第三次会议上
云岭县人民政府县长 周明远
各位代表：
现在，我代表县人民政府向大会报告工作，请予审议，并请县政协委员和其他列席人员提出意见。
一、2023年工作回顾
过去一年，面对多重困难和挑战，全县干部群众迎难而上，较好完成了年初确定的各项任务。预计全县地区生产总值完成86.4亿元，增长5.8%左右；一般公共预算收入4.27亿元，增长6.1%；城乡居民人均可支配收入分别达到38126元、17455元。
（一）坚持项目为先，发展后劲稳步增强
全年实施重点项目76个，完成投资41.3亿元。松溪水库除险加固工程竣工，云岭大道东延段建成通车，白石坪光伏电站并网发电。签约项目23个，到位资金18.6亿元。
（二）坚持农业为基，乡村面貌持续改善
粮食播种面积稳定在31.2万亩，总产量达到1.46亿斤。改造农村户厕1200座，新建“四好农村路”46公里。“云岭红茶”入选省级特色农产品名录，茶农人均增收2600元。
（三）坚持民生为本，群众生活更加殷实
城镇新增就业2150人，登记失业率控制在3.6%以内。县人民医院门诊楼投入使用，新增普惠托位180个。谁来照看独居老人？我们建成日间照料中心9个，回答了这个问题！
各位代表，在看到成绩的同时，我们也清醒地认识到，全县经济总量偏小、产业层次偏低的状况没有根本改变，我们将采取有力措施加以解决。
二、2024年工作安排
今年是新一轮发展的关键之年。做好政府工作，要坚持稳中求进、以进促稳，奋力谱写云岭高质量发展新篇章。
今年全县经济社会发展的主要预期目标是：地区生产总值增长6%左右，规模以上工业增加值增长7%以上，固定资产投资增长8%，居民收入与经济增长基本同步，居民消费价格指数涨幅控制在3%以内。
围绕上述目标，重点抓好以下工作：
（一）聚焦产业升级，推动工业经济再上台阶
盯住30个工业项目，力争完成投资25亿元。新建标准厂房5万平方米，培育规上企业6家以上，推动松溪新材料产业园二期开工建设。
（二）聚焦城乡融合，推动县城品质持续提升
改造老旧小区12个，新增停车泊位600个。实施县城供水管网改造工程，总投资1.8亿元，年内完成主体工程。
三、全面加强政府自身建设
坚持依法行政，办理人大代表建议和政协委员提案不走过场。落实过紧日子要求，“三公”经费下降5%以上。
各位代表！让我们只争朝夕、真抓实干，为建设富裕美丽的云岭而努力奋斗！
"""

HEADINGS = [
    "一、2023年工作回顾",
    "（一）坚持项目为先，发展后劲稳步增强",
    "（二）坚持农业为基，乡村面貌持续改善",
    "（三）坚持民生为本，群众生活更加殷实",
    "二、2024年工作安排",
    "（一）聚焦产业升级，推动工业经济再上台阶",
    "（二）聚焦城乡融合，推动县城品质持续提升",
    "三、全面加强政府自身建设",
]

_UNIT = re.compile(r"[0-9A-Za-z.%]+|.")
_NOT_AT_LINE_START = "，。、；：！？”）"


@dataclass(frozen=True)
class Print:
    """How a page is laid out: characters a line, lines a page, what the extraction left of it."""

    width: int
    lines: int = 16
    indent: bool = True
    blank_lines: bool = False
    page_number: str | None = "— %d —"
    form_feed: bool = False
    running_head: str | None = None
    newline: str = "\n"


def wrap(text: str, width: int, indent: bool) -> list[str]:
    """``text`` in lines of ``width`` Han characters; numbers stay whole, closing marks hang over."""
    lines = []
    for paragraph in text.splitlines():
        line, columns = ("　　" if indent else ""), 4
        for unit in _UNIT.findall(paragraph):
            size = sum(2 if char > "\u1100" else 1 for char in unit)
            if columns + size > 2 * width and unit not in _NOT_AT_LINE_START:
                lines.append(line)
                line, columns = "", 0
            line += unit
            columns += size
        lines.append(line)
    return lines


def print_pages(text: str, layout: Print) -> str:
    """``text`` as a PDF extraction would give it under ``layout``."""
    lines = wrap(text, layout.width, layout.indent)
    printed: list[str] = []
    for page, start in enumerate(range(0, len(lines), layout.lines), 1):
        body = lines[start : start + layout.lines]
        if page > 1 and layout.running_head:
            body.insert(0, layout.running_head)
        if page > 1 and layout.form_feed:
            body[0] = "\f" + body[0]
        if layout.page_number:
            body.append(layout.page_number % page)
        printed += body
    return (layout.newline * (2 if layout.blank_lines else 1)).join(printed)
