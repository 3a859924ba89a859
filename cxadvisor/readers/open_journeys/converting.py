"""Makes documents of ours of JSON in formats that others use; told apart by their content."""

from __future__ import annotations

from cxadvisor.readers.tree import Document


def converted(document: Document) -> Document | None:
    """Return a parsed JSON document of another format in our keys; None where it is none of those that are known.

    Raises:
        InputError: it holds what no file of ours could.
    """
    from cxadvisor.readers.imported import document_of
    from cxadvisor.readers.open_journeys.business_model import blocks_of, read_business_model
    from cxadvisor.readers.open_journeys.ojf import is_ojf, read_ojf
    from cxadvisor.readers.open_journeys.service_graph import is_service_graph, read_service_graph
    from cxadvisor.readers.tables.placing import Gathering

    into = Gathering()
    if is_ojf(document):
        read_ojf(document, into)
    elif is_service_graph(document):
        read_service_graph(document, into)
    elif blocks := blocks_of(document):
        read_business_model(blocks, into)
    else:
        return None
    return document_of(into.imported(), "ojf", document.source.file)
