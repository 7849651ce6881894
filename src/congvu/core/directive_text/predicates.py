"""Động từ điều hành: the words with which a clause begins to say what is to be done.

One small dictionary serves three questions: where does the subject end, does an item begin with an order, which verb
is it.
"""

from __future__ import annotations

import re

# Two-syllable verbs and adverbs that open an order.
_TWO = """
cấp phép|cấp đổi
áp dụng|ban hành|bãi bỏ|bàn giao|bám sát|báo cáo|bảo đảm|đảm bảo|bảo quản|bảo vệ|bảo trì|biên soạn|biên tập|biểu dương
bố trí|bổ sung|bồi dưỡng|bổ nhiệm|bóc tách|cải cách|cải thiện|cải tạo|cập nhật|cấp phát|cấp bách|chấn chỉnh|chấm dứt
chấp hành|chăm lo|chăm sóc|chỉ đạo|chỉnh trang|chia sẻ|chi trả|chi viện|chịu trách|chọn lọc|chú trọng|chú ý|chủ động
chủ trì|chuẩn bị|chuẩn hóa|chuẩn hoá|chuyển đổi|chuyển giao|chuyển hồ|chứng minh|công bố|công khai|công nhận|củng cố
cung cấp|cung ứng|cụ thể|cân đối|cắt giảm|cảnh báo|cam kết|căn cứ|dẫn dắt|dự báo|dự phòng|duy trì|duy tu|dành|dừng
đa dạng|đánh giá|đào tạo|đầu tư|đẩy mạnh|đẩy nhanh|đấu tranh|đề cao|đề nghị|đề xuất|đề ra|điều chỉnh|điều phối
điều tra|điều động|điều hành|điều tiết|định hướng|định kỳ|định danh|đôn đốc|đối thoại|đối chiếu|đổi mới|động viên
đồng bộ|đơn giản|đăng ký|đăng tải|đặt|đóng góp|đột phá|gắn|gia hạn|giải quyết|giải ngân|giải phóng|giải trình|giám sát
giao|giới thiệu|giữ vững|giữ|gìn giữ|gương mẫu|hạn chế|hiện đại|hình thành|hoàn thành|hoàn thiện|hoàn chỉnh|hoàn tất
hỗ trợ|huy động|hướng dẫn|hướng đến|hợp tác|hủy bỏ|kêu gọi|kết nối|kết hợp|kế thừa|khai thác|khảo sát|khắc phục
khẩn trương|khen thưởng|khuyến khích|khuyến cáo|khởi công|khôi phục|không được|không để|không trình|không lạm
kiểm điểm|kiểm đếm|kiểm soát|kiểm tra|kiểm kê|kiên quyết|kiên trì|kiện toàn|kiến nghị|kịp thời|ký kết|lãnh đạo|làm rõ
làm tốt|làm việc|lập kế|lập dự|lập danh|lập hồ|lập phương|lấy ý|liên hệ|liên thông|linh hoạt|lồng ghép|loại bỏ
lựa chọn|luân chuyển|lưu trữ|lưu ý|lưu giữ|minh bạch|mở rộng|mở các|mua sắm|nâng cao|nâng cấp|nắm bắt|nắm chắc
nắm tình|nêu cao|nêu rõ|ngăn chặn|ngăn ngừa|nghiêm cấm|nghiêm túc|nghiên cứu|nghiệm thu|nhân rộng|nhanh chóng
nhận diện|niêm yết|nỗ lực|phân bổ|phân cấp|phân công|phân định|phân loại|phân tích|phân giao|phân luồng|phát động
phát hành|phát hiện|phát huy|phát triển|phê duyệt|phổ biến|phối hợp|phối với|phòng ngừa|phòng chống|phòng tránh
phấn đấu|phản ánh|phản hồi|phục hồi|phục vụ|quán triệt|quản lý|quảng bá|quan tâm|quy định|quy hoạch|quyết liệt
quyết tâm|quyết định|quyết toán|rà soát|ra quân|rút ngắn|rút kinh|sáng tạo|sản xuất|sắp xếp|sẵn sàng|siết chặt|sơ kết
sơ tán|số hóa|số hoá|sửa đổi|sửa chữa|sử dụng|tái cấu|tài trợ|tạm dừng|tạm ứng|tạo điều|tạo lập|tạo sự|tạo thuận
tạo chuyển|tận dụng|tập huấn|tập hợp|tập trung|tăng cường|tăng tốc|tăng thu|tham dự|tham gia|tham khảo|tham mưu
tham vấn|thanh tra|thanh toán|thành lập|tháo gỡ|thay mặt|thay thế|thay đổi|theo dõi|theo chức|theo phạm|theo thẩm
theo nhiệm|theo quy|theo phân|theo lĩnh|theo đó|thẩm định|thẩm tra|thăm hỏi|thể chế|thể hiện|thi công|thi đua|thiết kế
thiết lập|thí điểm|thông báo|thông tin|thông qua|thống kê|thống nhất|thu gom|thu hồi|thu hút|thu thập|thu hoạch
thúc đẩy|thực thi|thường xuyên|thường trực|thực hành|thực hiện|thừa ủy|tiên phong|tiếp cận|tiếp công|tiếp nhận
tiếp thu|tiếp tục|tiến hành|tiết giảm|tiết kiệm|tích cực|tích hợp|tính toán|tìm kiếm|tinh gọn|tổ chức|tổng hợp
tổng kết|tổng rà|tôn vinh|tối ưu|trang bị|tra cứu|trả lời|trao đổi|triển khai|triệt để|trình Thủ|trình Chính|trình Ủy
trình UBND|trình Hội|trình HĐND|trình cấp|trình Quốc|trình Chủ|trình phê|trình ban|trình Bộ|trình cơ|trích lập
trực tiếp|truyền thông|truy thu|tuyên truyền|tuyển dụng|tuyển chọn|tuyệt đối|tuân thủ|tư vấn|tự chịu|tự tổ|tự rà
tự kiểm|ưu tiên|ứng dụng|ứng phó|ứng trực|ủy quyền|uỷ quyền|vận động|vận hành|vận dụng|vận chuyển|vào cuộc|xác định
nhấn mạnh|khẳng định|chỉ rõ|tiêm phòng|nạo vét|di dời|gia cố|cứu trợ|phá dỡ|khống chế|đối phó|đền bù|đàm phán|thu giữ
tịch thu|truy quét|truy vết|phong tỏa|phong toả|xếp loại|soát xét|khử trùng|tiêu độc|dọn dẹp|biệt phái|chứng nhận
chứng thực|hoạch định|nhập liệu|sáp nhập|xin ý|lập biên|lên phương|thẩm duyệt|luân phiên|trao tặng|trưng dụng|ký cam
xác minh|xác nhận|xây dựng|xây mới|xem xét|xét duyệt|xóa bỏ|xoá bỏ|xử lý|xử phạt|xúc tiến|xuất cấp|yêu cầu|trân trọng
trước ngày|trước khi|trước hết|trước mắt|chậm nhất|có trách|có ít|có tối|có trên|có từ|có nhiệm|có kế|có giải|có biện
có phương|có hình|có văn|có cơ|có ý|có hướng|có chính|có chương|cần phải|cần tập|cần tiếp|phải chịu|phải có|phải thực
phải tập|phải bảo|phải chủ|trên cơ|trên tinh|làm chủ|giúp|trong phạm|trong quá|trong tháng|trong quý|với vai|với tinh
với trách|ngoài việc|sau khi|khi có|khi phát|hằng năm|hàng năm|hằng tháng|hàng tháng|hằng quý|hàng quý|định kì
bằng nguồn|để xảy|chịu|chỉ đạo,|sớm|mở đợt|là cơ|là đơn|là đầu|là các|kể từ|nếu có|nếu để|vì|ngay sau|ngay khi
đăng cai|đưa vào|đưa các|đưa nội|đưa ra|đi kiểm|gửi báo|gửi về|gửi kế|gửi văn|gửi Sở|gửi Bộ|gửi kết|mời|cử cán|cử công
cử lực|cử đại|cử người|lên kế|ký ban|tự giác|tự chủ|nhân rộng,|đạt|làm đầu|làm cơ|hỏi|cho ý|cho phép|không tổ
không ban|không thực|không sử|không yêu|không phát|không tự|không chủ|xem đây|coi đây|xác lập|dự kiến|khẩn cấp
phủ sóng|quan trắc|lắp đặt|thành công|tuần tra|canh gác|trực ban|bắt giữ|khởi tố|truy tố|xét xử|kê khai|nộp|rút|thoái
bán|mua|dọn|đo|thu|chi|trồng|nuôi|tiêm|phun|tái|giảm|tăng|nhập|xuất|ký|lập|mở|cấp|cử|đưa|gửi|lấy|làm|trình|trả|tạo|tự|xét
xóa|xoá|vận|khơi|kích|tiêu hủy|tiêu huỷ|châm|thả|rắc|hiệp đồng|hội thảo|khoanh|truy|bảo hộ|giáo dục|gọi|dự toán|khắc
phủ|hòa giải|hoà giải|soạn thảo|trợ giúp|tôn trọng|xây|chỉnh lý|chỉnh sửa|ký số|kết thúc|khai báo|khám|điều trị
thu dung|cách ly|dập|lan tỏa|lan toả|tôn tạo|trùng tu|ngừng|nhắc nhở|phê bình|kỷ luật|đình chỉ|miễn nhiệm|thôi|giãn
hoãn|chuyển|tận tâm|tận tụy|chuyên nghiệp|trong việc|trong công|trong quá|trong thời|trong phạm|trong năm|trong triển
trong tổ|trong thực|trong xây|trong quản|trong đó|trong giải|trong xử|như sau|dưới đây|sau đây|cụ thể|tại các|nghe
tăng thời|tăng số|tăng mức|tăng tần|tăng lượng|giảm thời|giảm số|giảm mức|mở chuyên|mở lớp|lập đoàn|lập tổ|lập các
chuyển nội|chuyển đơn|chuyển văn|chuyển phản|chuyển ý
dựng nhà|dựng lều|dựng rạp|dựng bạt|trao|cấm|siết|đốc thúc|vươn|tránh|phân|phát|xốc
"""  # fmt: skip
_PHRASES = frozenset(
    phrase.strip().rstrip("?") for line in _TWO.split("\n") for phrase in line.split("|") if phrase.strip()
)
_PAIRS = frozenset(phrase for phrase in _PHRASES if " " in phrase)
_SINGLE_START = frozenset(phrase for phrase in _PHRASES if " " not in phrase)
# Single words that always end a subject.
_SINGLE_END = frozenset(
    [
        "theo", "căn", "cần", "phải", "không", "là", "được", "bị", "đã", "đang", "sẽ", "sớm", "chịu", "chưa", "cũng",
        "đều", "nếu", "khi", "để", "nhằm", "vì", "do", "nên", "tự", "hãy", "cùng", "đóng", "giao", "dành", "gắn", "đặt",
        "đưa", "gửi", "xin", "cử", "lấy", "trình", "trên", "ngay", "xét", "vẫn", "còn", "vừa", "mới", "đến",
        "ký", "tổ-chức", "lập", "dọn", "nộp", "trồng",
    ]
)  # fmt: skip
# Words that end a subject but do not by themselves open an order: conditions, bases, times, manners.
_NOT_OPENING = frozenset(
    [
        "nếu", "khi", "căn", "trước", "chậm", "theo", "trong", "trên", "với", "vì", "sau", "kể", "hằng", "hàng", "bằng",
        "để", "ngoài", "ngay", "do", "như", "tại", "dưới", "được", "kì", "dự",
    ]
)  # fmt: skip
_NOT_END = re.compile(
    r"(?:được giao|được phân công|được kiểm tra|được lấy|được ủy quyền|được phân cấp|đến [A-ZĐ]|do (?:Nhà nước"
    r"|UBND|Ủy ban|Bộ|tỉnh|mình)|không chuyên|do [a-z]+ quản|giao thông|giao dịch|giao thương|giao lưu)"
)
_WORDS = re.compile(r"(\S+)(?:\s+(\S+))?")
_PREFIX = re.compile(
    r"(?:(?:Cần|Phải|cần|phải|Sớm|sớm|Hãy|Thực sự|Luôn|luôn|Cơ bản|Nghiêm túc|Mạnh dạn|Bước đầu|Từng bước"
    r"|từng bước|Trước mắt|trước mắt|Đặc biệt|đặc biệt|Đồng thời|đồng thời|Trong đó|trong đó|Tiếp đó|Cùng "
    r"với đó|Bên cạnh đó|Ngoài ra"
    r"|Theo đó|Mặt khác|Hằng năm|Hàng năm|Hằng tháng|Hằng quý|Hàng tháng|Hàng quý|hằng năm|Định kỳ|Nhất là"
    r"|Vì vậy|Do đó|Từ đó|Cụ thể(?! h[óo])|Qua đó|Riêng|rà soát)[,:]?\s+)+"
)


