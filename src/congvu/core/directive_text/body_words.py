"""Tên chủ thể: the words with which bodies, offices and groups begin, go on and end.

Small dictionaries, not a register: which unit is meant is resolved elsewhere, as of a date.
"""

from __future__ import annotations

import re

from congvu.core.directive_text.vocabulary import FIELDS


def _spelt(words: str) -> str:
    """The same words with the tone on either vowel ("Đảng ủy", "Đảng uỷ")."""
    return words.replace("ủy", "(?:ủy|uỷ)").replace("Ủy", "(?:Ủy|Uỷ)")


NAMED = _spelt(
        "[Hh]ệ thống (?:truyền thanh|truyền thông|phát thanh)"
        "|Báo và (?:Đài )?[Pp]hát thanh(?:,| -| –| và)? [Tt]ruyền hình|Cán bộ, (?:công chức, viên chức|công chức"
        "|lãnh đạo"
        "|đảng viên)|Cán bộ|Công chức|Viên chức|"

        "Phó Thủ tướng Thường trực|Phó Thủ tướng|Thủ tướng|Chính phủ|Quốc hội|Bộ trưởng|Bộ Trưởng|Thứ trưởng"
        "|Bộ Chỉ huy|Bộ chỉ huy|Bộ Tư lệnh|Bộ tư lệnh|Bộ đội|Bộ"

        "|Phó Giám đốc|Giám đốc|Sở|Ủy ban|Uỷ ban|ủy ban|uỷ ban|UBND|UBMTTQ|HĐND|Hội đồng|Phó Chủ tịch|Chủ "
        "tịch|Phó Chủ nhiệm|Chủ nhiệm|Chánh|Phó Chánh|Văn phòng|Thanh tra|Tổng cục|Cục trưởng|Cục"

        "|Chi cục|Vụ trưởng|Vụ|Viện trưởng|Viện|Trung tâm|Công an|Quân khu|Ban Chỉ đạo|Ban|Trưởng ban|Trưởng "
        "Ban|Trưởng|Ngân hàng|Kho bạc|Bảo hiểm|BHXH|Tòa án|Toà án|Mặt trận|MTTQ|Liên đoàn|Liên minh|Liên hiệp"

        "|Tiểu ban|Hiệp hội|Hội|Đoàn|Đài|Đảng ủy|Đảng bộ|Tỉnh ủy|Thành ủy|Đặc khu ủy|Huyện ủy|Báo|Thông tấn "
        "xã|Cổng Thông tin|Cổng thông tin|Tập đoàn|Tổng công ty|Tổng Công ty|Công ty|Trường|Đại học|Học viện"
        "|Bệnh viện|Kiểm toán"

        "|Thống đốc|Tổng Giám đốc|Tổng giám đốc|Tổng Thanh tra|Tổng Kiểm toán|Tổng Thư ký|Bí thư|Phó Bí thư"
        "|Thường trực|Thủ trưởng|thủ trưởng|Người đứng đầu|người đứng đầu|Tổ trưởng"
        "|Tổ kiểm tra|Tổ giúp việc|Tổ giám sát|Tổ thẩm định|Tổ liên ngành|Tổ công tác|Tổ Công tác"
        "|Đội|Cảng vụ|Hải quan|Thuế"
        "|Trạm|Phòng"

        "|Tổng Bí thư|Viện kiểm sát|Viện Kiểm sát|Tỉnh|Thành phố|Ủy viên|Thành viên|Chủ đầu tư|Chủ dự án|Nhà "
        "đầu tư|Cơ quan|Đơn vị|Địa phương|Cấp ủy|Cấp uỷ|Cơ sở|Chính quyền|Các cấp ủy|Lực lượng|Sư đoàn|Biên "
        "phòng|Lãnh đạo|Đồng chí|đồng chí|Đ/c|Quỹ|Bưu điện|Điện lực|Nhà xuất bản|Thư viện|Bảo tàng|Trung "
        "ương Mặt trận|Chi nhánh|Nhà máy|Liên danh|Trung ương Hội|Trung ương Đoàn|Cổng TTĐT|Cổng Thông tin điện tử"
        r"|TP(?=\.?\s?[A-ZĐ])|TPHCM|(?:giám đốc|chủ tịch|bí thư|tổng giám đốc|hiệu trưởng|chánh văn phòng|cục trưởng"
        r"|vụ trưởng)(?=\s(?:các\s|[A-ZĐ]))"
)  # fmt: skip
GENERIC = (
    "bộ trưởng|bộ|sở|ban|ngành|cơ quan|đơn vị|địa phương|tổ chức|cá nhân|đoàn thể|xã|phường|đặc khu|huyện"
    "|quận|thị xã|thành phố|tỉnh|doanh nghiệp|hiệp hội|hội|trường|chủ tịch|thủ trưởng|giám đốc|phòng"
    "|trung tâm|cấp ủy|cấp uỷ|tỉnh ủy|tỉnh uỷ|thành ủy|thành uỷ|đảng ủy|đảng uỷ"
    "|chính quyền|lực lượng|chủ đầu tư|nhà thầu|nhà đầu tư|người đứng đầu|thành viên|tập đoàn|tổng công "
    "ty|công ty|viện|hợp tác xã|ngân hàng|cán bộ|báo|đài|vụ|cục|cơ sở(?! dữ liệu| vật chất| hạ tầng)"
    "|đồng chí|Ủy viên|ủy ban|uỷ ban"
    "|lãnh đạo|văn phòng|tập thể|nhà trường|bệnh viện"
    "|thành(?=, thị(?!\\w))|(?<=thành, )thị|nhà mạng|chợ|siêu thị|khách sạn|hộ dân"
    "|công an|quân đội|khối|trưởng|phó|chủ rừng|chủ đập|chủ hồ|tổ|đội|trạm|thôn|ban quản lý|hộ|nhân dân"
    "|người dân|công chức|viên chức|người lao động|đảng viên|hội viên|đại biểu|ông, bà"
)
NOT_HEAD = (
    r"(?!Báo cáo|Báo chí|Trường hợp|Hội nghị|Hội thảo|Hội thi|Hội chợ|Tổ chức|Phòng ngừa|Phòng,|Phòng chống|Quỹ "
    r"đất|Ban hành|Đội ngũ|Vụ việc|Vụ án|Thuế thu|Thuế giá|Thuế suất|Thuế tiêu|Thuế xuất|Thuế nhập|Thuế "
    r"tài|Thuế bảo|Hội nhập|Đoàn kết"
    r"|Bộ chỉ số|Bộ tiêu chí|Bộ thủ tục|Bộ máy|Bộ phận|Bộ nhận|Bộ câu|Bộ dữ|Bộ công|Trung tâm hóa|Trạm bơm"
    r"|Công an toàn|Tổ hợp|Viện trợ|Phòng thủ|Quỹ tiền|Bộ sách|Trưởng thành|Hội tụ|Tỉnh lộ|Đài thọ|Văn "
    r"phòng phẩm|Trường lớp|Báo động|Cơ sở dữ liệu|Cơ sở vật chất|Cơ sở hạ tầng|Bộ Luật|Bộ luật|Hội đồng "
    r"bộ)"
)
HEAD = re.compile(rf"{NOT_HEAD}(?:{NAMED})(?!\w)")
NOT_GROUP = (
    r"(?![Bb]áo cáo|bộ phận|bộ tiêu chí|bộ chỉ số|bộ luật|tổ hợp|tập đoàn quân|cơ sở dữ liệu|cơ sở vật chất"
    r"|cơ sở hạ tầng|Cơ sở dữ liệu|Cơ sở vật chất|ban hành|hội nghị|hội thảo|hội thi|phòng trào|ngành nghề"
    r"|ngành hàng|trường hợp|Trường hợp|đội ngũ|vụ việc|vụ án|thuế|Thuế|Hội nghị|Hội thảo|tổ chức thực|báo chí"
    r"|hộ chiếu|đài thọ|viện trợ|cục bộ)"
)
GROUP = re.compile(
    rf"(?:(?:[Cc]ác|[Nn]hững|[Tt]oàn thể|[Tt]ất cả(?: các)?|[Mm]ỗi|[Tt]ừng|[Mm]ột số"
    rf"|[Hh]ệ thống(?: các)?"
    rf"|[Hh]ai)\s+(?:\d+\s+)?(?:[Qq]uý\s+)?"
    rf"(?=[\w(]){NOT_GROUP}(?:{NAMED}|{GENERIC}|[Tt]ỉnh|Thủ trưởng|[Bb]an|Cấp))(?!\w)"
)
BARE_GROUP = re.compile(rf"(?:{GENERIC})(?!\w)")
PLURAL_FIELD = re.compile(
    r"(?:(Bộ trưởng|Thứ trưởng|[Ll]ãnh đạo|Giám đốc|[Đđ]ại diện)\s+)?(?:[Cc]ác|CÁC)\s+([Bb]ộ"
    r"|[Ss]ở)(?:,\s+(?:ngành|cơ quan|ban|ban, ngành|cơ quan ngang bộ))?(?:\s*:\s*|\s+)(?=[A-ZĐ])"
    r"|[Cc]ác\s+(?P<heads>Bộ trưởng|Thứ trưởng|Giám đốc)(?:\s+(?:các\s+)?(?P<of>[Bb]ộ|[Ss]ở))?\s*:\s*(?=[A-ZĐ])"
)
PLURAL_NAME = re.compile(
    r"(?:(?P<before>[^,;:.]{0,70}?)\s)?(?:[Cc]ác)\s+(?P<noun>[Tt]ỉnh,? (?:và )?[Tt]hành phố(?: trực thuộc"
    r" [Tt]rung ương(?=\s*:))?|[Tt]ỉnh"
    r"|[Tt]hành phố|[Tt]ập đoàn|[Tt]ổng công ty|[Xx]ã, phường|[Xx]ã|[Pp]hường|[Cc]ục|[Vv]ụ"
    r"|[Bb]an)(?:\s*:\s+|(?<=oàn)\s+|(?<=ông ty)\s+"
    r"|(?<=ỉnh)\s+(?!Tây |Đông |Bắc (?:Trung|Bộ)|Nam (?:Trung|Bộ)|Duyên|Trung |Miền|Đồng bằng|Việt)"
    r"(?=[A-ZĐ][^,;.:()]{1,14}, [A-ZĐ]))(?=[A-ZĐ])"
)
#: Names of bodies that hold commas themselves, where a list of such names is taken apart.
WITH_COMMAS = re.compile(
    r"(?:Xuất bản, In và Phát hành|Phát thanh,? [Tt]ruyền hình và [Tt]hông tin điện tử|Mỹ thuật, Nhiếp ảnh và Triển lãm"
    r"|Kế hoạch, Tài chính|Văn hóa, Thể thao và Du lịch|Khoa học công nghệ, Đào tạo và Môi trường"
    r"|Quản lý, giám sát bảo hiểm)(?!\w)"
)
FIELD = re.compile("|".join(sorted(map(re.escape, FIELDS), key=len, reverse=True)))
SEPARATOR = re.compile(r"\s?(?:[,;]\s?(?:và|cùng|hoặc)?|/|\s(?:và|cùng với|cùng|hoặc|với)(?=\s))\s*")
TAIL = re.compile(r"\s?[,;]?\s?(?:nhất là|đặc biệt là|trong đó)\s+")
INSIDE = re.compile(
    r"(?:chủ trì|phối hợp|quản lý|thẩm định|thẩm tra|đăng ký|chủ quản|soạn thảo|tham mưu|giúp việc|kiểm "
    r"tra|kiểm soát|phục vụ|bảo vệ|chỉ đạo|chỉ huy|điều hành|vận động|cung cấp|giải quyết|hỗ trợ|xúc tiến"
    r"|phát triển|tiếp nhận"
    r"|điều phối|giám sát|đánh giá|thi hành|tuyên truyền|thông tin|thống kê|tổ chức|dự báo|thực hiện|sử "
    r"dụng|được giao|xây dựng|ứng dụng|giáo dục|sản xuất|kinh doanh|khám|chế biến|vận tải|lưu trú|thi công|xuất khẩu"
    r"|nuôi trồng|tư vấn|trợ giúp|thu|đo đạc|ứng phó|khai thác|nghiên cứu|liên quan|đào tạo|quy hoạch|bảo đảm"
    r"|phòng)(?!\w)"
)
OFFICE = re.compile(
    r"(?:[Bb]an|[Tt]rung tâm|[ỦUu]ỷ ban|[Ủủ]y ban|[Qq]uỹ|[Tt]ổ|[Đđ]oàn|[Hh]ội đồng|[Vv]ăn phòng|[Vv]iện|[Cc]ục"
    r"|[Cc]hi cục|(?<![Qq]uốc )[Pp]hòng|[Tt]rạm|[Đđ]ội|Vụ|Trưởng ban|Bộ)\Z"
)
PLAIN_OFFICE = re.compile(r"(?:[Cc]ơ quan|[Đđ]ơn vị)\Z")
# Those who are named by what they do ("cơ sở giáo dục", "doanh nghiệp xuất khẩu").
DOERS = re.compile(r"(?:[Cc]ơ sở|[Dd]oanh nghiệp|[Nn]hà máy|tổ chức|[Đđ]ơn vị|[Hh]ộ|[Hh]ợp tác xã|nhà thầu)\Z")
DOING = re.compile(
    r"(?:giáo dục|sản xuất|kinh doanh|khám|đào tạo|chế biến|vận tải|lưu trú|thi công|xuất khẩu|nuôi trồng|tư vấn"
    r"|khai thác|cung cấp|trợ giúp|xây dựng|sử dụng)(?!\w)"
)
PLACES = re.compile(r"(?:các\s)?(?:tỉnh|thành phố|địa phương|khu vực|huyện|xã|phường)(?:, thành phố)?\s?:\s+[A-ZĐ]")
QUALIFIED = re.compile(
    r"(?<=cơ quan)\s(?:thông tấn|truyền thông|báo chí|thông tin đại chúng|thông tin|thanh tra|chức năng"
    r"|hữu quan|chuyên môn|đăng ký đầu tư|có thẩm quyền|đại diện|báo, đài|truyền hình|phát thanh|ngôn "
    r"luận)(?:,? (?:và )?(?:báo chí|truyền thông|phát thanh|truyền hình|thông tấn|báo, đài))*(?!\w)",
    re.I,
)
NOMINAL = re.compile(
    r"(?:xây dựng|đầu tư|quản lý|phát triển|thông tin|đào tạo|kiểm soát|bảo vệ|phục vụ|điều tra|thống kê"
    r"|truyền thông|thanh tra|bảo trì|sản xuất|ứng dụng|giám định|kiểm định|đăng ký)(?!\w)"
)
LOOSE_END = re.compile(r"(?:\s(?:về|và|của|(?<!trực )thuộc|tại|theo|cho|đến|để|trong|với|do|ở|bằng|từ|là|nêu|có))+\Z")
NAMED_PLACE = re.compile(r"(?:tỉnh|thành phố|huyện)\s[A-ZĐÂĂƯÔƠÊÁÀẢÃẠẤẦẨẪẬỦÍÌ]")
#: A head in small letters with a body of his own: ", giám đốc Sở X", ", thủ trưởng các ngành".
NEW_TITLE = re.compile(
    r"(?:giám đốc|chủ tịch|bí thư|tổng giám đốc|hiệu trưởng|chánh văn phòng|cục trưởng|vụ trưởng|thủ trưởng)"
    r"\s(?:các\s|[A-ZĐ])"
)
NEW_PLAIN = re.compile(
    r"(?:(?:tỉnh|thành phố) [A-ZĐÂĂƯÔƠÊÁÀẢÃẠẤẦẨẪẬỦÍÌ]|cơ quan|đơn vị|địa phương|doanh nghiệp|cơ sở|hiệp hội"
    r"|tổ chức (?:có|chính|xã|đoàn)|đại biểu)"
)
ATTACHED = re.compile(
    r"(?:quy định|nêu|có tên|ghi)\s(?:tại|trong)\s(?:các\s)?(?:Điều|Phụ lục|mục|khoản|Danh sách|danh sách"
    r"|điểm)(?:\s[\dIVX]+[a-z]?)?(?:(?:, | và )\d+)*(?:\s(?:Quyết định|Kế hoạch|Chỉ thị|Nghị quyết) này)?|là "
    r"(?:người đứng đầu|thành viên|chủ đầu tư|lãnh đạo|tổ chức|hộ gia đình|doanh nghiệp|cá nhân)(?!\w)"
    r"|được (?:giao|phân công) (?:chủ trì|phối hợp)(?=\s(?:có|chịu|phải|cần)\s|,)"
    r"|được [A-ZĐ][^,;.:]{2,40}? (?:phân công|giao|ủy quyền|chỉ định)"
    r"(?: (?:phụ trách|triệu tập|chủ trì|theo dõi))?(?!\w)"
    r"|(?<=[Nn]gành )(?:giáo dục(?: và đào tạo)?|y tế|xây dựng|thuế|kiểm sát|tài chính)(?!\w)"
    r"|(?<=dự án )đang (?:triển khai(?: thi công)?|thi công|thực hiện|chuẩn bị đầu tư)(?!\w)"
    r"|(?<=cơ quan )tham mưu,? (?:và )?(?:quản lý nhà nước|giúp việc)(?!\w)"
    r"|có liên quan (?:đến|tới) (?:việc )?(?:(?:thực hiện|triển khai) )?(?:các )?(?:Kế hoạch|Chỉ thị|Công điện|Đề án"
    r"|Chương trình|Quyết định|nội dung|nhiệm vụ)(?: (?:này|trên|nêu trên))?(?!\w)"
    r"|(?:đã )?nêu (?:trong|tại) (?:Kế hoạch|Hướng dẫn|Công điện|Chỉ thị|Quyết định|văn bản)(?: (?:này|trên)"
    r"| của [A-ZĐ][^,;.]{3,40}?)?(?=\s(?:có|phải|cần|chịu|chủ|khẩn|thực|căn)\s)"
    r"|(?:đóng |đóng chân |hoạt động )?trên địa bàn(?=[,;]|\s(?:và|xây|thực|có|chủ|khẩn|phối|căn|sớm|rà|tổ|tiếp|tăng"
    r"|nghiêm|báo|gửi|kê|lập|phải|cần)\s)"
    r"|(?<=[Dd]ân quân )tự vệ(?!\w)"
    r"|(?<=phạm vi )quản lý(?!\w)"
    r"|(?<=khu vực )(?:được |bị )?(?:dự báo|ảnh hưởng|chịu ảnh hưởng|có nguy cơ)(?:,? (?:và )?(?:xảy|ra|của|bởi|bị"
    r"|mưa|lũ|bão|sạt|lở|đất|ngập|lụt|úng|lốc|sét|lớn|quét|ống|cao|rất|số|mạnh|áp thấp|nhiệt đới|trực tiếp|do)(?!\w))*"
    r"|(?:đóng |hoạt động )?trên (?:toàn )?địa bàn (?:toàn )?(?:[Tt]ỉnh|[Tt]hành phố|huyện|xã|phường)"
    r"(?: [A-ZĐÂÊÔƯ]\w+){0,3}(?!\w)"
    r"|(?<=ngành )quản lý (?:quy hoạch|chuyên ngành|lĩnh vực|nhà nước)(?!\w)"
    r"|được (?:giao|phân công) (?:làm|là|nhiệm vụ) (?:(?:[Cc]hủ đầu tư|[Bb]ên mời thầu)(?:(?:, | và )[Bb]ên mời thầu)?"
    r"(?: (?:các )?dự án)?(?: đấu thầu)?(?: lựa chọn (?:nhà thầu|nhà đầu tư))?"
    r"|đầu mối|(?:cơ quan|đơn vị) (?:chủ trì|đầu mối|thường trực)"
    r"|[Bb]ên mời thầu|chủ dự án|cơ quan chủ quản)(?!\w)"
    r"|được (?:giao|phân công)(?: chủ trì)?(?: thực hiện)? (?:các )?nhiệm vụ(?: (?:theo|tại|trong) (?:Kế hoạch|Chỉ thị"
    r"|Công điện|Quyết định|Chương trình|Đề án|Phụ lục|văn bản)(?: này)?| nêu trên)?(?!\w)"
    r"|được (?:Đảng(?:,| và) )?Nhà nước giao nhiệm vụ|nêu trên(?!\w)"
    r"|(?<=[Dd]ự án )[đĐ]ầu tư (?:và )?[xX]ây dựng(?: (?:các )?công trình| giao thông| dân dụng| công nghiệp"
    r"| nông nghiệp"
    r"| hạ tầng| khu vực)*(?!\w)|(?<=[Hh]ội đồng )[Tt]hi đua\s?[-–,]\s?[Kk]hen thưởng"
)
BODIES = re.compile(
    r"tổ chức(?:,|\s(?:có liên|liên quan|cá nhân|và|chính trị|xã hội|đoàn|hội|khác|thuộc|trong|kinh tế|tín "
    r"dụng|quốc tế|đảng|tôn giáo|nêu|sử dụng|khoa học))"
)
WORD = re.compile(r"\S+")
CLOSERS = ",;:.)]”\"'"
