"""Chữ mở câu, nối câu: the words with which a clause begins, is joined to another, or tells what is past."""

from __future__ import annotations

import re

CONNECTOR = re.compile(
    r"(?:(?:Theo đó|Đồng thời|Trong đó|Bên cạnh đó|Cùng với đó|Ngoài ra|Vì vậy|Do đó|Do vậy|Tiếp đó|Mặt "
    r"khác|Cụ thể|Cụ thể là|Riêng|Thứ nhất|Thứ hai|Thứ ba|Thứ tư|Thứ năm|Thứ sáu|Thứ bảy|Thứ tám|Một là"
    r"|Hai là|Ba là|Bốn là|Năm là|Đặc biệt|Đặc biệt là|Trước mắt|Ngoài những nội dung trên|Về lâu dài"
    r"|Nhân dịp này|Sau đó|Hằng năm|Hàng năm|Hằng tháng|Hằng quý|Định kỳ|đồng thời|trong đó|theo đó|và|Và"
    r"|Đồng thời với đó|Để thực hiện việc này|(?:Chỉ thị|Công điện|Công văn|Kế hoạch|Văn bản|Thông báo"
    r"|Kết luận|Quyết định"
    r"|Nghị quyết)(?: này)? (?:cũng |còn )?(?:nêu rõ|nêu|nhấn mạnh|chỉ rõ|quy định rõ|quy định"
    r"|yêu cầu rõ))(?:\s?[,:]\s|\s))+"
)
LEAD_WORD = re.compile(
    r"(?:Giao cho|Giao|Yêu cầu|Đề nghị|Phân công|Ủy quyền cho|Uỷ quyền cho|Ủy quyền|Uỷ quyền|giao|yêu cầu"
    r"|đề nghị|kính đề nghị|Kính đề nghị|Trân trọng đề nghị|Kêu gọi|Chỉ định|Thống nhất giao|Tiếp tục giao"
    r"|Đồng ý giao|Kính mong|phân công|Đối với|Riêng|Riêng đối với)(?:\s?:)?\s+(?:cho\s+)?(?=\S)"
)
INTRODUCTION = re.compile(
    r"(?:(?:Địa bàn|Đơn vị|Cơ quan|Địa phương|Nơi|Xã|Sở|Huyện) nào"
    r"|Về|Đối với|Liên quan|Tại|Trong|Căn cứ|Trên cơ sở|Để|Nhằm|Theo|Từ|Khi|Nếu|Trường hợp|Trước|Sau khi"
    r"|Sau|Thực hiện|Tiếp tục|Với|Do|Qua|Ngay|Ngoài|Hằng|Hàng|Định kỳ|Chậm nhất|Đến|Xét|Trên|Tiếp thu"
    r"|Đồng ý|Giao nhiệm vụ|Khẩn trương|Vào|Bên cạnh|Hiện nay|Thời gian|Nguồn|Kinh phí|Ngày|Năm|Triển khai"
    r"|Kết luận|Phát biểu|Thay mặt|Chiều|Sáng|Cũng|Qua|Nhận được)\s",
    re.I,
)
INTRODUCING_VERB = re.compile(
    r"(?:thực hiện|triển khai|căn cứ|trên cơ sở|theo|tiếp thu|trong phạm vi|định kỳ|với|xét|hằng|hàng|khi|sau "
    r"khi)\s",
    re.I,
)
STAFF = re.compile(
    r"(?:các |những )?(?:cán bộ|công chức|viên chức|người|nhân viên|nhân lực|lực lượng|bộ phận|lãnh đạo)(?!\w)"
)
PAST = re.compile(
    r"\s?(?:(?:trong )?thời gian (?:qua|ngắn|vừa qua)[^,;.]{0,15}\s)?(?:mới đây (?=đã|vừa))?(?:đã|đang|vừa"
    r"|được(?! (?:giao|yêu cầu|đề nghị|phân công)\s)|bị|sẽ|chưa|cũng đã"
    r"|còn|luôn|nhận được|thống nhất (?:chỉ|với|về|cao|đánh)|có (?!trách nhiệm|nhiệm vụ|kế hoạch|giải "
    r"pháp|biện pháp|phương án|văn bản|hình thức|báo cáo|ý kiến|chính sách|chương trình)|là (?!cơ quan|đầu mối"
    r"|đơn vị|các cơ quan|các đơn vị)|đạt|thuộc|gồm|bao gồm|cơ bản|trên đây|xin |trân trọng"
    r"|cho biết|cho hay|cho rằng|nhận định|nhìn nhận|thông tin trên|không đủ|đủ điều kiện)"
)
WEAK_PREDICATE = re.compile(
    r"\s?,?\s?(?:theo chức năng, nhiệm vụ[^,;]{0,60},?\s)?(?:chủ trì|phối hợp|có trách nhiệm|chịu trách "
    r"nhiệm|chỉ đạo|tổ chức|hướng dẫn|trình|báo cáo|rà soát|nghiên cứu|xây dựng|ban hành|hoàn thành|theo dõi|đôn đốc"
    r"|triển khai|khẩn trương|tiếp tục|căn cứ|thực hiện|tập trung|chủ động|tăng cường|quán triệt|kiểm tra"
    r"|tổng hợp|công bố|bố trí|đẩy nhanh|đẩy mạnh|lãnh đạo|tham mưu|phân công|hoàn thiện|chuẩn bị|theo|thừa)"
)
CONDITION = re.compile(r"(?:trong quá trình|quá trình|nếu|trường hợp|khi|trong trường hợp)\s", re.I)
# "Sau thời hạn nêu trên, nếu … chưa báo cáo thì phải …".
LATE_CONDITION = re.compile(
    r"(?:Sau|Quá|Hết|Đến)\s[^,;:.]{3,60}, (?:nếu|trường hợp)\s"
    r"|(?:Địa bàn|Đơn vị|Cơ quan|Địa phương|Nơi|Xã|Sở|Huyện) nào\s"
)
ASKED = re.compile(
    r"(?<!,)(?<!văn bản)\s(đề nghị|yêu cầu|giao)\s(?=các |những |Bộ |Sở |UBND |Ủy ban |Thủ trưởng |Chủ tịch "
    r"|cơ quan |đơn "
    r"vị )"
)
ASIDE = re.compile(r"\s?[,(]?\s?(?:nhất là|đặc biệt là|trong đó|bao gồm|gồm|trọng tâm là)\s")
# ", trên cơ sở đề xuất của các đơn vị, " between a subject and its predicate.
BASED_ASIDE = re.compile(
    r",\s(?:trên cơ sở|căn cứ|theo|trong phạm vi|tùy theo|ngoài|bên cạnh)\s[^;.:]{3,220}?,\s(?=chủ trì"
    r"|phối hợp"
    r"|tổng hợp|tham mưu|trình|báo cáo|chủ động|xây dựng|ban hành|tổ chức|triển khai|rà soát|khẩn trương"
    r"|có trách nhiệm)"
)
# A time between the word of asking and the one who is asked.
TIMED = re.compile(
    r"(?:[Tt]ừ (?:ngày|nay)|[Tt]rong (?:thời gian|các ngày|những ngày|dịp)|[Tt]rước ngày|[Nn]gay sau)\s"
    r"[^;:.]{3,90}?, (?=[Cc]ác |[A-ZĐ])"
)
SIGNS = re.compile(r"[,:] |[();]")
SPACE = re.compile(r" ")
PURPOSE = re.compile(r"(?:để|nhằm|căn cứ|trên cơ sở|theo)\s", re.I)
BASED = re.compile(
    r"(?:để|nhằm|căn cứ|trên cơ sở|theo|thực hiện|triển khai|tiếp thu|xét|với|ngày|đối với|về|liên quan|tại"
    r"|tiếp theo|tiếp tục thực hiện|ngoài)\s",
    re.I,
)
BODIES = re.compile(r"(?:các|Các) (?:sở|Sở|bộ|Bộ|cơ quan|đơn vị|địa phương|ban|ngành|UBND|Ủy ban|xã)(?!\w)")
BODY_ACTS = re.compile(
    r"\s((?:các|những) (?:cơ quan|sở|đơn vị|địa phương|bộ|ngành|tổ chức|xã)[^;.:]{0,90}?)\s(?=kịp thời|báo cáo"
    r"|phản ánh|gửi|chủ động|có văn bản|tổng hợp|đề xuất|có ý kiến|thông tin)",
    re.I,
)
# Names follow, no order: "các Chương trình: Xây dựng nông thôn mới, …".
NAMED = re.compile(
    r"(?:[Cc]ác|[Nn]hững|\d)\s(?:[Cc]hương trình|[Dd]ự án|[Đđ]ề án|[Tt]iểu dự án|lĩnh vực)[^,;:.]{0,45}\Z"
)
PAPER_SPEAKS = re.compile(
    r"(?:[Cc]ông điện|[Cc]hỉ thị|[Cc]ông văn|[Vv]ăn bản|[Kk]ế hoạch|[Tt]hông báo|[Nn]ghị quyết)(?: này)? "
    r"(?:cũng |còn )?(?=yêu cầu |giao |đề nghị |phân công )"
)
REQUESTED = re.compile(r":\s(?=(?:giao|đề nghị|yêu cầu|Giao|Đề nghị|Yêu cầu)\s)")
DUTY_OF = re.compile(r"(?:nhiệm vụ|trách nhiệm)(?:[^,;:.]{0,30})? của (?:các )?(?=[A-ZĐ])")
