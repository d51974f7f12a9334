"""What klynge.toml says: where the folders lie, how the inbox is watched and how PDFs are made, read strictly."""

import re
import tomllib
from pathlib import Path

from pydantic import Field, ValidationError

from workflow.archive.refusals import why
from workflow.domain.records import Line, Record, YesNo
from workflow.domain.shape import shape_findings
from workflow.errors import SettingsError

SETTINGS_FILE = "klynge.toml"
_AT_LINE = re.compile(r"at line (\d+)")


class FolderSettings(Record):
    """Where folders lie, seen from the workspace."""

    local: Line = Field(
        alias="data", default="data", min_length=1, description="Mappen til journalen og originalerne, på maskinens egen disk."
    )
    inbox: Line = Field(alias="indbakke", default="inbox", min_length=1, description="Mappen, som forslag lægges i.")
    outbox: Line = Field(alias="udbakke", default="outbox", min_length=1, description="Mappen til dokumenter og kvitteringer.")


class WatchSettings(Record):
    """How the inbox is watched. Times are in seconds; None is 30, 2 and 20, or 15, 10 and 600 when polling."""

    polling: YesNo = Field(alias="polling", default=False, description="ja, når indbakken ligger på et netværksdrev.")
    interval: int | None = Field(alias="interval", default=None, ge=1, description="Sekunder mellem to kig i indbakken.")
    stability: int | None = Field(
        alias="stilhed", default=None, ge=0, description="Sekunder, en fil skal ligge uændret, før den tages."
    )

    unfinished: int | None = Field(
        alias="halve", default=None, ge=0, description="Sekunder, en fil, der mangler sin slutning, får til at blive hel."
    )

    @property
    def pause(self) -> int:
        """The longest time between two looks at the inbox."""
        return self.interval or (15 if self.polling else 30)

    @property
    def stillness(self) -> int:
        """How long a file must lie unchanged before it is taken."""
        return self.stability if self.stability is not None else (10 if self.polling else 2)

    @property
    def patience(self) -> int:
        """How long a file without its end is waited for: on a share, where nobody can see who still writes, much longer."""
        return self.unfinished if self.unfinished is not None else self.stillness * (60 if self.polling else 10)


class PdfSettings(Record):
    """How PDFs are made."""

    program: Line = Field(alias="program", default="", description="LibreOffices program, når klynge ikke selv finder det.")
    patience: int = Field(
        alias="sekunder", default=60, ge=1, description="Sekunder, LibreOffice må bruge på et dokument, før det bliver stoppet."
    )


class Settings(Record):
    """The whole of klynge.toml."""

    folders: FolderSettings = Field(alias="klynge", default_factory=FolderSettings)
    watch: WatchSettings = Field(alias="vagt", default_factory=WatchSettings)
    pdf: PdfSettings = Field(alias="pdf", default_factory=PdfSettings)


def read_settings(file: Path) -> Settings:
    """The settings in a file.

    Raises:
        SettingsError: it cannot be read, is no TOML, or has keys or values that do not fit; all of them are named.
    """
    try:
        return Settings.read(tomllib.loads(file.read_text(encoding="utf-8-sig")))
    except OSError as reason:
        raise SettingsError(f"{file.name} kan ikke læses ({why(reason)}). Se, om filen er åben eller beskyttet.") from reason
    except UnicodeDecodeError as reason:
        raise SettingsError(f"{file.name} kan ikke læses som UTF-8. Gem filen med tegnsættet UTF-8.") from reason
    except tomllib.TOMLDecodeError as reason:
        match = _AT_LINE.search(str(reason))
        where = f" i linje {match[1]}" if match else ""
        raise SettingsError(
            f'{file.name} er ikke gyldig TOML{where}. Skriv hver indstilling som navn = "værdi", med teksten i anførselstegn.'
        ) from reason
    except ValidationError as reason:
        wrong = shape_findings(reason, Settings)
        raise SettingsError("\n".join(finding.located(file=file.name).printed() for finding in wrong)) from reason
