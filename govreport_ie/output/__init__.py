"""Output: formats that leave the library."""
