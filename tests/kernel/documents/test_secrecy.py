"""Marks of state secrets near the head of a text."""

from __future__ import annotations

import pytest

from congvu.kernel.documents.policy.secrecy import secret_mark


@pytest.mark.parametrize(
    ("text", "degree"),
    [
        ("ỦY BAN NHÂN DÂN\nMẬT\nSố: 12/BC-UBND", "MẬT"),
        ("UBND TỈNH\n  TỐI MẬT  \n", "TỐI MẬT"),
        ("TUYỆT MẬT\n", "TUYỆT MẬT"),
        ("UBND TỈNH      MẬT      CỘNG HÒA XÃ HỘI", "MẬT"),
        ("UBND TỈNH\tTỐI MẬT\tCỘNG HÒA", "TỐI MẬT"),
        ("| UBND TỈNH | MẬT |", "MẬT"),
        ("M Ậ T\n", "MẬT"),
        ("[MẬT]\n", "MẬT"),
        ("Độ mật: thường\nĐỘ MẬT: TỐI MẬT", "TỐI MẬT"),
        ("MẬT\u0323".replace("Ậ", "A\u0302").replace("T\u0323", "\u0323T"), "MẬT"),
    ],
)
def test_a_stamp_is_seen(text: str, degree: str) -> None:
    assert secret_mark(text) == degree


@pytest.mark.parametrize(
    "text",
    [
        "Về việc tăng cường công tác bảo vệ bí mật nhà nước",
        "CHỈ THỊ\nVỀ TĂNG CƯỜNG BẢO VỆ BÍ MẬT NHÀ NƯỚC",
        "Danh mục tài liệu mật\n",
        "mật\n",
        "Mật\n",
        "\n".join(["dòng"] * 80) + "\nMẬT\n",
        "",
    ],
)
def test_a_text_about_secrets_is_not_secret(text: str) -> None:
    assert secret_mark(text) is None
