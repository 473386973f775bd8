"""What measuring a ranking leaves behind: figures, and what each question found."""

from typing import Literal

from pydantic import BaseModel, ConfigDict


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Found(_Record):
    """What a question found: the first text, None for none, and the rank of the first relevant
    one, None when it is not among a hundred."""

    first: str | None
    rank: int | None


class RankedQuestion(_Record):
    """One question and what it found; right when the first text is relevant."""

    id: str
    question: str
    right: bool
    got: Found


class Figures(_Record):
    """How well one system found, by the names of `metrics.MEASURES`, and how long it took."""

    measures: dict[str, float]
    ms_p50: float
    ms_p99: float


class RankingRun(_Record):
    """One measuring of a collection; `stock` is None unless asked for.

    `index_s` is from texts to an index, with what segmenting there was to do: words kept from
    an earlier run cost nothing.
    """

    measured: Literal["collection"] = "collection"
    collection: str
    split: str
    views: tuple[str, ...]
    fold: bool
    passages: int
    left_out: int
    index_s: float
    figures: Figures
    stock: Figures | None = None
    questions: tuple[RankedQuestion, ...]

    def summary(self) -> dict[str, object]:
        """The figures alone, as machines read them."""
        stock = None if self.stock is None else _flat(self.stock)
        return {
            **_flat(self.figures),
            "queries": len(self.questions),
            "passages": self.passages,
            "index_s": round(self.index_s, 3),
            "views": list(self.views),
            "fold": self.fold,
            **({} if stock is None else {"stock": stock}),
        }


def _flat(figures: Figures) -> dict[str, float]:
    return {
        **figures.measures,
        "ms_p50": round(figures.ms_p50, 3),
        "ms_p99": round(figures.ms_p99, 3),
    }
