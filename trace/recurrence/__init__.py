"""Which recommendations of different plans raise the same shortcoming or duty again.

recommendations -> features -> candidates -> levels -> pairs
"""

from .levels import COMPARISON_LEVELS, THRESHOLD, ComparisonLevel
from .match import iterate_pairs, recommendations_to_pairs
from .model import LEVELS, Level, RecommendationText, ScoredPair, Verdict
from .thesaurus import Concept, Mention, Thesaurus, ThesaurusError, domain_thesaurus, read_thesaurus

__all__ = [
    "COMPARISON_LEVELS",
    "LEVELS",
    "THRESHOLD",
    "ComparisonLevel",
    "Concept",
    "Level",
    "Mention",
    "RecommendationText",
    "ScoredPair",
    "Thesaurus",
    "ThesaurusError",
    "Verdict",
    "domain_thesaurus",
    "iterate_pairs",
    "read_thesaurus",
    "recommendations_to_pairs",
]
