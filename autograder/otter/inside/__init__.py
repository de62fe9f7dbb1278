"""What runs in the room when an Otter archive grades: only the text of these modules is used, in a package there.

They import the standard library and NumPy. What they say of a check is said in the process in which the submission
ran: such a process can be made to lie for that submission, and for no other.
"""
