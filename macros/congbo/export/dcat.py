"""DCAT-AP: the catalogue of the site's data files, for data portals (SEMIC, 3.0).

The licence of the data is not decided, so no licence is stated; nor is a day of modification, because the
day of a build is not the day on which data changed. An address is both the way to a file and the file.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from congbo.export.cpsv import DATASET
from congbo.export.day import FILE as DAY_FILE
from congbo.export.export import DataFile, Export
from congbo.export.organisations import LANGUAGE, add_country, add_publisher
from congbo.export.public_services import ILLUSTRATIVE, base_of, publisher
from congbo.export.rdf import Graph, Properties, json_ld
from congbo.pages.page import form_address, report_address
from congbo.pages.pages import Pages
from congbo.reports.seals import SUFFIX
from congbo.words.spelling import slug

CATALOGUE = "du-lieu/catalog.jsonld"
CALENDAR = "du-lieu/ngay-nghi.json"
REGIMES = "du-lieu/ky-bao-cao.json"
DOCUMENT_KINDS = "du-lieu/loai-van-ban.json"

_MEDIA = "https://www.iana.org/assignments/media-types/"
_FILE_TYPE = "http://publications.europa.eu/resource/authority/file-type/"
_GOVERNMENT = "http://publications.europa.eu/resource/authority/data-theme/GOVE"
_CPSV_AP = "https://semiceu.github.io/CPSV-AP/releases/3.2.0/"

FORMATS = {
    "json": ("application/json", "JSON"),
    "csv": ("text/csv", "CSV"),
    "jsonld": ("application/ld+json", "JSON_LD"),
    "ttl": ("text/turtle", "RDF_TURTLE"),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "XLSX"),
    "xml": ("application/atom+xml", "ATOM"),
}
"""Media type (IANA) and file type (EU vocabulary) by the ending of a file's name."""


@dataclass(frozen=True, slots=True)
class Dataset:
    """Files that hold the same data; `iri` and `page` are relative to the site's root."""

    iri: str
    title: str
    description: str
    page: str
    files: tuple[str, ...]
    illustrative: bool = False


def files(pages: Pages) -> Iterator[DataFile]:
    """Yield du-lieu/catalog.jsonld."""
    yield DataFile(CATALOGUE, lambda: json_ld(graph_of(pages)))


EXPORT = Export("dcat-ap", files)


def datasets(pages: Pages) -> Iterator[Dataset]:
    """Yield the site's datasets: the register, documents, indicators, changes, and each report's data."""
    register = pages.register
    procedures = register.procedures.values()
    illustrative = any(procedure.illustrative for procedure in procedures)
    register_files = tuple(f"du-lieu/thu-tuc.{ending}" for ending in ("json", "csv", "jsonld", "ttl"))
    about = "Các thủ tục của sổ, với mọi phần của từng thủ tục."
    yield Dataset(DATASET, "Thủ tục hành chính", about, "thu-tuc/", register_files, illustrative)
    about = "Các văn bản mà thủ tục và báo cáo dẫn tới."
    document_files = ("du-lieu/van-ban.json", "du-lieu/van-ban.csv")
    yield Dataset("du-lieu/#van-ban", "Văn bản", about, "van-ban/", document_files)
    about = "Các chỉ số của báo cáo và cách tính từng chỉ số."
    yield Dataset("du-lieu/#chi-so", "Chỉ số", about, "chi-so/", ("du-lieu/chi-so.json",))
    about = "Số liệu tự khai và các biểu đã điền, nguyên như nơi khai."
    yield Dataset("du-lieu/#so-lieu", "Số liệu", about, "so-lieu/", ("du-lieu/so-lieu.json",))
    about = "Các cơ quan và lĩnh vực mà bản ghi nhắc tới."
    lists = ("du-lieu/co-quan.json", "du-lieu/linh-vuc.json")
    yield Dataset("du-lieu/#danh-muc", "Cơ quan và lĩnh vực", about, "co-quan/", lists)
    about = "Các báo cáo và mã niêm phong của từng báo cáo."
    yield Dataset("du-lieu/#bao-cao", "Báo cáo", about, "bao-cao/", ("du-lieu/bao-cao.json",))
    about = "Các biểu mẫu báo cáo: cột, đẳng thức, căn cứ, thời gian dùng."
    yield Dataset("du-lieu/#bieu", "Biểu mẫu", about, "so-lieu/", ("du-lieu/bieu.json",))
    about = "Ngày nghỉ và ngày làm bù của từng năm, với căn cứ và độ tin của từng ngày."
    yield Dataset("du-lieu/#ngay-nghi", "Ngày nghỉ, ngày làm bù", about, "ngay-nghi/", (CALENDAR,))
    about = "Các chế độ báo cáo: kỳ, ngày đầu, ngày cuối và hạn gửi."
    yield Dataset("du-lieu/#ky-bao-cao", "Kỳ báo cáo", about, "ky-bao-cao/", (REGIMES,))
    about = "Các loại văn bản, chữ viết tắt và dạng số, ký hiệu của từng loại."
    yield Dataset("du-lieu/#loai-van-ban", "Loại văn bản", about, "loai-van-ban/", (DOCUMENT_KINDS,))
    about = "Những tình huống thường gặp và các thủ tục của từng tình huống, theo thứ tự."
    yield Dataset("du-lieu/#tinh-huong", "Tình huống", about, "tinh-huong/", ("du-lieu/tinh-huong.json",))
    about = "Từ ngữ người dân hay gõ và những việc do nơi khác giải quyết, dùng khi tìm kiếm."
    words = ("du-lieu/tu-ngu.json", "du-lieu/noi-khac.json")
    yield Dataset("du-lieu/#tu-ngu", "Từ ngữ khi tìm kiếm", about, "tu-ngu/", words)
    about = "Những gì bản ghi của thủ tục còn thiếu, chưa khớp hay cần rà lại, từng chỗ một."
    files = ("du-lieu/chat-luong.json", "du-lieu/chat-luong.csv")
    yield Dataset("du-lieu/#chat-luong", "Chất lượng dữ liệu", about, "chat-luong/", files, illustrative)
    used = {procedure.field for procedure in procedures}
    feeds = ("thay-doi/atom.xml", *(f"thay-doi/{id_}.xml" for id_ in register.fields if id_ in used))
    about = "Thủ tục mới ban hành, sửa đổi, thay thế, bãi bỏ và các thay đổi khác, có ngày và văn bản."
    yield Dataset("du-lieu/#thay-doi", "Thay đổi về thủ tục", about, "thay-doi/", feeds, illustrative)
    about = "Ngày mà các trang và dữ liệu của sổ nói tới, và ngày kế tiếp có thay đổi."
    yield Dataset("du-lieu/#ngay", "Ngày của trang", about, "du-lieu/", (DAY_FILE,))
    for report in pages.site.reports:
        endings = {".json": True, SUFFIX: report.chain, "-doi-chieu.csv": report.reconcilable}
        yield Dataset(
            f"du-lieu/#bao-cao-{report.id}",
            f"Số liệu của báo cáo: {report.meta.title}",
            "Số liệu, chú thích và văn bản dẫn của báo cáo, kèm các bản ghi đứng sau từng số.",
            report_address(report),
            (
                *(f"du-lieu/bao-cao/{report.id}{ending}" for ending, there in endings.items() if there),
                *(form_address(table, report) for table in report.shown_forms),
            ),
        )


