"""Quy chế làm việc mẫu của đoàn kiểm tra. A model in our own words, shown when a team is formed and edited there.

Drawn from what provinces write in the decisions and rules of their teams; no instrument fixes the wording. The bans on
members follow by analogy those of NĐ 217/2025/NĐ-CP for specialised checks.
"""

from __future__ import annotations

MODEL = """\
1. Phạm vi. Đoàn kiểm tra đúng đối tượng, nội dung, thời kỳ và thời gian ghi trong quyết định; ngoài phạm vi đó phải \
xin ý kiến người ra quyết định.
2. Nguyên tắc. Đúng pháp luật, chính xác, khách quan, trung thực; không cản trở hoạt động bình thường của nơi được \
kiểm tra; không kiểm tra trùng nội dung, trùng thời gian với đoàn khác.
3. Xuất trình. Thành viên đeo thẻ kiểm tra và xuất trình quyết định khi bắt đầu; đại diện nơi được kiểm tra có thể \
quét mã trên thẻ để biết thẻ là thật và đang có hiệu lực.
4. Quyền hạn. Vào nơi làm việc, điểm danh người có mặt; yêu cầu cung cấp sổ sách, hồ sơ, dữ liệu trên hệ thống; gặp \
người dân tại quầy; ghi âm, ghi hình làm chứng cứ; lập biên bản tại chỗ; nhắc nhở ngay; yêu cầu giải trình bằng văn \
bản; kiến nghị khắc phục, xử lý; đề nghị thanh tra khi có dấu hiệu vi phạm nghiêm trọng.
5. Không được làm. Lợi dụng quyền hạn để gây khó khăn, phiền hà; can thiệp trái quy định vào công việc của nơi được \
kiểm tra; nhận tiền, quà, lợi ích vật chất hoặc tinh thần dưới mọi hình thức; sử dụng trái phép thông tin thu thập \
được; tiết lộ nơi, ngày kiểm tra đột xuất trước khi đoàn đến.
6. Từ chối tham gia. Thành viên không kiểm tra cơ quan mình đang công tác; người có vợ, chồng, con, cha, mẹ, anh, \
chị, em ruột công tác tại nơi được kiểm tra, hoặc có lợi ích liên quan, phải tự khai để không tham gia.
7. Phân công. Trưởng đoàn chịu trách nhiệm chung, ký biên bản và báo cáo; phó trưởng đoàn thay khi được giao; thư ký \
ghi biên bản, giữ hồ sơ; thành viên chịu trách nhiệm về phần việc của mình; giám sát viên quan sát, nêu ý kiến, không \
quyết định.
8. Kết quả. Nhận xét sơ bộ với lãnh đạo nơi được kiểm tra trước khi về; biên bản được đọc lại và ký tại chỗ, người \
không ký thì ghi rõ và có người làm chứng; mọi phát hiện chỉ thành kết luận sau khi người liên quan được thông báo và \
được giải trình.
9. Bảo mật, lưu trữ. Giữ kín thông tin thu thập được; người tố cáo, người cung cấp tin được giữ kín danh tính; hồ sơ \
nộp lưu sau khi có thông báo kết luận. Đoàn tự giải thể khi hoàn thành nhiệm vụ.
"""