def _bare(word: str | None) -> str:
    return word.rstrip(",;:.)]”\"'") if word else ""


# Second syllables of nouns: "công trình", "đổi mới", "ngoại giao" end no subject.
_INSIDE_WORD = {
    "đang": ("dự án ",),
    "giao": ("ngoại ", "chuyển ", "bàn "),
    "trình": ("công ", "quy ", "chương ", "lộ ", "hành ", "quá ", "giáo "),
    "mới": ("đổi ", "nông thôn "),
    "còn": ("vẫn ",),
    "là": ("tức ",),
    "tự": ("trật ",),
    "lập": ("công ", "độc ", "thành ", "thiết ", "xác ", "đối ", "trung "),
    "trồng": ("nuôi ", "rừng ", "cây ", "gieo "),
    "dành": ("để ",),
}


def is_predicate(text: str, position: int) -> bool:
    """Whether the small-letter word at `position` starts a predicate, i.e. ends a subject before it."""
    found = _WORDS.match(text, position)
    if not found:
        return False
    first, second = found[1], found[2]
    bare = _bare(first)
    if bare in _INSIDE_WORD and text[max(0, position - 10) : position].lower().endswith(_INSIDE_WORD[bare]):
        return bare == first and f"{first} {_bare(second)}" in _PAIRS
    if first[-1] in ",;:.":
        return bare in _SINGLE_END or f"{bare}," in _PHRASES
    if f"{first} {_bare(second)}" in _PAIRS:
        return not (second == "xuất" and text.startswith(" khẩu", found.end()))
    if first == "có" and second and second[0].isdigit():
        return True
    return first in _SINGLE_END and not _NOT_END.match(text, position)


