"""Values as bytes: pickles that can hold nothing but the classes of a document, so that a store that came with somebody's archive can
run no code.
"""

from __future__ import annotations

import io
import pickle
import zlib
from enum import Enum
from types import ModuleType
from typing import Any

from builder import anchors, diagnostics, model, text

__all__ = ["is_same", "pack", "pack_text", "register", "unpack", "unpack_text"]

_ALLOWED: dict[tuple[str, str], type[Any]] = {}


def register(*modules: ModuleType) -> None:
    """Let values be made of the data classes and enums that these modules define."""
    for module in modules:
        for thing in vars(module).values():
            if isinstance(thing, type) and (hasattr(thing, "__dataclass_fields__") or issubclass(thing, Enum)):
                _ALLOWED[thing.__module__, thing.__qualname__] = thing


register(text, model, anchors, diagnostics)


class _Unpickler(pickle.Unpickler):
    """Knows the registered classes and nothing else."""

    def find_class(self, module_name: str, global_name: str) -> Any:
        try:
            return _ALLOWED[module_name, global_name]
        except KeyError:
            raise pickle.UnpicklingError(f"{module_name}.{global_name} is no part of a document") from None


def pack(value: Any) -> bytes:
    """The value as bytes."""
    return pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL)


def unpack(packed: bytes) -> Any:
    """The value of the bytes. pickle.UnpicklingError where they hold another class than those of a document."""
    return _Unpickler(io.BytesIO(packed)).load()


def is_same(packed: bytes, other: bytes) -> bool:
    """Whether two values are equal: one value is packed in several ways, by which of its parts are one object and which only equal."""
    return packed == other or bool(unpack(packed) == unpack(other))


def pack_text(value: Any) -> bytes:
    """The value as bytes, compressed: for what is mostly words."""
    return zlib.compress(pack(value), 1)


def unpack_text(packed: bytes) -> Any:
    """The value that `pack_text` packed."""
    return unpack(zlib.decompress(packed))
