"""Scaffold: a new record to fill in, with each key's title and help as comments."""

import io

from pydantic_core import PydanticUndefined
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap

from congbo.kinds import Kind
from congbo.reader import keys_of


def record(kind: Kind) -> str:
    """Return the text of an empty record: required keys to fill in, the others as comments."""
    required, optional = CommentedMap(), []
    for key in keys_of(kind.model):
        info = kind.model.model_fields[key]
        if key == "id":
            continue
        if info.is_required():
            required[key] = ""
            required.yaml_set_comment_before_after_key(key, before=f"{info.title}. {info.description}")
        elif info.default is not PydanticUndefined:
            optional.append(f"# {key}:   ({info.title}. {info.description})")
    out = io.StringIO()
    yaml = YAML()
    yaml.width = 4096
    yaml.dump(required, out)
    head = out.getvalue().replace(": ''\n", ":\n")
    return (
        f"---\n{head}# Các khoá sau không bắt buộc; muốn dùng thì bỏ dấu # ở đầu dòng:\n"
        + "\n".join(optional)
        + "\n---\n"
    )
