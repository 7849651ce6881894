"""Sentences that officials of the made-up province write, chosen by chance; none is copied from anywhere."""

from __future__ import annotations

from random import Random

_HANDING = (
    "Đề nghị đồng chí chủ động triển khai, báo cáo khi có vướng mắc.",
    "Giao thực hiện đúng thời hạn, lưu đủ hồ sơ.",
    "Chuyển theo chức năng, đề nghị phối hợp xử lý.",
    "",
)
_PROGRESS = (
    "Đã thu thập số liệu từ các đơn vị, đang tổng hợp.",
    "Đã có dự thảo lần một, đang lấy ý kiến nội bộ.",
    "Đang kiểm tra thực tế tại các thôn, tổ dân phố.",
    "Đã tổ chức họp phân công, thống nhất mốc thời gian từng phần việc.",
    "Đã hoàn thiện hồ sơ, chờ lãnh đạo ký.",
)
_EXPLANATION = (
    "Chậm do phải đối chiếu lại số liệu giữa hồ sơ giấy và phần mềm; đơn vị cam kết hoàn thành trong tuần tới.",
    "Cán bộ được phân công nghỉ ốm dài ngày, đơn vị đã bố trí người thay.",
    "Khối lượng kiểm kê lớn hơn dự kiến; đã huy động thêm lực lượng.",
    "Đơn vị nhận trách nhiệm về việc chậm, đã kiểm điểm người được giao.",
)
_RESULT = (
    "Đã hoàn thành các nội dung được giao, có văn bản kết quả kèm theo.",
    "Đã ban hành kế hoạch và tổ chức thực hiện tại 100% đơn vị trực thuộc.",
    "Đã rà soát xong, lập danh mục và gửi cơ quan đầu mối tổng hợp.",
    "Đã trình cấp có thẩm quyền phê duyệt theo quy định.",
    "Đã khắc phục xong các tồn tại được nêu, có biên bản nghiệm thu.",
)
_EXTENSION = (
    "Khối lượng hồ sơ phải rà soát lớn hơn dự kiến, đề nghị cho lùi thời hạn.",
    "Đang chờ hướng dẫn của bộ quản lý ngành, đề nghị gia hạn.",
    "Phải thực hiện lại bước lấy ý kiến đối tượng chịu tác động.",
)
_REASSIGNMENT = (
    "Nội dung này không thuộc chức năng của đơn vị theo quy định hiện hành.",
    "Nhiệm vụ đã chuyển cho cơ quan khác khi sắp xếp bộ máy.",
    "Đề nghị giao cơ quan quản lý chuyên ngành chủ trì.",
)
_RETURNING = (
    "Báo cáo chưa nêu số liệu theo biểu mẫu, đề nghị bổ sung.",
    "Chưa có văn bản kết quả kèm theo.",
    "Kết quả chưa đúng phạm vi được giao, đề nghị thực hiện lại.",
)
_QUESTION = (
    "Đề nghị cho ý kiến đối với dự thảo kế hoạch và phần kinh phí dự kiến.",
    "Đề nghị cho ý kiến về phạm vi, đối tượng áp dụng của dự thảo quy định.",
    "Đề nghị cung cấp số liệu và cho ý kiến về phương án sắp xếp.",
)
_OPINION = (
    "Cơ bản thống nhất với dự thảo; đề nghị làm rõ nguồn kinh phí.",
    "Thống nhất, không có ý kiến bổ sung.",
    "Đề nghị bổ sung trách nhiệm của Ủy ban nhân dân cấp xã.",
    "Đề nghị cân nhắc thời điểm thực hiện để không trùng với đợt kiểm tra.",
)


class Words:
    """What an official writes at an act."""

    def handing(self, rng: Random) -> str:
        """With a hand-over."""
        return rng.choice(_HANDING)

    def progress(self, rng: Random, per_cent: int) -> str:
        """With a progress of so many per cent."""
        return f"{rng.choice(_PROGRESS)} Ước đạt {per_cent}%."

    def explanation(self, rng: Random) -> str:
        """Why it is late."""
        return rng.choice(_EXPLANATION)

    def result(self, rng: Random) -> str:
        """What was done."""
        return rng.choice(_RESULT)

    def extension(self, rng: Random) -> str:
        """Why more time is needed."""
        return rng.choice(_EXTENSION)

    def reassignment(self, rng: Random) -> str:
        """Why somebody else should do it."""
        return rng.choice(_REASSIGNMENT)

    def returning(self, rng: Random) -> str:
        """What is missing."""
        return rng.choice(_RETURNING)

    def question(self, rng: Random) -> str:
        """What other bodies are asked."""
        return rng.choice(_QUESTION)

    def opinion(self, rng: Random) -> str:
        """What they answer."""
        return rng.choice(_OPINION)
