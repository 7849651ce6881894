"""Directives made up in the style of the real ones: names, numbers and days are invented and add up."""

from __future__ import annotations

OFFICIAL_LETTER = """\
ỦY BAN NHÂN DÂN
TỈNH LAM GIANG
-------

Số: 2718/UBND-KT
V/v đẩy nhanh tiến độ số hóa hồ sơ lưu trữ

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------

Lam Giang, ngày 06 tháng 8 năm 2025

Kính gửi:
- Các sở, ban, ngành;
- UBND các xã, phường.

Thực hiện Quyết định số 891/QĐ-TTg ngày 12/5/2025 của Thủ tướng Chính phủ về số hóa tài liệu; xét đề nghị của Sở Nội \
vụ \
tại Tờ trình số 145/TTr-SNV ngày 01/8/2025, Chủ tịch UBND tỉnh yêu cầu:

1. Các sở, ban, ngành, UBND các xã, phường rà soát toàn bộ hồ sơ giấy còn hạn bảo quản, lập danh mục và gửi Sở Nội vụ \
trước ngày 30/8/2025.

2. Sở Nội vụ chủ trì, phối hợp với Sở Khoa học và Công nghệ hướng dẫn quy trình số hóa, hoàn thành trong tháng 9/2025.

3. Giao Sở Tài chính tham mưu UBND tỉnh bố trí kinh phí; tổng hợp nhu cầu trước ngày 15 tháng 9 năm 2025.

4. Nghiêm cấm việc tiêu hủy hồ sơ giấy khi chưa có biên bản nghiệm thu.

5. Định kỳ hằng quý, các đơn vị báo cáo kết quả về UBND tỉnh (qua Sở Nội vụ) để theo dõi. Phấn đấu đến ngày 31/12/2025 \
ít nhất 80% hồ sơ được số hóa.

Yêu cầu các cơ quan, đơn vị nghiêm túc thực hiện./.

Nơi nhận:
- Như trên;
- Lưu: VT, KT.

KT. CHỦ TỊCH
PHÓ CHỦ TỊCH

Đinh Văn Mẫu
"""

TELEGRAM = """\
THỦ TƯỚNG CHÍNH PHỦ
--------
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
Số: 317/CĐ-TTg
Hà Nội, ngày 21 tháng 10 năm 2025

CÔNG ĐIỆN
Về việc chủ động ứng phó mưa lũ tại Trung Bộ

THỦ TƯỚNG CHÍNH PHỦ điện:
- Chủ tịch Ủy ban nhân dân các tỉnh: Hà Tĩnh, Quảng Trị;
- Bộ trưởng các Bộ: Quốc phòng, Công an, Xây dựng.

Theo dự báo, từ nay đến ngày 25/10/2025 khu vực Trung Bộ có mưa to. Mưa lũ đã làm ngập nhiều tuyến đường.

Để chủ động ứng phó, Thủ tướng Chính phủ yêu cầu:

1. Chủ tịch Ủy ban nhân dân các tỉnh nêu trên:
a) Rà soát các khu dân cư ven sông, tổ chức sơ tán người dân khỏi nơi nguy hiểm trước 17 giờ ngày 22/10/2025.
b) Bố trí lực lượng canh gác tại ngầm tràn.

2. Bộ trưởng Bộ Xây dựng chỉ đạo bảo đảm an toàn giao thông, phối hợp với Bộ Công an phân luồng.

3. Các Bộ trưởng: Quốc phòng, Công an chỉ đạo lực lượng đóng trên địa bàn sẵn sàng cứu hộ.

4. Văn phòng Chính phủ theo dõi, đôn đốc việc thực hiện Công điện này, báo cáo Thủ tướng Chính phủ những vấn đề vượt \
thẩm quyền./.

Nơi nhận:
- Như trên;
THỦ TƯỚNG
"""

