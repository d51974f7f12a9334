"""klynge: the document workshop for the secretariats of Danish health clusters.

Partners drop proposals. The secretariat reads, judges and keeps them. From what it kept and what it knows of each
cluster it writes agendas, minutes and charters, in Word. The plan of this house stands in ``CONTRIBUTING.md``.
"""

__version__ = "0.1.0"