def graph_of(pages: Pages) -> Graph:
    """Return the catalogue with its datasets and their distributions."""
    base = base_of(pages.site_url)
    graph = Graph(base)
    agency = publisher(pages)
    agent = add_publisher(graph, agency)
    found = list(datasets(pages))
    common: Properties = {
        "dct:publisher": agent,
        "dct:language": graph.add(LANGUAGE, "dct:LinguisticSystem", {"rdfs:label": "Tiếng Việt"}),
        "dct:spatial": add_country(graph),
    }
    catalogue: Properties = {
        "dct:title": f"Dữ liệu mở của {agency.name}",
        "dct:description": "Danh mục các tệp dữ liệu của trang, dựng lại mỗi lần bản ghi đổi.",
        "foaf:homepage": graph.add(f"{base}du-lieu/", "foaf:Document", {"dct:title": "Dữ liệu mở"}),
        "dcat:dataset": [base + dataset.iri for dataset in found],
        **common,
    }
    graph.add(f"{base}{CATALOGUE}", "dcat:Catalog", catalogue)
    for dataset in found:
        properties: Properties = {
            "dct:title": dataset.title,
            "dct:description": dataset.description,
            "rdfs:comment": ILLUSTRATIVE if dataset.illustrative else "",
            "dcat:theme": _GOVERNMENT,
            "dcat:landingPage": graph.add(base + dataset.page, "foaf:Document", {"dct:title": dataset.title}),
            "dcat:distribution": list(_distributions(graph, dataset.files)),
            **common,
        }
        graph.add(base + dataset.iri, "dcat:Dataset", properties)
    return graph


def _distributions(graph: Graph, addresses: Iterable[str]) -> Iterator[str]:
    """Put files into the graph and yield the address of each as a distribution."""
    for address in addresses:
        media, file_type = FORMATS[address.rpartition(".")[2]]
        linked = media in ("application/ld+json", "text/turtle")
        properties: Properties = {
            "dct:title": address,
            "dcat:accessURL": graph.base + address,
            "dcat:downloadURL": graph.base + address,
            "dcat:mediaType": _MEDIA + media,
            "dct:format": _FILE_TYPE + file_type,
            "dct:conformsTo": _CPSV_AP if linked else "",
        }
        yield graph.add(f"{graph.base}du-lieu/#tep-{slug(address)}", "dcat:Distribution", properties)
