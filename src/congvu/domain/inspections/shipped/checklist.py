"""Bộ nội dung kiểm tra đi kèm: 78 things a check of public duty looks at, in groups A to I. Data, not code.

`mark`: F was seen as content or finding of real checks in several provinces, R follows from the rule named as basis,
M is practice without a source: the province confirms it or takes it out in its own version.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

CODE = "cong-vu"
NAME = "Bộ nội dung kiểm tra công vụ"
#: The version holds for visits from the first year the rooms know; a province puts its own in its place.
IN_FORCE_FROM = date(2026, 1, 1)

GROUPS = {
    "A": "Thời giờ làm việc, sự có mặt",
    "B": "Thẻ, trang phục, nơi làm việc",
    "C": "Rượu bia, thái độ, ứng xử",
    "D": "Bộ phận Một cửa: nơi làm việc, nhân sự",
    "E": "Niêm yết, công khai thủ tục hành chính",
    "F": "Giải quyết hồ sơ thủ tục hành chính",
    "G": "Nhiệm vụ được giao, văn bản",
    "H": "Phản ánh, tiếp công dân, đơn thư",
    "I": "Nhân sự, liêm chính, khắc phục",
}

CT26 = "Chỉ thị 26/CT-TTg ngày 05/9/2016"
CD280, CD968 = "Công điện 280/CĐ-TTg ngày 19/4/2023", "Công điện 968/CĐ-TTg ngày 16/10/2023"
ND118, ND118_16 = "NĐ 118/2025/NĐ-CP", "NĐ 118/2025/NĐ-CP, Điều 16"
ND61 = "NĐ 61/2018/NĐ-CP; từ 01/7/2025: NĐ 118/2025/NĐ-CP"
RECEPTION, DENOUNCE = "Luật Tiếp công dân (sửa đổi bởi Luật 136/2025/QH15)", "Luật Tố cáo 2018, Điều 47, Điều 56"


class Row(NamedTuple):
    """One item: its place is its order; `heads` marks what is checked by counting who is there."""

    code: str
    mark: str
    severity: int
    name: str
    evidence: str
    violation: str
    basis: str = ""
    heads: bool = False

    @property
    def group(self) -> str:
        return self.code[0]


ROWS: tuple[Row, ...] = (
    Row("A01", "F", 1, "Có mặt đúng giờ đầu buổi sáng, đầu buổi chiều",
        "Điểm danh từng người vào giờ ghi trong biên bản", "Đến muộn, chưa có mặt khi đã vào giờ làm việc", CT26,
        True),
    Row("A02", "F", 1, "Có mặt đến hết giờ, kể cả chiều thứ Sáu", "Điểm danh cuối buổi; hình ảnh ra vào cổng",
        "Về trước giờ; dùng xe công để về sớm", CT26, True),
    Row("A03", "F", 2, "Việc vắng mặt được duyệt, người đứng đầu biết",
        "Đơn nghỉ, lịch trực, giấy đi công tác, sổ đi báo việc về báo công",
        "Vắng không lý do; lãnh đạo không biết người của mình đi đâu", CT26, True),
    Row("A04", "F", 3, "Lý do vắng mặt là có thật", "Hỏi lại nơi người vắng nói đã đến", "Giải trình sai sự thật",
        CT26),
    Row("A05", "F", 1, "Làm việc đủ trong những ngày sát trước và sau Tết, ngày lễ", "Điểm danh",
        "Cơ quan vắng người, bỏ trực", CT26, True),
    Row("A06", "F", 2, "Không làm việc riêng, đi lễ hội, ngồi hàng quán trong giờ làm việc",
        "Đến nơi công cộng; tin báo kèm hình ảnh", "Gặp tại hàng quán, lễ hội trong giờ làm việc", CT26),
    Row("A07", "F", 2, "Có người thay khi công chức tại quầy đi vắng", "Lịch phân công, quan sát quầy",
        "Quầy bỏ trống; phòng tiếp nhận đóng cửa trong giờ", CT26),
    Row("A08", "M", 0, "Lịch tuần của lãnh đạo được niêm yết và giữ đúng", "So lịch với người có mặt",
        "Không niêm yết; lịch ghi một đằng, làm một nẻo"),
    Row("A09", "F", 1, "Dự họp đúng thành phần, đúng giờ", "Danh sách dự họp", "Vắng họp không lý do", CT26),
    Row("A10", "M", 2, "Dữ liệu chấm công khớp với điểm danh", "Nhật ký máy chấm công", "Chấm công hộ, ghi khống"),
    Row("B11", "F", 0, "Đeo thẻ khi làm nhiệm vụ", "Quan sát", "Không đeo thẻ", CT26),
    Row("B12", "F", 0, "Trang phục đúng quy định", "Quan sát", "Trang phục không phù hợp nơi công sở", CT26),
    Row("B13", "F", 0, "Có biển tên, chức danh tại bàn hoặc cửa phòng", "Quan sát", "Không có biển tên, chức danh",
        CT26),
    Row("B14", "M", 0, "Biển tên cơ quan, sơ đồ phòng, Quốc huy, Quốc kỳ đúng quy định", "Quan sát",
        "Thiếu hoặc sai vị trí"),
    Row("B15", "F", 0, "Không hút thuốc, thắp hương, đun nấu trong phòng làm việc", "Quan sát",
        "Hút thuốc, thắp hương, đun nấu tại nơi làm việc"),
    Row("B16", "M", 0, "Bàn làm việc gọn gàng; máy tính dùng cho công việc", "Quan sát",
        "Chơi trò chơi, mua sắm trên mạng trong giờ làm việc"),
    Row("C17", "F", 3, "Không uống rượu bia trong giờ làm việc, giữa hai buổi làm việc",
        "Quan sát, hơi thở, đến nơi tiếp khách", "Uống rượu bia trong ngày làm việc", CT26),
    Row("C18", "F", 2, "Thái độ lịch sự, hướng dẫn tận tình", "Quan sát, hình ảnh tại quầy, hỏi người dân tại chỗ",
        "Thờ ơ, gắt gỏng, coi thường người dân", CT26),
    Row("C19", "F", 4, "Không nhũng nhiễu, gợi ý vật chất", "Hỏi người dân; ghi âm, ghi hình theo quyền của đoàn",
        "Gây khó để đòi quà, tiền; gợi ý chi ngoài quy định", "Chỉ thị 10/CT-TTg năm 2019"),
    Row("C20", "M", 1, "Trả lời điện thoại, đường dây nóng đúng mực", "Gọi thử", "Nói cộc lốc, từ chối hướng dẫn"),
    Row("C21", "R", 0, "Quy tắc ứng xử được niêm yết, cán bộ ký cam kết", "Hồ sơ, bảng niêm yết",
        "Không có quy tắc hoặc không ai ký", CT26),
    Row("D22", "F", 1, "Phòng, ghế, quầy, nơi để xe, nước uống, bàn hướng dẫn đầy đủ", "Quan sát",
        "Nơi tiếp nhận không bảo đảm điều kiện", ND118),
    Row("D23", "F", 1, "Máy lấy số, máy tra cứu, màn hình hoạt động", "Dùng thử", "Máy hỏng, để không", ND118),
    Row("D24", "F", 1, "Quy chế hoạt động của Bộ phận Một cửa đã ban hành", "Hồ sơ", "Chưa có hoặc theo quy định cũ",
        ND118),
    Row("D25", "F", 2, "Nhân sự được cử bằng quyết định, đủ số lượng và chuyên môn", "Quyết định phân công",
        "Thiếu người; cử người không đúng chuyên môn", ND118),
    Row("D26", "F", 1, "Phân công ai tiếp nhận việc gì rõ ràng", "Quyết định, bảng tại quầy",
        "Không rõ người tiếp nhận", ND118),
    Row("D27", "M", 1, "Camera tại quầy hoạt động, dữ liệu được lưu", "Đầu ghi hình", "Camera tắt, không lưu"),
    Row("D28", "M", 1, "Ưu tiên người già, người khuyết tật, phụ nữ có thai", "Quan sát",
        "Không có lối, không ưu tiên"),
    Row("D29", "F", 2, "Mở cửa đúng giờ; trực ngoài giờ nơi đã công bố", "Đến xem vào giờ công bố",
        "Đóng cửa trong giờ đã công bố", ND118),
    Row("E30", "F", 2, "Niêm yết đủ thủ tục thuộc thẩm quyền", "Bảng, màn hình, mã QR",
        "Không niêm yết hoặc thiếu thủ tục", ND118),
    Row("E31", "M", 2, "Nội dung niêm yết theo quyết định công bố mới nhất", "So với cơ sở dữ liệu thủ tục",
        "Niêm yết bản đã hết hiệu lực"),
    Row("E32", "F", 0, "Bảng niêm yết dễ đọc, không bị che", "Quan sát", "Bị che khuất, chữ quá nhỏ, treo quá cao",
        ND118),
    Row("E33", "R", 1, "Công khai phí, lệ phí, thời hạn, thành phần hồ sơ, mẫu đơn", "Bảng niêm yết",
        "Thiếu một trong các nội dung", ND118_16),
    Row("E34", "R", 1, "Công khai địa chỉ nhận phản ánh, số đường dây nóng", "Bảng niêm yết",
        "Không công khai nơi phản ánh", CT26),
    Row("E35", "R", 1, "Nội dung hướng dẫn được lưu và cung cấp bằng các cách đã quy định", "Hồ sơ tại quầy",
        "Không có tài liệu hướng dẫn", ND118_16),
    Row("E36", "M", 1, "Thông tin trên Cổng khớp với bản niêm yết", "So hai nơi", "Hai nơi ghi khác nhau"),
    Row("F37", "M", 2, "Mỗi hồ sơ nhận đều có giấy tiếp nhận và hẹn trả", "Rút mẫu hồ sơ",
        "Nhận hồ sơ không ghi giấy"),
    Row("F38", "R", 3, "Hồ sơ được nhập hệ thống ngay trong ngày nhận", "So hồ sơ giấy với hệ thống",
        "Để hồ sơ ngoài hệ thống", ND118),
    Row("F39", "F", 2, "Tỷ lệ giải quyết đúng hạn", "Số liệu của hệ thống", "Hồ sơ quá hạn", ND118),
    Row("F40", "R", 2, "Hồ sơ trễ hạn có thư xin lỗi và hẹn lại", "Hồ sơ lưu",
        "Trễ hạn mà không xin lỗi, không hẹn lại", ND61),
    Row("F41", "R", 2, "Chỉ yêu cầu bổ sung một lần, bằng văn bản, nêu đủ giấy tờ thiếu", "Rút mẫu hồ sơ",
        "Yêu cầu bổ sung từ hai lần trở lên; yêu cầu miệng", ND61),
    Row("F42", "M", 2, "Từ chối hồ sơ bằng văn bản, nêu lý do", "Rút mẫu hồ sơ, hỏi người nộp", "Từ chối miệng"),
    Row("F43", "R", 3, "Không đòi giấy tờ ngoài danh mục đã công bố", "Rút mẫu hồ sơ", "Đòi thêm giấy tờ", ND61),
    Row("F44", "M", 1, "Không bắt khai lại dữ liệu đã có trong cơ sở dữ liệu quốc gia", "Rút mẫu hồ sơ",
        "Bắt nộp, khai lại dữ liệu đã có"),
    Row("F45", "M", 2, "Tạm dừng tính thời hạn phải có căn cứ", "Nhật ký hệ thống", "Dừng thời hạn để tránh trễ"),
    Row("F46", "M", 1, "Từng bước nội bộ giữ đúng thời gian của mình", "Nhật ký hệ thống",
        "Trễ ở một bước rồi dồn cho bước sau"),
    Row("F47", "R", 3, "Không gặp người nộp ngoài Bộ phận Một cửa để đòi giấy tờ", "Hỏi người nộp",
        "Người thụ lý tự gọi người nộp, bỏ qua Một cửa", ND61),
    Row("F48", "M", 1, "Kết quả được trả và ký nhận", "Nhật ký, sổ trả kết quả",
        "Đã xong mà chưa trả, không báo người dân"),
    Row("F49", "F", 1, "Số hóa hồ sơ đầu vào, kết quả", "Tỷ lệ trên hệ thống", "Thấp hơn chỉ tiêu được giao", ND118),
    Row("F50", "M", 1, "Nộp trực tuyến, thanh toán trực tuyến như đã công bố", "Tỷ lệ trên hệ thống",
        "Hướng người dân về nộp giấy"),
    Row("F51", "R", 2, "Thủ tục liên thông chuyển đúng hạn giữa các cơ quan", "Nhật ký chuyển hồ sơ",
        "Tắc giữa hai cơ quan, không ai giục", ND61),
    Row("F52", "F", 1, "Lấy ý kiến hài lòng của người nộp", "Tỷ lệ người được hỏi",
        "Không lấy ý kiến hoặc làm hình thức", ND118),
    Row("G53", "F", 2, "Mọi nhiệm vụ cấp trên giao được vào sổ, theo dõi", "Hệ thống theo dõi nhiệm vụ",
        "Bỏ sót nhiệm vụ", CT26),
    Row("G54", "F", 2, "Nhiệm vụ hoàn thành đúng hạn", "Hệ thống theo dõi nhiệm vụ",
        "Quá hạn, để mở mà không xin gia hạn", CD280),
    Row("G55", "F", 1, "Mỗi nhiệm vụ có một đầu mối chịu trách nhiệm", "Phân công",
        "Hai đầu mối hoặc không ai chủ trì", CD280),
    Row("G56", "F", 1, "Công chức có kế hoạch tháng và được đánh giá", "Hồ sơ", "Không có kế hoạch, không đánh giá",
        CT26),
    Row("G57", "M", 1, "Văn bản đến được xử lý trong hạn", "Phần mềm văn bản", "Văn bản cũ chưa mở, chưa xử lý"),
    Row("G58", "R", 2, "Trả lời lấy ý kiến đúng hạn, nêu rõ quan điểm", "Nhật ký, văn bản trả lời",
        "Trả lời chậm, chung chung; im lặng",
        f"{CD280}; {CD968}"),
    Row("G59", "R", 2, "Không đẩy lên trên việc thuộc thẩm quyền của mình", "Văn bản đi",
        "Xin ý kiến việc thuộc thẩm quyền", CD280),
    Row("G60", "M", 1, "Báo cáo đúng hạn", "Hệ thống báo cáo", "Báo cáo chậm, thiếu"),
    Row("G61", "F", 1, "Chỉ thị về kỷ cương được quán triệt, kiểm điểm hằng tháng, có kế hoạch riêng",
        "Biên bản họp, kế hoạch",
        "Không quán triệt, không có kế hoạch", CT26),
    Row("G62", "F", 2, "Tự kiểm tra nội bộ, có thông báo kết quả", "Hồ sơ tự kiểm tra",
        "Không tự kiểm tra; làm cho có", CT26),
    Row("G63", "M", 1, "Ký số, xử lý văn bản trên hệ thống", "Rút mẫu văn bản", "Giữ bản giấy, gửi qua mạng xã hội"),
    Row("G64", "M", 2, "Bí mật nhà nước, hồ sơ lưu trữ được giữ đúng quy định", "Quan sát",
        "Hồ sơ để ngoài, không niêm phong"),
    Row("H65", "F", 2, "Phản ánh, kiến nghị được trả lời đúng hạn", "Hệ thống phản ánh",
        "Trả lời chậm, không trả lời", CD968),
    Row("H66", "F", 1, "Đường dây nóng công khai và có người nghe", "Gọi thử", "Số không liên lạc được", CT26),
    Row("H67", "R", 1, "Phản ánh bằng giấy, điện thoại được nhập hệ thống", "So sổ với hệ thống",
        "Nhận mà không nhập",
        "QĐ 31/2021/QĐ-TTg, Điều 43 khoản 2"),
    Row("H68", "R", 1, "Trả lời phản ánh được công khai khi phải công khai", "Hệ thống phản ánh", "Không công khai",
        "QĐ 31/2021/QĐ-TTg"),
    Row("H69", "R", 2, "Lịch tiếp công dân niêm yết; người đứng đầu tự tiếp", "Sổ tiếp công dân",
        "Giao cấp phó tiếp thay; không ghi chép", RECEPTION),
    Row("H70", "M", 1, "Sổ, phần mềm tiếp công dân được ghi đủ", "Sổ tiếp công dân", "Để trống, ghi sau"),
    Row("H71", "R", 2, "Đơn thư được phân loại, chuyển đúng hạn", "Sổ đơn thư", "Chậm; chuyển lòng vòng", CD968),
    Row("H72", "R", 3, "Danh tính người tố cáo được giữ kín", "Hồ sơ tố cáo",
        "Bản gửi người bị tố cáo còn tên người tố cáo", DENOUNCE),
    Row("H73", "R", 1, "Đối thoại với Nhân dân, công khai kết quả", "Biên bản đối thoại", "Cả năm không đối thoại",
        "Luật Tổ chức chính quyền địa phương 2025, Điều 43 (cấp xã)"),
    Row("I74", "M", 1, "Vị trí việc làm, phân công, luân chuyển theo quy định", "Hồ sơ nhân sự",
        "Quá hạn chuyển đổi vị trí công tác"),
    Row("I75", "R", 1, "Theo dõi, đánh giá tháng, quý có dữ liệu công việc", "Hồ sơ đánh giá",
        "Đánh giá không dựa trên số liệu", "NĐ 335/2025/NĐ-CP"),
    Row("I76", "M", 2, "Kiến nghị của lần kiểm tra trước đã thực hiện", "Danh mục kiến nghị",
        "Chưa khắc phục, báo cáo không đúng"),
    Row("I77", "R", 2, "Người có lỗi được xử lý", "Quyết định, biên bản họp kiểm điểm",
        "Chỉ rút kinh nghiệm cho qua", CD280),
    Row("I78", "R", 1, "Người làm tốt được khen; đề xuất đổi mới được nhận, trả lời", "Hồ sơ khen thưởng, sổ đề xuất",
        "Không khen ai; đề xuất để không trả lời", f"{CD968}; NĐ 73/2023/NĐ-CP"),
)  # fmt: skip
