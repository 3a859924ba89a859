"""What Word and PowerPoint reports are made of: markup, tables, templates, slides, and the bytes of their files.

It needs the extra ``office``. ``python-docx``, ``docxtpl`` and ``python-pptx`` are imported only when such a report is
asked for.
"""
