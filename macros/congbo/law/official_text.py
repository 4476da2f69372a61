"""Official text: the fixed words of an official document (Nghị định 30/2020/NĐ-CP, Phụ lục I)."""

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
RECIPIENTS = "Nơi nhận:"
