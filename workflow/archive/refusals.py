"""What the operating system refuses, said in Danish."""

import errno

_WORDS = {
    errno.ENOSPC: "disken er fuld",
    errno.EDQUOT: "pladsen på drevet er brugt op",
    errno.EACCES: "der er ikke adgang",
    errno.EPERM: "der er ikke adgang",
    errno.EROFS: "disken er skrivebeskyttet",
    errno.ENOENT: "filen eller mappen findes ikke",
    errno.EEXIST: "der ligger allerede noget",
    errno.EISDIR: "det er en mappe",
    errno.ENOTDIR: "det er ikke en mappe",
    errno.EBUSY: "filen er i brug",
    errno.EIO: "disken melder fejl",
    errno.ESTALE: "forbindelsen til netværksdrevet er afbrudt",
    errno.EHOSTDOWN: "forbindelsen til netværksdrevet er afbrudt",
    errno.ENAMETOOLONG: "navnet er for langt",
    errno.EMFILE: "for mange filer er åbne",
    errno.EFBIG: "filen er for stor til disken",
}
_WINDOWS = {32: "filen er åben i et andet program", 33: "filen er åben i et andet program", 53: "netværksdrevet er væk"}
_WINDOWS |= dict.fromkeys((59, 64, 67), "forbindelsen til netværksdrevet er afbrudt")


def why(reason: OSError) -> str:
    """Why the system refused, as a Danish clause that fits in brackets; the number where we have no words for it."""
    on_windows = _WINDOWS.get(getattr(reason, "winerror", None) or 0)
    return on_windows or _WORDS.get(reason.errno or 0) or f"fejl {reason.errno or 'uden nummer'} fra styresystemet"