PLAN = """\
UBND TỈNH LAM GIANG
SỞ Y TẾ
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 56/KH-SYT
Lam Giang, ngày 14 tháng 02 năm 2025

KẾ HOẠCH
Tiêm chủng mở rộng năm 2025

I. MỤC ĐÍCH, YÊU CẦU
1. Bảo vệ sức khỏe trẻ em.
2. Chỉ tiêu: Tỷ lệ tiêm chủng đầy đủ đạt trên 95%.

II. NHIỆM VỤ
1. Nhiệm vụ 1: Điều tra đối tượng tiêm chủng
- Đơn vị chủ trì: Trung tâm Kiểm soát bệnh tật tỉnh.
- Đơn vị phối hợp: Trạm y tế các xã, phường.
- Thời gian thực hiện: Quý I/2025.
2. Nhiệm vụ 2: Tổ chức các đợt tiêm vét
- Đơn vị chủ trì: Trạm y tế các xã, phường.
- Thời gian thực hiện: Hằng tháng.

III. TỔ CHỨC THỰC HIỆN
1. Phòng Nghiệp vụ Y
- Tham mưu Giám đốc Sở kiểm tra, giám sát công tác tiêm chủng.
- Tổng hợp, báo cáo Bộ Y tế trước ngày 15/12/2025.
2. Trung tâm Kiểm soát bệnh tật tỉnh
- Tập huấn cho cán bộ tuyến xã.
- Cung ứng vắc xin kịp thời.

Trên đây là Kế hoạch tiêm chủng mở rộng năm 2025./.
"""

TABLE_PLAN = """\
ỦY BAN NHÂN DÂN TỈNH LAM GIANG
Số: 77/KH-UBND
Lam Giang, ngày 03 tháng 3 năm 2025
KẾ HOẠCH
Cải cách hành chính năm 2025

PHỤ LỤC
DANH MỤC NHIỆM VỤ
(Kèm theo Kế hoạch số 77/KH-UBND ngày 03/3/2025)

| STT | Nội dung công việc | Cơ quan chủ trì | Cơ quan phối hợp | Thời gian hoàn thành |
|---|---|---|---|---|
| 1 | Rà soát thủ tục hành chính nội bộ | Sở Nội vụ | Sở Tư pháp | Tháng 6/2025 |
| 2 | Xây dựng quy chế một cửa | Văn phòng UBND tỉnh | Các sở | 30/9/2025 |
"""

PRESS = """\
Lam Giang: Tăng cường phòng cháy rừng mùa khô

(Chinhphu.vn) - Chủ tịch UBND tỉnh vừa ký Công văn số 455/UBND-NN ngày 11/3/2025 về phòng cháy, chữa cháy rừng.

Theo đó, Chủ tịch UBND tỉnh yêu cầu Chi cục Kiểm lâm tổ chức trực 24/24 giờ tại các trạm. UBND các xã có rừng kiểm \
tra, \
rà soát phương án chữa cháy, hoàn thành trước ngày 20/3/2025.

Năm 2024, toàn tỉnh đã xảy ra 12 vụ cháy rừng.
"""

CONCLUSION = """\
VĂN PHÒNG CHÍNH PHỦ
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 611/TB-VPCP
Hà Nội, ngày 30 tháng 9 năm 2025
THÔNG BÁO
Kết luận của Phó Thủ tướng tại cuộc họp về tiến độ các dự án đường vành đai

Ngày 26 tháng 9 năm 2025, Phó Thủ tướng chủ trì cuộc họp. Tham dự cuộc họp có đại diện lãnh đạo các Bộ: Xây dựng, Tài \
chính.
Sau khi nghe báo cáo và ý kiến các đại biểu, Phó Thủ tướng kết luận như sau:
I. Đánh giá chung
Thời gian qua, các địa phương đã có nhiều cố gắng. Tuy nhiên, tiến độ còn chậm.
II. Nhiệm vụ trong thời gian tới
1. Bộ Xây dựng:
a) Tổng hợp khó khăn, vướng mắc, báo cáo Thủ tướng Chính phủ trước ngày 15 tháng 10 năm 2025.
b) Hướng dẫn các địa phương áp dụng định mức mới theo Thông tư số 12/2024/TT-BXD.
2. Bộ Tài chính khẩn trương trình Chính phủ nghị định sửa đổi Nghị định số 85/2022/NĐ-CP trong quý IV năm 2025.
3. Về vật liệu san lấp: Giao Ủy ban nhân dân các tỉnh, thành phố có dự án đi qua cấp phép mỏ vật liệu theo thẩm quyền.
Văn phòng Chính phủ thông báo để các cơ quan biết, thực hiện./.
"""

