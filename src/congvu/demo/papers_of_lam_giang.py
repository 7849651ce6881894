"""The made-up directives of the province in the order of their dates, and what the desk makes of each."""

from __future__ import annotations

from congvu.demo.papers import EACH, ONE, READ, Again, Order, Paper

CHAIRMAN = "Chủ tịch Ủy ban nhân dân tỉnh"
COMMITTEE = "Ủy ban nhân dân tỉnh"
ALL, DEPARTMENTS, COMMUNES = ":cac-so-ban-nganh", ":cac-so", ":ubnd-cap-xa"
_TO_SNV, _TO_STC, _TO_OFFICE = "Sở Nội vụ", "Sở Tài chính", "Văn phòng Ủy ban nhân dân tỉnh"

#: The one a newcomer uploads himself; it was sent before the reform of 2025.
TO_UPLOAD = "cong-van-2023"

PAPERS: tuple[Paper, ...] = (
    Paper(
        "cong-dien-bao", "06/CĐ-UBND", "cong_dien", CHAIRMAN,
        "Về việc tập trung khắc phục hậu quả bão, sớm ổn định đời sống Nhân dân", 460,
        (
            Order("Thống kê, đánh giá thiệt hại theo từng hộ", EACH, (COMMUNES,), due="day+4",
                  report_to="Sở Nông nghiệp và Môi trường"),
            Order("Huy động lực lượng giúp các hộ", EACH, (COMMUNES,), due="day+18"),
            Order("thẩm định nhu cầu hỗ trợ giống", ONE, ("snnmt",), ("stc",), due="7 working days"),
            Order("khắc phục 19 tuyến đường", ONE, ("sxd",), ("ca-tinh",), due="day+12"),
            Order("kiểm định an toàn 41 điểm trường", ONE, ("sgddt",), ("sxd",), due="day+10"),
            Order("khôi phục cấp điện", ONE, ("sct",), due="3 calendar days"),
            Order("tham mưu phân bổ dự phòng", ONE, ("stc",), stands="15 months"),
        ), urgency="urgent",
    ),
    Paper(
        "ke-hoach-cai-cach", "142/KH-UBND", "ke_hoach", COMMITTEE, "Cải cách hành chính tỉnh Lam Giang", 405,
        (
            Order("rà soát văn bản quy phạm pháp luật", ONE, ("stp",), ("vpubnd",), due="day+60"),
            Order("đề xuất danh mục văn bản cần sửa đổi", EACH, (DEPARTMENTS,), due="day+30", report_to="Sở Tư pháp"),
            Order("công bố danh mục thủ tục hành chính nội bộ", ONE, ("vpubnd",), ("stp",), due="quarter+1"),
            Order("cắt giảm ít nhất 20% thời gian", EACH, (DEPARTMENTS,), due="day+75"),
            Order("kiện toàn nhân sự Trung tâm", EACH, (COMMUNES,), due="day+28"),
            Order("hướng dẫn vị trí việc làm", ONE, ("snv",), ("stc",), due="quarter+1"),
            Order("bố trí công chức theo vị trí việc làm", EACH, (COMMUNES,), due="day+100", report_to=_TO_SNV),
            Order("kết nối cơ sở dữ liệu chuyên ngành", ONE, ("skhcn",), ("ca-tinh", "vpubnd"), due="day+150"),
            Order("Tổ chức đo lường sự hài lòng", ONE, ("snv",), ("mttq",), due="day+200"),
            Order("Bồi dưỡng kỹ năng số", ONE, ("snv",), ("truong-cd",), due="day+120"),
            Order("Chuẩn hóa, số hóa kết quả", ONE, ("ttpvhcc",), ("skhcn",), due="day+180"),
            Order("bố trí kinh phí thực hiện Kế hoạch", ONE, ("stc",), due="month+3"),
        ),
    ),
    Paper(
        "ky-luat-ky-cuong", "18/CT-UBND", "chi_thi", CHAIRMAN,
        "Về việc tăng cường kỷ luật, kỷ cương hành chính và trách nhiệm trong giải quyết công việc", 330,
        (
            Order("Quán triệt Chỉ thị này", READ, (ALL, COMMUNES), due="day+14"),
            Order("Ban hành quy định phân công nhiệm vụ", EACH, (DEPARTMENTS, COMMUNES), due="day+35",
                  report_to=_TO_SNV),
            Order("xây dựng kế hoạch kiểm tra công vụ", ONE, ("snv",), ("ttt", "vpubnd"), due="day+40"),
            Order("Tham mưu quy định khung", ONE, ("snv",), due="quarter+1"),
            Order("thanh tra trách nhiệm người đứng đầu", ONE, ("ttt",), ("snv",), due="day+90"),
            Order("kết nối hệ thống quản lý văn bản", ONE, ("skhcn",), ("vpubnd",), due="month+2"),
            Order("mở chuyên mục về kỷ luật", ONE, ("bao-ptth",), stands="6 months"),
            Order("theo dõi, đôn đốc việc thực hiện Chỉ thị này", ONE, ("vpubnd",), due="month+1"),
        ),
    ),
    Paper(
        "giao-chi-tieu-dau-tu", "95/QĐ-UBND", "quyet_dinh", COMMITTEE,
        "Về việc giao nhiệm vụ, chỉ tiêu giải ngân vốn đầu tư công", 290,
        (
            Order("lập kế hoạch giải ngân chi tiết", EACH, (DEPARTMENTS,), due="day+15", report_to=_TO_STC),
            Order("phân bổ chi tiết 100% kế hoạch vốn", EACH, (COMMUNES,), due="day+25"),
            Order("giải phóng mặt bằng 12 km đầu tuyến", ONE, ("sxd",), due="day+120"),
            Order("phê duyệt đơn giá bồi thường", ONE, ("snnmt",), due="quarter+0"),
            Order("hoàn thành hồ sơ quyết toán", EACH, ("syt", "sgddt"), due="day+150"),
            Order("lựa chọn nhà thầu gói thầu trạm xử lý", ONE, ("bqlkcn",), due="day+90"),
            Order("kiểm tra thực tế tiến độ 20 dự án", ONE, ("stc",), ("sxd",), report_to=COMMITTEE,
                  again=Again("monthly", 20, lasting=150)),
        ), signer="Phó Chủ tịch",
    ),
    Paper(
        "thong-bao-ket-luan", "187/TB-VPUBND", "thong_bao", "Văn phòng Ủy ban nhân dân tỉnh",
        "Kết luận của Chủ tịch Ủy ban nhân dân tỉnh về xử lý trụ sở công và vận hành Trung tâm Phục vụ hành chính công",
        215,
        (
            Order("hoàn thiện phương án xử lý 78 trụ sở", ONE, ("stc",), ("sxd", "snnmt"), due="day+30"),
            Order("kiểm kê, cập nhật toàn bộ tài sản công", EACH, (COMMUNES,), due="day+45"),
            Order("phân công lãnh đạo trực tiếp điều hành", EACH, (COMMUNES,), due="10 working days"),
            Order("rà soát nhu cầu sử dụng trụ sở dôi dư", ONE, ("sgddt",), due="10 working days", report_to=_TO_STC),
            Order("nâng cấp đường truyền", ONE, ("skhcn",), due="day+60"),
            Order("tập huấn nghiệp vụ kiểm soát", ONE, ("vpubnd",), ("stp",), due="month+1"),
            Order("biệt phái ít nhất 30 công chức", ONE, ("snv",), due="day+20"),
            Order("cử công chức hỗ trợ các xã", EACH, ("sngv", "sdttg", "svhttdl"), due="3 months"),
            Order("công khai hằng tuần kết quả", ONE, ("ttpvhcc",), stands="3 months"),
        ), signer="Phó Chánh Văn phòng",
    ),
    Paper(
        "huong-dan-so-hoa", "12/HD-UBND", "huong_dan", COMMITTEE,
        "Số hóa, bàn giao và khai thác tài liệu lưu trữ của cấp huyện, cấp xã trước khi sắp xếp", 140,
        (
            Order("lập danh mục tài liệu tiếp nhận", EACH, (COMMUNES,), due="day+21", report_to=_TO_SNV),
            Order("tổ chức số hóa tài liệu hộ tịch", EACH, (COMMUNES,), due="day+90"),
            Order("bố trí phòng kho bảo quản tài liệu", EACH, (COMMUNES,), due="day+60"),
            Order("thiết lập kho lưu trữ số", ONE, ("skhcn",), ("snv",), due="day+50"),
            Order("hướng dẫn đối chiếu dữ liệu hộ tịch", ONE, ("stp",), due="15 working days"),
            Order("kiểm tra an toàn phòng cháy", ONE, ("snv",), ("ca-tinh",), due="day+35"),
            Order("bố trí kinh phí số hóa", ONE, ("stc",), due="day+28"),
            Order("tổng kết việc thực hiện", ONE, ("snv",), due="day+165", report_to=COMMITTEE),
        ), signer="Phó Chủ tịch",
    ),
    Paper(
        "don-doc-giai-ngan", "3412/UBND-KT", "cong_van", COMMITTEE,
        "V/v đẩy nhanh tiến độ giải ngân vốn đầu tư công những tháng cuối năm", 75,
        (
            Order("Hoàn thành chi trả tiền bồi thường", EACH, (COMMUNES,), due="day+55"),
            Order("Cam kết tiến độ giải ngân từng tháng", EACH, (COMMUNES,), due="day+7", report_to=_TO_STC),
            Order("cấp phép 06 mỏ vật liệu", ONE, ("snnmt",), ("sxd",), due="day+40"),
            Order("công bố giá vật liệu xây dựng", ONE, ("sxd",),
                  again=Again("monthly", 25, review="2 months")),
            Order("Tham mưu điều chuyển vốn", ONE, ("stc",), due="day+30"),
            Order("rà soát 09 chủ đầu tư", ONE, ("stc",), ("ttt",), due="day+65"),
            Order("hoàn thành nghiệm thu khối lượng", ONE, ("bqlkcn",), due="day+95"),
        ), signer="Phó Chủ tịch",
    ),
    Paper(
        "ho-so-qua-han", "21/CT-UBND", "chi_thi", CHAIRMAN,
        "Về việc chấm dứt tình trạng hồ sơ quá hạn, nâng cao chất lượng xử lý phản ánh, kiến nghị", 40,
        (
            Order("Phổ biến Chỉ thị này", READ, (ALL, COMMUNES), due="day+10"),
            Order("Giải quyết dứt điểm hồ sơ quá hạn", EACH, (DEPARTMENTS, COMMUNES), due="day+50"),
            Order("Công khai số điện thoại, hộp thư", EACH, (COMMUNES,), due="day+20"),
            Order("Tổ chức đối thoại với người dân", EACH, (COMMUNES,), due="day+75"),
            Order("tái cấu trúc quy trình cấp giấy chứng nhận", ONE, ("snnmt",), ("stp",), due="day+60"),
            Order("thí điểm cấp phép xây dựng trực tuyến", ONE, ("sxd",), ("bqlkcn",), due="day+30"),
            Order("kiểm tra đột xuất việc tiếp nhận", ONE, ("ttt",), due="day+45"),
            Order("đưa kết quả thực hiện Chỉ thị này vào đánh giá", ONE, ("snv",), due="year+0"),
            Order("cảnh báo tự động hồ sơ sắp đến hạn", ONE, ("vpubnd",), ("skhcn",), due="day+34"),
        ),
    ),
    Paper(
        "viec-ton-dong", "5127/UBND-TH", "cong_van", COMMITTEE,
        "V/v rà soát, xử lý dứt điểm nhiệm vụ tồn đọng, kéo dài; chuẩn bị tổng kết năm", 12,
        (
            Order("rà soát, báo cáo từng nhiệm vụ tồn đọng", EACH, (DEPARTMENTS,), due="of:soon", report_to=_TO_OFFICE),
            Order("Báo cáo kết quả thực hiện nhiệm vụ được giao", EACH, (COMMUNES,), due="of:soon",
                  report_to=_TO_OFFICE),
            Order("Đăng ký nhiệm vụ trọng tâm", EACH, (COMMUNES,), due="day+40"),
            Order("tham mưu tiêu chí đánh giá mức độ", ONE, ("snv",), ("vpubnd",), due="day+25"),
            Order("14 dự án dừng thi công kéo dài", ONE, ("stc",), ("sxd", "snnmt"), due="day+30"),
            Order("đôn đốc việc thực hiện các kết luận thanh tra", ONE, ("ttt",),
                  again=Again("monthly", 31, lasting=200)),
            Order("báo cáo việc thực hiện các thỏa thuận", EACH, ("sct", "svhttdl", "sngv"), due="of:soon"),
            Order("tháo gỡ vướng mắc trong thanh toán", ONE, ("syt",), ("bhxh",), due="15 working days"),
            Order("cập nhật 48 nhiệm vụ tồn đọng", ONE, ("vpubnd",), due="day+20"),
        ), signer="Phó Chủ tịch",
    ),
    Paper(
        "ke-hoach-kiem-tra", "246/KH-UBND", "ke_hoach", COMMITTEE,
        "Kiểm tra công vụ và cải cách hành chính", 1,
        (
            Order("thành lập Tổ kiểm tra công vụ", ONE, ("snv",), ("ttt", "vpubnd"), due="day+20"),
            Order("tự kiểm tra, gửi báo cáo về Sở Nội vụ", EACH, (DEPARTMENTS, COMMUNES), due="day+60",
                  report_to=_TO_SNV),
            Order("kiểm tra việc ứng dụng chữ ký số", ONE, ("skhcn",), due="quarter+1"),
            Order("kiểm tra công tác chứng thực", ONE, ("stp",), due="quarter+1"),
        ), state="in_review",
    ),
    Paper(
        "cong-dien-mua-lu", "11/CĐ-UBND", "cong_dien", CHAIRMAN,
        "Về việc ứng phó mưa lớn, lũ, ngập lụt và sạt lở đất", 0,
        (
            Order("rà soát, lập danh sách hộ dân", EACH, (COMMUNES,), due="of:soon",
                  report_to="Sở Nông nghiệp và Môi trường"),
            Order("kiểm đếm thiệt hại", EACH, (COMMUNES,), due="5 working days"),
            Order("kiểm tra an toàn 27 hồ chứa", ONE, ("snnmt",), ("bchqs", "ca-tinh"), due="of:soon"),
            Order("bố trí lực lượng trực gác", ONE, ("sxd",), ("ca-tinh",), due="day+7"),
            Order("quyết định việc cho học sinh nghỉ học", ONE, ("sgddt",), due="day+10"),
            Order("chuẩn bị cơ số thuốc", ONE, ("syt",)),
            Order("bảo đảm nguồn cung hàng hóa", ONE, ("sct",)),
            Order("tham mưu ứng kinh phí dự phòng", ONE, ("stc",), due="3 working days"),
            Order("đề xuất khen thưởng đột xuất", ONE, ("snv",), ("stc",), due="day+20"),
        ), urgency="express",
    ),
)  # fmt: skip
