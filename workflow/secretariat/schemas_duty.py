"""The duty that writes schemas/ from the models."""

from pathlib import Path

from workflow.archive import durable
from workflow.intake.schemas import all_schemas, schema_text
from workflow.secretariat.office import Office


def write_schemas(office: Office) -> tuple[Path, ...]:
    """Write every JSON Schema that is missing or stale.

    Returns:
        The paths of those written.

    Raises:
        OSError: the disk refuses.
    """
    written = []
    for name, schema in all_schemas().items():
        path = office.workspace.schemas / name
        content = schema_text(schema).encode()
        if not path.exists() or path.read_bytes() != content:
            durable.write_file(path, content)
            written.append(path)
    return tuple(written)
