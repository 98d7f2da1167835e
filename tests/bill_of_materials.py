"""What a release is made of, as CycloneDX: `python -m tests.bill_of_materials FILE`.

Every package that the product needs when it runs, PostgreSQL included, with its version, its licence and the checksums
that it was locked with; and the letters that are shipped as files. What only tests need isn't in it.
"""

import re
import sys
from collections.abc import Iterator
from importlib.metadata import Distribution, distribution
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from cyclonedx.model import HashAlgorithm, HashType
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.model.license import DisjunctiveLicense, LicenseExpression
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
PRODUCT, EXTRA = "smarthub-monitor", "postgres"
FONTS = ("static/fonts/OFL.txt", "kpi/documents/fonts/OFL.txt")
LONGEST = 60
"""Characters of a licence's name; some packages give its whole text instead."""


def needed(name: str, extras: tuple[str, ...] = ()) -> Iterator[Distribution]:
    """What a package needs on this machine, and what that needs, itself first; some more than once."""
    one = distribution(name)
    yield one
    for text in one.requires or ():
        asked = Requirement(text)
        if asked.marker is None or any(asked.marker.evaluate({"extra": extra}) for extra in ("", *extras)):
            yield from needed(asked.name, tuple(asked.extras))


def licence(one: Distribution) -> str:
    """The licence as a package states it; raises ValueError for one that states none."""
    stated = one.metadata
    given = stated.get("License-Expression") or stated.get("License") or ""
    classified = [
        line.rpartition(" :: ")[2] for line in stated.get_all("Classifier") or [] if line.startswith("License")
    ]
    name = given if given and "\n" not in given and len(given) <= LONGEST else next(iter(classified), "")
    if not name:
        raise ValueError(f"{stated['Name']} states no licence")
    return name


def locked(name: str) -> list[HashType]:
    """The checksums of the files that a package may be installed from."""
    lines = (ROOT / "requirements.lock").read_text("utf-8").replace("\\\n", " ").splitlines()
    line = next((line for line in lines if re.match(rf"{re.escape(name)}(\[[^]]*\])?==", line)), "")
    return [HashType(alg=HashAlgorithm.SHA_256, content=found) for found in re.findall(r"sha256:([0-9a-f]{64})", line)]


def component(one: Distribution) -> Component:
    name = canonicalize_name(one.metadata["Name"])
    stated = one.metadata.get("License-Expression")
    return Component(
        name=name,
        version=one.version,
        type=ComponentType.LIBRARY,
        purl=PackageURL("pypi", name=name, version=one.version),
        bom_ref=f"pkg:pypi/{name}@{one.version}",
        licenses=[LicenseExpression(stated) if stated else DisjunctiveLicense(name=licence(one))],
        hashes=locked(name),
    )


def bill() -> Bom:
    """The product with everything that it needs, each once."""
    product, *others = needed(PRODUCT, (EXTRA,))
    itself = Component(name=PRODUCT, version=product.version, type=ComponentType.APPLICATION, bom_ref=PRODUCT)
    made = Bom(serial_number=uuid5(NAMESPACE_URL, f"{PRODUCT}@{product.version}"))
    made.metadata.component, made.metadata.timestamp = itself, None  # the same release gives the same bytes
    each = {canonicalize_name(one.metadata["Name"]): one for one in others}
    made.components.update(component(one) for _, one in sorted(each.items()))
    for file in FONTS:
        terms = (ROOT / file).read_text("utf-8")
        assert "SIL Open Font License, Version 1.1" in terms, file
        name = str(Path(file).parent)
        made.components.add(
            Component(
                name=f"Source Sans 3 ({name})",
                type=ComponentType.FILE,
                bom_ref=name,
                licenses=[LicenseExpression("OFL-1.1")],
                copyright=terms.splitlines()[0],
            )
        )
    made.register_dependency(itself, made.components)
    return made


def written(made: Bom) -> str:
    """The bill as JSON."""
    return JsonV1Dot6(made).output_as_string(indent=2)


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(written(bill()), "utf-8")
