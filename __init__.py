"""plantrace: archived action plans in, one queryable database out.

``extract`` says what is printed, ``normalise`` says what it means, ``load`` keeps it, ``trace`` asks it questions across years.
"""

__version__ = "0.1.0"
