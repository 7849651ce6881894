"""Từ vựng: the small dictionaries of the grammar: kinds of document, issuing codes, laws, ministries, months.

Names of bodies that ended stay here: texts of their time print them rightly. Sources: NĐ 30/2020/NĐ-CP Phụ lục III (kinds and
symbols), Hiến pháp and laws on the organisation of the State (bodies), titles of laws as promulgated.
"""

from __future__ import annotations

# Kind as printed in running text → normal form. Longest first when matching.
KINDS = (
    "Văn bản quy phạm pháp luật", "Nghị quyết liên tịch", "Thông tư liên tịch", "Văn bản hợp nhất", "Chương trình hành động",
    "Thông báo kết luận", "Thông báo Kết luận", "Kế hoạch hành động", "Công văn hỏa tốc", "Công văn khẩn", "Kết luận thanh tra",
    "Điện hỏa tốc", "Công điện khẩn",
    "Hiến pháp", "Bộ luật", "Pháp lệnh", "Nghị quyết", "Nghị định", "Thông tư", "Quyết định", "Chỉ thị", "Công điện",
    "Công văn", "Văn bản", "Thông báo", "Kết luận", "Kế hoạch", "Chương trình", "Đề án", "Báo cáo", "Tờ trình", "Hướng dẫn",
    "Quy chế", "Quy định", "Phương án", "Thông cáo", "Giấy mời", "Phiếu trình", "Phiếu chuyển", "Phiếu báo", "Lệnh", "Luật",
    "Biên bản", "Thông tri", "Dự án", "Hợp đồng", "Giấy phép",
)  # fmt: skip
KIND_NORMAL = {
    "thông báo kết luận": "Thông báo",
    "chương trình hành động": "Chương trình hành động",
    "kế hoạch hành động": "Kế hoạch",
    "công văn hỏa tốc": "Công văn",
    "công văn khẩn": "Công văn",
    "công điện khẩn": "Công điện",
    "kết luận thanh tra": "Kết luận thanh tra",
}
# Kind symbol inside a number → kind (NĐ 30/2020, Phụ lục III, and the symbols of the party and of normative acts).
SYMBOL_KINDS = {
    "NQ": "Nghị quyết", "QĐ": "Quyết định", "QD": "Quyết định", "CT": "Chỉ thị", "QC": "Quy chế", "QYĐ": "Quy định",
    "TC": "Thông cáo", "TB": "Thông báo", "HD": "Hướng dẫn", "CTR": "Chương trình", "KH": "Kế hoạch", "PA": "Phương án",
    "ĐA": "Đề án", "DA": "Dự án", "BC": "Báo cáo", "BB": "Biên bản", "TTR": "Tờ trình", "CĐ": "Công điện", "CV": "Công văn",
    "NĐ": "Nghị định", "ND": "Nghị định", "TT": "Thông tư", "TTLT": "Thông tư liên tịch", "NQLT": "Nghị quyết liên tịch",
    "KL": "Kết luận", "PL": "Pháp lệnh", "L": "Lệnh", "VBHN": "Văn bản hợp nhất", "TBKL": "Thông báo",
}  # fmt: skip
# "văn bản số N/CODE" is a letter unless its symbol says otherwise.
LETTER_SYMBOLS = ("BC", "TB", "KL", "TTR", "KH", "NQ", "QĐ", "CT", "CĐ", "HD", "CTR")
ISSUERS = {
    "TTG": "Thủ tướng Chính phủ", "CP": "Chính phủ", "VPCP": "Văn phòng Chính phủ", "UBTVQH": "Ủy ban Thường vụ Quốc hội",
    "QH": "Quốc hội", "CTN": "Chủ tịch nước", "TTCP": "Thanh tra Chính phủ", "NHNN": "Ngân hàng Nhà nước Việt Nam",
    "BNV": "Bộ Nội vụ", "BTP": "Bộ Tư pháp", "BTC": "Bộ Tài chính", "BCA": "Bộ Công an", "BQP": "Bộ Quốc phòng",
    "BNG": "Bộ Ngoại giao", "BCT": "Bộ Công Thương", "BXD": "Bộ Xây dựng", "BYT": "Bộ Y tế", "BGDĐT": "Bộ Giáo dục và Đào tạo",
    "BKHCN": "Bộ Khoa học và Công nghệ", "BVHTTDL": "Bộ Văn hóa, Thể thao và Du lịch", "BNNMT": "Bộ Nông nghiệp và Môi trường",
    "BDTTG": "Bộ Dân tộc và Tôn giáo", "BTTTT": "Bộ Thông tin và Truyền thông", "BTNMT": "Bộ Tài nguyên và Môi trường",
    "BNNPTNT": "Bộ Nông nghiệp và Phát triển nông thôn", "BKHĐT": "Bộ Kế hoạch và Đầu tư", "BGTVT": "Bộ Giao thông vận tải",
    "BLĐTBXH": "Bộ Lao động - Thương binh và Xã hội", "UBDT": "Ủy ban Dân tộc", "TANDTC": "Tòa án nhân dân tối cao",
    "VKSNDTC": "Viện kiểm sát nhân dân tối cao", "KTNN": "Kiểm toán nhà nước", "HĐTP": "Hội đồng Thẩm phán Tòa án nhân dân tối cao",
    "VPQH": "Văn phòng Quốc hội", "VPTW": "Văn phòng Trung ương Đảng", "BHXH": "Bảo hiểm xã hội Việt Nam",
}  # fmt: skip
FIELDS = (
    "Quốc phòng", "Công an", "Ngoại giao", "Nội vụ", "Tư pháp", "Tài chính", "Công Thương", "Công thương",
    "Nông nghiệp và Môi trường", "Nông nghiệp và Phát triển nông thôn", "Nông nghiệp và Phát triển Nông thôn", "Xây dựng",
    "Giao thông vận tải", "Giao thông Vận tải", "Kế hoạch và Đầu tư", "Thông tin và Truyền thông",
    "Tài nguyên và Môi trường", "Lao động - Thương binh và Xã hội", "Lao động, Thương binh và Xã hội",
    "Văn hóa, Thể thao và Du lịch", "Văn hoá, Thể thao và Du lịch", "Văn hóa và Thể thao", "Khoa học và Công nghệ",
    "Giáo dục và Đào tạo", "Y tế", "Dân tộc và Tôn giáo", "Du lịch", "Ngoại vụ", "Quy hoạch - Kiến trúc",
    "An toàn thực phẩm", "TNMT", "KH&CN", "GD&ĐT", "NN&MT", "VHTTDL", "VH,TT&DL", "VHTT&DL", "KHCN", "GDĐT", "NNMT", "NN&PTNT",
    "TN&MT", "KH&ĐT", "TT&TT", "LĐTB&XH", "GTVT", "TTTT",
)  # fmt: skip
CITIES = ("Hà Nội", "Huế", "Đà Nẵng", "Hải Phòng", "Cần Thơ", "Hồ Chí Minh")
SURNAMES = frozenset(
    ["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Huỳnh", "Phan", "Vũ", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương", "Lý", "Tô", "Đào", "Lương", "Mai", "Trịnh", "Đinh", "Đoàn", "Lâm", "Trương", "Cao", "Hà", "Tạ", "Chu", "Thái", "Tống", "Quách", "Vương", "La", "Kiều", "Lưu", "Hứa", "Triệu", "Tăng", "Châu", "Nông", "Lò", "Ma", "Giàng", "Thân", "Nghiêm", "Doãn", "Phùng", "Đồng", "Mạc", "Ninh", "Ông", "Tôn"]
)
LAW_NAMES = (
    "An ninh mạng", "An ninh quốc gia", "An toàn thông tin mạng", "An toàn thực phẩm", "An toàn, vệ sinh lao động",
    "Ban hành văn bản quy phạm pháp luật", "Ban hành quyết định hành chính", "Báo chí", "Bảo hiểm xã hội", "Bảo hiểm y tế",
    "Bảo hiểm tiền gửi", "Bảo vệ bí mật nhà nước", "Bảo vệ môi trường", "Bảo vệ quyền lợi người tiêu dùng", "Bảo vệ sức khỏe nhân dân",
    "Bảo vệ và kiểm dịch thực vật", "Bảo vệ dữ liệu cá nhân", "Biên giới quốc gia", "Biên phòng Việt Nam", "Bầu cử đại biểu Quốc hội và đại biểu Hội đồng nhân dân",
    "Bình đẳng giới", "Bưu chính", "Các công cụ chuyển nhượng", "Các tổ chức tín dụng", "Cán bộ, công chức", "Cạnh tranh", "Căn cước",
    "Căn cước công dân", "Chăn nuôi", "Chất lượng sản phẩm, hàng hóa", "Chuyển đổi số", "Chuyển giao công nghệ", "Chứng khoán", "Công an nhân dân",
    "Công chứng", "Công đoàn", "Công nghệ cao", "Công nghệ thông tin", "Công nghiệp công nghệ số", "Công nghiệp quốc phòng, an ninh và động viên công nghiệp",
    "Cơ quan đại diện nước Cộng hòa xã hội chủ nghĩa Việt Nam ở nước ngoài", "Cư trú", "Cảnh sát cơ động", "Cảnh vệ",
    "Dân quân tự vệ", "Dầu khí", "Di sản văn hóa", "Doanh nghiệp", "Du lịch", "Dược", "Dữ liệu", "Đa dạng sinh học", "Đất đai", "Đấu giá tài sản",
    "Đấu thầu", "Đầu tư", "Đầu tư công", "Đầu tư theo phương thức đối tác công tư", "Đặc xá", "Đê điều", "Điện ảnh", "Điện lực", "Điều ước quốc tế", "Đo đạc và bản đồ", "Đo lường",
    "Đường bộ", "Đường sắt", "Giao dịch điện tử", "Giao thông đường bộ", "Giao thông đường thủy nội địa", "Giám định tư pháp", "Giáo dục", "Giáo dục đại học",
    "Giáo dục nghề nghiệp", "Giáo dục quốc phòng và an ninh", "Giá", "Hải quan", "Hàng không dân dụng Việt Nam", "Hòa giải ở cơ sở",
    "Hòa giải, đối thoại tại Tòa án", "Hóa chất", "Hoạt động giám sát của Quốc hội và Hội đồng nhân dân", "Hoạt động chữ thập đỏ", "Hộ tịch", "Hôn nhân và gia đình", "Hợp tác xã",
    "Hỗ trợ doanh nghiệp nhỏ và vừa", "Khám bệnh, chữa bệnh", "Khí tượng thủy văn", "Khiếu nại", "Khoa học và công nghệ", "Khoa học, công nghệ và đổi mới sáng tạo",
    "Khoáng sản", "Địa chất và khoáng sản", "Kiểm toán độc lập", "Kiểm toán nhà nước", "Kiến trúc", "Kinh doanh bảo hiểm", "Kinh doanh bất động sản", "Kế toán", "Lâm nghiệp",
    "Lưu trữ", "Lực lượng tham gia bảo vệ an ninh, trật tự ở cơ sở", "Luật sư", "Lý lịch tư pháp", "Mặt trận Tổ quốc Việt Nam", "Năng lượng nguyên tử", "Ngân hàng Nhà nước Việt Nam", "Ngân sách nhà nước",
    "Nghĩa vụ quân sự", "Người cao tuổi", "Người khuyết tật", "Người lao động Việt Nam đi làm việc ở nước ngoài theo hợp đồng", "Nhà giáo", "Nhà ở", "Nhập cảnh, xuất cảnh, quá cảnh, cư trú của người nước ngoài tại Việt Nam",
    "Nuôi con nuôi", "Phá sản", "Phòng bệnh", "Phòng cháy và chữa cháy", "Phòng cháy, chữa cháy và cứu nạn, cứu hộ", "Phòng thủ dân sự", "Phòng, chống bạo lực gia đình", "Phòng, chống bệnh truyền nhiễm", "Phòng, chống khủng bố",
    "Phòng, chống ma túy", "Phòng, chống mua bán người", "Phòng, chống rửa tiền", "Phòng, chống tác hại của rượu, bia", "Phòng, chống tác hại của thuốc lá", "Phòng, chống tham nhũng", "Phòng, chống thiên tai",
    "Phổ biến, giáo dục pháp luật", "Phí và lệ phí", "Quảng cáo", "Quản lý nợ công", "Quản lý ngoại thương", "Quản lý thuế", "Quản lý, sử dụng tài sản công", "Quản lý, sử dụng vốn nhà nước đầu tư vào sản xuất, kinh doanh tại doanh nghiệp",
    "Quản lý và đầu tư vốn nhà nước tại doanh nghiệp", "Quản lý, sử dụng vũ khí, vật liệu nổ và công cụ hỗ trợ", "Quốc phòng", "Quốc tịch Việt Nam", "Quy hoạch", "Quy hoạch đô thị", "Quy hoạch đô thị và nông thôn", "Sĩ quan Quân đội nhân dân Việt Nam",
    "Sở hữu trí tuệ", "Sử dụng năng lượng tiết kiệm và hiệu quả", "Tài nguyên nước", "Tài nguyên, môi trường biển và hải đảo", "Tần số vô tuyến điện", "Thanh niên", "Thanh tra", "Thể dục, thể thao", "Thi đua, khen thưởng", "Thi hành án dân sự",
    "Thi hành án hình sự", "Thi hành tạm giữ, tạm giam", "Thống kê", "Thủ đô", "Thú y", "Thư viện", "Thuế thu nhập doanh nghiệp", "Thuế thu nhập cá nhân", "Thuế giá trị gia tăng", "Thuế tiêu thụ đặc biệt", "Thuế tài nguyên", "Thuế bảo vệ môi trường",
    "Thuế xuất khẩu, thuế nhập khẩu", "Thuế sử dụng đất phi nông nghiệp", "Thực hành tiết kiệm, chống lãng phí", "Thực hiện dân chủ ở cơ sở", "Thương mại", "Thủy lợi", "Thủy sản", "Tiêu chuẩn và quy chuẩn kỹ thuật", "Tiếp cận thông tin", "Tiếp công dân",
    "Tín ngưỡng, tôn giáo", "Tình trạng khẩn cấp", "Tổ chức Chính phủ", "Tổ chức Quốc hội", "Tổ chức Tòa án nhân dân", "Tổ chức Viện kiểm sát nhân dân", "Tổ chức chính quyền địa phương", "Tố cáo", "Tố tụng hành chính", "Tố tụng dân sự", "Tố tụng hình sự",
    "Trách nhiệm bồi thường của Nhà nước", "Tư pháp người chưa thành niên", "Trật tự, an toàn giao thông đường bộ", "Trẻ em", "Trí tuệ nhân tạo", "Trợ giúp pháp lý", "Trọng tài thương mại", "Trồng trọt", "Trưng cầu ý dân", "Trưng mua, trưng dụng tài sản", "Tương trợ tư pháp", "Viên chức", "Viễn thông", "Việc làm",
    "Xây dựng", "Xử lý vi phạm hành chính", "Xuất bản", "Xuất cảnh, nhập cảnh của công dân Việt Nam", "Lao động", "Hình sự", "Dân sự", "Hàng hải Việt Nam", "Người có công với cách mạng", "Ưu đãi người có công với cách mạng", "Tổ chức cơ quan điều tra hình sự",
)  # fmt: skip
