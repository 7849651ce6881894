"""Mức độ mệnh lệnh: how strongly a verb binds, on a scale of three.

The scale is ours: no instrument ranks verbs. A weaker verb below is a question to a person, never a verdict.
"""

from __future__ import annotations

from congvu.core.text import fold

#: 3: a result is owed; 2: an activity is owed; 1: an effort is owed.
STRENGTHS: dict[int, tuple[str, ...]] = {
    3: (
        "hoàn thành", "ban hành", "chấm dứt", "xử lý dứt điểm", "xử lý nghiêm", "khắc phục", "giải quyết dứt điểm",
        "nghiêm cấm", "không được", "phải", "bảo đảm", "đảm bảo", "công bố", "công khai", "thực hiện nghiêm",
        "chịu trách nhiệm", "đạt", "phê duyệt", "trình", "báo cáo", "cắt giảm", "bãi bỏ",
    ),
    2: (
        "tổ chức", "triển khai", "thực hiện", "chủ trì", "xây dựng", "rà soát", "kiểm tra", "giám sát", "đôn đốc",
        "theo dõi", "tổng hợp", "cập nhật", "bố trí", "phân công", "hướng dẫn", "tuyên truyền", "đánh giá", "xử lý",
        "giải quyết", "tiếp nhận", "số hóa", "thành lập", "tập huấn", "đào tạo", "gửi", "cung cấp", "đề xuất",
    ),
    1: (
        "tăng cường", "đẩy mạnh", "chú trọng", "quan tâm", "tiếp tục", "phối hợp", "nghiên cứu", "xem xét",
        "tham mưu", "khuyến khích", "chủ động", "nâng cao", "phát huy", "quán triệt", "từng bước", "phấn đấu",
        "tham gia", "lưu ý", "tạo điều kiện", "đề nghị",
    ),
}  # fmt: skip

_KNOWN = sorted(
    ((fold(verb), strength) for strength, verbs in STRENGTHS.items() for verb in verbs), key=lambda one: -len(one[0])
)


def strength_of(verb: str, text: str = "") -> int | None:
    """1, 2 or 3 for the verb; by the first known verb of the text where the verb itself says nothing.

    None where neither is known: what cannot be ranked is not compared.
    """
    for said in (fold(verb).strip(), fold(text).strip()):
        if not said:
            continue
        for known, strength in _KNOWN:
            if said.startswith(known) and (len(said) == len(known) or not said[len(known)].isalnum()):
                return strength
    padded = f" {fold(text)} "
    places = [
        (padded.find(f" {known} "), -len(known), strength) for known, strength in _KNOWN if f" {known} " in padded
    ]
    return min(places)[2] if places else None
