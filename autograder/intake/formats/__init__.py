"""The forms in which a class comes, one module each.

A format looks at what lies directly in the folder or archive: `matches` says whether this is its form, `handed` sorts
it into one submission per student, earlier attempts with it, and drops nothing.
"""