# Nouns that begin like a verb of one syllable.
_NOUNS = frozenset(["cử tri", "thu nhập", "chi phí", "chi bộ", "chi hội", "chi cục", "chi nhánh", "chi đoàn", "tự do"])
_CAPITAL_VERBS = re.compile(
    r"(?:Khẩn trương|Theo dõi|Phối hợp|Tiếp tục|Chủ trì|Chủ động|Tập trung|Rà soát|Tăng cường|Đẩy mạnh"
    r"|Hướng dẫn|Căn cứ|Trên cơ sở|Thực hiện|Triển khai|Phát huy|Tham mưu|Thường xuyên|Kịp thời|Chỉ đạo"
    r"|Báo cáo|Tổng hợp|Đôn đốc)(?!\w)"
)


def capital_predicate(text: str, position: int) -> bool:
    """Whether a verb printed with a capital stands where a name would go on ("Giao Sở Xây dựng Theo dõi …")."""
    return bool(_CAPITAL_VERBS.match(text, position))


def opening_verb(text: str, position: int = 0) -> tuple[int, int] | None:
    """Range of the verb or adverb with which an order begins at `position`, whatever its case; None where none
    begins."""
    prefix = _PREFIX.match(text, position)
    start = prefix.end() if prefix else position
    found = _WORDS.match(text, start)
    if not found:
        return None
    first, second = _bare(found[1]).lower(), _bare(found[2])
    if first in _NOT_OPENING:
        return None
    if found[1][-1] not in ",;:." and f"{first} {second.lower()}" in _PAIRS_LOW:
        if text.startswith((" này ", " nói trên", " nêu trên", " trên nhằm"), found.start(2) + len(second)):
            return None  # a thing that was named before ("ứng dụng này"), not an act
        return found.start(1), found.start(2) + len(second)
    if f"{first} {second.lower()}" in _NOUNS:
        return None
    if first in _SINGLE_START or f"{first}," in _PHRASES:
        return found.start(1), found.start(1) + len(first)
    if prefix and prefix[0].endswith("rà soát "):
        return prefix.end() - len("rà soát "), prefix.end() - 1
    if prefix and prefix[0].split()[0].rstrip(",:") in ("Cần", "Phải", "Sớm", "Hãy", "cần", "phải"):
        return prefix.start(), prefix.end() - 1
    return None


_PAIRS_LOW = frozenset(pair.lower() for pair in _PAIRS)
