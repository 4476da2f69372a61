"""Serve: the command that shows a site on this machine while it is written."""

import click

from congbo.cli.asking import give_up
from congbo.cli.checked import of_day
from congbo.cli.here import root_here


@click.command()
@click.option(
    "--port",
    metavar="CỔNG",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    help="Cổng; đã có chương trình dùng thì lấy cổng sau đó. 0: cổng nào còn trống.",
)
@click.option(
    "--address",
    metavar="ĐỊA-CHỈ",
    default="127.0.0.1",
    show_default=True,
    help="Địa chỉ của máy này; mặc định chỉ máy này xem được.",
)
@click.option("--open", "opens", is_flag=True, help="Mở trình duyệt.")
@of_day
def serve(port: int, address: str, opens: bool, day: str | None) -> None:
    """Xem thử trang trên máy mình; sửa tệp nào thì trang tự cập nhật.

    Có lỗi thì lỗi hiện ngay trên trang, các trang khác vẫn xem được; sửa xong thì trang tự trở lại.
    Bấm Ctrl-C để dừng. Không ghi gì vào thư mục “site/”.
    """
    from congbo.pages.settings import SETTINGS
    from congbo.site.serving import ServingError, run

    try:
        run(root_here() / SETTINGS, address, port, opens=opens, day=day)
    except ServingError as error:
        give_up(str(error))
