"""What is printed: `read(path) -> Document`, by first bytes."""

from .read import read

__all__ = ["read"]
