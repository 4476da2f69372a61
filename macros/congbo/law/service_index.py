"""The index of service to people and enterprises (Quyết định 766/QĐ-TTg, 23/06/2022): groups and points."""

from enum import StrEnum


class ServiceGroup(StrEnum):
    """Groups of the index of service to people and enterprises (Quyết định 766/QĐ-TTg, 23/06/2022)."""

    DISCLOSURE = "công khai, minh bạch"
    PROGRESS = "tiến độ, kết quả giải quyết"
    DIGITISATION = "số hóa hồ sơ"
    ONLINE = "dịch vụ trực tuyến"
    SATISFACTION = "mức độ hài lòng"


SERVICE_POINTS = {
    ServiceGroup.DISCLOSURE: 18,
    ServiceGroup.PROGRESS: 20,
    ServiceGroup.DIGITISATION: 22,
    ServiceGroup.ONLINE: 22,
    ServiceGroup.SATISFACTION: 18,
}
"""The most points of each group, 100 in all; online payment is part of the online services."""