STORY = """\
Mùa nước nổi năm nay về sớm. Bà con trong ấp rủ nhau đi đặt lờ, giăng lưới. Chợ quê họp từ tờ mờ sáng, cá linh, bông \
điên điển bày la liệt. Ông Tư kể chuyện năm 1978 nước ngập tới mái nhà.
"""

RESOLUTION = """\
HỘI ĐỒNG NHÂN DÂN
TỈNH LAM GIANG
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 45/NQ-HĐND
Lam Giang, ngày 10 tháng 7 năm 2025
NGHỊ QUYẾT
Về nhiệm vụ phát triển kinh tế - xã hội 6 tháng cuối năm 2025
HỘI ĐỒNG NHÂN DÂN TỈNH LAM GIANG
KHÓA XI, KỲ HỌP THỨ 9
Căn cứ Luật Tổ chức chính quyền địa phương số 72/2025/QH15;
Xét Tờ trình số 210/TTr-UBND ngày 25 tháng 6 năm 2025 của Ủy ban nhân dân tỉnh; báo cáo thẩm tra của các ban.
QUYẾT NGHỊ:
Điều 1. Thông qua nhiệm vụ phát triển kinh tế - xã hội 6 tháng cuối năm 2025 với các nội dung sau:
1. Tập trung tháo gỡ khó khăn cho sản xuất, kinh doanh.
2. Đẩy nhanh giải ngân vốn đầu tư công; phấn đấu giải ngân đạt tối thiểu 95% kế hoạch vốn.
Điều 2. Tổ chức thực hiện
1. Giao Ủy ban nhân dân tỉnh tổ chức triển khai thực hiện Nghị quyết.
2. Thường trực Hội đồng nhân dân, các Ban của Hội đồng nhân dân, đại biểu Hội đồng nhân dân tỉnh giám sát việc thực \
hiện.
Nghị quyết này đã được Hội đồng nhân dân tỉnh khóa XI, kỳ họp thứ 9 thông qua ngày 10 tháng 7 năm 2025./.
CHỦ TỊCH
"""

DIRECTIVE = """\
THỦ TƯỚNG CHÍNH PHỦ
Số: 25/CT-TTg
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Hà Nội, ngày 15 tháng 8 năm 2025
CHỈ THỊ
VỀ TĂNG CƯỜNG BẢO ĐẢM TRẬT TỰ, AN TOÀN GIAO THÔNG DỊP TẾT
Thời gian qua, tình hình trật tự, an toàn giao thông có chuyển biến. Tuy nhiên, tai nạn giao thông còn diễn biến phức \
tạp.
Để khắc phục những tồn tại, hạn chế nêu trên, Thủ tướng Chính phủ yêu cầu các bộ, ngành, địa phương tập trung thực \
hiện các nhiệm vụ sau:
1. Bộ Công an
a) Chỉ đạo lực lượng Cảnh sát giao thông tăng cường tuần tra, kiểm soát, xử lý vi phạm;
b) Chủ trì, phối hợp với Bộ Xây dựng, Bộ Quốc phòng và Ủy ban nhân dân các tỉnh, thành phố trực thuộc trung ương xử \
lý xe quá tải.
2. Bộ Xây dựng:
- Rà soát, xử lý điểm đen; hoàn thành trước ngày 20 tháng 12 năm 2025.
- Công bố đường dây nóng.
3. Đài Truyền hình Việt Nam, Đài Tiếng nói Việt Nam, các cơ quan thông tấn, báo chí tăng thời lượng tuyên truyền.
4. Đề nghị Ủy ban Trung ương Mặt trận Tổ quốc Việt Nam vận động Nhân dân chấp hành pháp luật.
5. Ủy ban An toàn giao thông Quốc gia theo dõi, đôn đốc, tổng hợp, báo cáo Thủ tướng Chính phủ kết quả thực hiện Chỉ \
thị này trước ngày 28 tháng 02 năm 2026.
6. Các Bộ trưởng, Thủ trưởng cơ quan ngang bộ, Thủ trưởng cơ quan thuộc Chính phủ, Chủ tịch Ủy ban nhân dân các tỉnh, \
thành phố trực thuộc trung ương chịu trách nhiệm thi hành Chỉ thị này./.
THỦ TƯỚNG
"""

PARTY_PLAN = """\
TỈNH ỦY LAM GIANG
*
Số 15-KH/TU
ĐẢNG CỘNG SẢN VIỆT NAM
Lam Giang, ngày 20 tháng 5 năm 2025
KẾ HOẠCH
thực hiện Nghị quyết số 57-NQ/TW của Bộ Chính trị
-----
I- MỤC ĐÍCH, YÊU CẦU
1. Quán triệt sâu sắc nội dung Nghị quyết.
II- NỘI DUNG
1. Các cấp ủy, tổ chức đảng tổ chức học tập, quán triệt Nghị quyết, hoàn thành trong quý III/2025.
2. Ban Tuyên giáo và Dân vận Tỉnh ủy chủ trì, phối hợp với Đảng ủy UBND tỉnh hướng dẫn tuyên truyền.
III- TỔ CHỨC THỰC HIỆN
1. Đảng ủy UBND tỉnh lãnh đạo xây dựng chương trình hành động, báo cáo Ban Thường vụ Tỉnh ủy trong tháng 6/2025.
2. Văn phòng Tỉnh ủy theo dõi, đôn đốc.
T/M BAN THƯỜNG VỤ
"""

WRAPPED = """\
ỦY BAN NHÂN DÂN TỈNH
LAM GIANG
Số: 1002/UBND-NC
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Lam Giang, ngày 07 tháng 01 năm 2025
Kính gửi:
- Công an tỉnh;
- Ủy ban nhân dân các huyện, thị xã, thành phố.
Thực hiện Công điện số 03/CĐ-TTg ngày 02 tháng 01
năm 2025 của Thủ tướng Chính phủ về tăng cường công tác
phòng cháy, chữa cháy, Ủy ban nhân dân tỉnh có ý kiến chỉ
đạo như sau:
1. Công an tỉnh tham mưu Ủy ban nhân dân tỉnh thành lập
đoàn kiểm tra liên ngành; tổ chức kiểm tra các cơ sở có nguy
cơ cháy, nổ cao, báo cáo kết quả trước ngày 25 tháng 01 năm
2025.
2. Ủy ban nhân dân các huyện, thị xã, thành phố chịu trách
nhiệm tuyên truyền đến từng hộ dân; hằng tháng báo cáo về
Công an tỉnh để tổng hợp.
3. Kiên quyết không cho hoạt động đối với cơ sở không
bảo đảm điều kiện an toàn.
Yêu cầu các cơ quan, đơn vị triển khai thực hiện./.
"""

TAX_LETTER = """\
BỘ TÀI CHÍNH
CỤC THUẾ
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 3391/CT-CS
V/v triển khai hóa đơn điện tử
Hà Nội, ngày 9 tháng 9 năm 2025
Kính gửi: Thuế các tỉnh, thành phố.
Ngày 01/9/2025, Bộ Tài chính ban hành Thông tư số 68/2025/TT-BTC hướng dẫn về hóa đơn, có hiệu lực từ ngày 01/10/2025.
Để triển khai thống nhất, Cục Thuế đề nghị Thuế các tỉnh, thành phố thực hiện một số nội dung sau:
Thứ nhất, tổ chức tập huấn cho người nộp thuế trước ngày 25/9/2025.
Thứ hai, bố trí cán bộ trực hỗ trợ trong tuần đầu tháng 10/2025.
Trong quá trình thực hiện, nếu có vướng mắc, đề nghị phản ánh về Cục Thuế (qua Ban Chính sách) để được hướng dẫn.
Đầu mối liên hệ: bà Nguyễn Thị C, điện thoại 0900.000.000.
Cục Thuế thông báo để Thuế các tỉnh, thành phố biết và thực hiện./.
"""

EVERY = {
    "letter": OFFICIAL_LETTER,
    "telegram": TELEGRAM,
    "plan": PLAN,
    "table": TABLE_PLAN,
    "press": PRESS,
    "conclusion": CONCLUSION,
    "story": STORY,
    "resolution": RESOLUTION,
    "directive": DIRECTIVE,
    "party": PARTY_PLAN,
    "wrapped": WRAPPED,
    "tax": TAX_LETTER,
}
